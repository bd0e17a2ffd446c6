import { isAbout } from '../cases/topics.ts';
import { findLinks } from '../text/links.ts';
import { maskPersonalData } from '../text/mask.ts';
import { findProvince } from '../text/province.ts';
import { isoOf } from '../time/calendar.ts';
import { toLocal, zoneOf } from '../time/clock-zone.ts';
import { readWhen } from '../time/parse-when.ts';
import { missingOf } from './completeness.ts';
import emptyWords from './empty-words.json' with { type: 'json' };
import { latestVersion } from './latest-version.ts';
import ownNumber from './own-number.json' with { type: 'json' };
import { MAX_ACCOUNT, MAX_ANSWER, MAX_EVIDENCE, MAX_LINKS, type Report } from './report.ts';

/** What happened, with the day, the day it was known and the place as far as the words tell them; earlier answers stay. */
export function readStory(draft: Report, text: string, now: number): Report {
  const account = maskPersonalData(text.trim()).slice(0, MAX_ACCOUNT).toWellFormed();
  const vote = isAbout(text, 'election') ? { isOfVote: true } : {};
  return readOccasion({ ...draft, ...vote, ...(account !== '' && { account }) }, text, now, false);
}

/** When and where it happened, and when it was known, as far as the words tell. */
export function readOccasion(draft: Report, text: string, now: number, isAnswer = true): Report {
  const province = draft.province ?? findProvince(text);
  const on = (words: string) => readWhen(words, { now, zone: zoneOf(province) });
  const [, knownIn] = KNOWN.exec(text) ?? [];
  const knownDay = knownIn === undefined ? undefined : on(knownIn);
  const day = on(latestVersion(knownDay === undefined ? text : text.replace(KNOWN, ' ')));
  const happened = day ?? knownDay;
  // What happened today cannot have been known before.
  const isToday = day === isoOf(toLocal(now, zoneOf(province)).day);
  const known = knownDay ?? (isToday || WITNESSED.test(text) ? day : undefined);
  const isPlace = isAnswer && (findProvince(text) || missingOf(draft) === 'place');
  const parts = text.split(/[,;\n]/).map((part) => part.trim());
  const said = saidIn(parts.filter((part) => on(part) === happened).join(', '));
  const unTimed = parts.filter((part) => part !== '' && on(part) === undefined).join(', ');
  const told = isPlace ? maskPersonalData(unTimed || text) : (placeIn(text) ?? findProvince(text));
  const isFinal = draft.place !== undefined && (draft.province !== undefined || !isPlace);
  const place = isFinal ? draft.place : [draft.place, told].filter(Boolean).join(', ');
  return {
    ...draft,
    ...(province && { province }),
    ...(happened && !draft.when?.day && { when: { day: happened, said: said || happened } }),
    ...(known && { known: { day: known, said: known } }),
    ...(place && { place: short(place) }),
    ...(draft.threat === 'scam'
      ? addLinks(draft, identifiersIn(withoutKnown(text, draft.link)))
      : withAddresses(draft, text)),
  };
}

/** What is reported, as far as it was told, with what else is told of it; nothing is listed twice. */
function addLinks({ link = '' }: Report, told: readonly string[]): Pick<Report, 'link'> {
  const all = told.reduce((known, part) => {
    const fresh = withoutNik(withoutKnown(part, known));
    return isEmpty(fresh) || known.includes(fresh) ? known : known + (known && ', ') + fresh;
  }, link);
  return all === '' ? {} : { link: all.slice(0, MAX_LINKS).toWellFormed() };
}

function withoutKnown(text: string, link = ''): string {
  const plain = (found: string) => found.replace(/[ .,;-]|^\+?62|^0/g, '');
  const known = new Set(link.match(IDENTIFIER)?.map(plain));
  return text.replace(IDENTIFIER, (found) => (known.has(plain(found)) ? '' : found));
}

/** Whether an answer holds only words of proof, that nothing is known, or that this is all. */
function isEmpty(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => emptyWords.includes(word.replace(/(?<=...)nya$/, '')));
}

/** What a text tells of the numbers, accounts and links of a scam, in its words; the citizen's own are left out. */
function identifiersIn(text: string): string[] {
  const clauses = text.replace(OWN, ' ').split(/[;\n]|,\s|(?<!\b[an])\.(?=\s|$)/);
  return clauses
    .filter((told) => maskPersonalData(told).includes('[nomor') || findLinks(told).length > 0)
    .map((told) => {
      const from = Math.max(0, told.search(/\d{3}|\w\.\w\w/) - 40);
      return told.slice(from, from + 120).replace(from > 0 ? /^\S*\s/ : '', '');
    });
}

/** Who did it, where it can be seen, and what there is to prove it, as far as the words tell. */
export function readDetails(draft: Report, text: string, now: number): Report {
  const masked = short(maskPersonalData(text));
  const { threat } = draft;
  const isAddress = threat === 'scam' || threat === 'public-hoax';
  const { link = '' } = isAddress ? { link: masked } : withAddresses(draft, text);
  const [witnesses] = SEEN_BY.exec(text) ?? [];
  const suspects = masked
    .replace(/https?:\S+/g, '')
    .split(/[.;,\n](?=\s|$)/)
    .filter((part) => /\p{L}{2}/u.test(part) && !NO_SUSPECT.some((kind) => kind.test(part)));
  const suspect = short(suspects.map((part) => part.trim()).join(', '));
  const told = PROOF.test(text) ? [{ kind: 'text', receivedAt: now }] : [];
  return {
    ...draft,
    evidence: [...draft.evidence, ...told].slice(0, MAX_EVIDENCE),
    ...(threat === 'scam' ? addLinks(draft, [text.replace(OWN, ' ')]) : link !== '' && { link }),
    ...(!isAddress && suspect !== '' && { suspect }),
    ...(witnesses && { witnesses }),
  };
}

/** Addresses and accounts that a text names, after those that were named before. */
function withAddresses(draft: Report, text: string): Pick<Report, 'link'> {
  const named = [...findLinks(text), ...(text.match(/(?<![\w.])@[\w.]{2,}/g) ?? [])];
  return addLinks(draft, [maskPersonalData(named.join(' '))]);
}

/** Name, address and telephone number of who reports, in one free answer; undefined where it names nobody. */
export function readReporter(
  text: string,
): Pick<NonNullable<Report['reporter']>, 'name' | 'address' | 'phone'> | undefined {
  const [phone] = /(?:\+62|\b0)8[\d\s-]{7,14}\d/.exec(text) ?? [];
  const words = withoutNik(phone === undefined ? text : text.replace(phone, ' '));
  const at = words.search(
    /[,;\n]|\b(?:jl|jln|jalan|alamat\w*|desa|kampung|kp|dusun|rt|gg|gang|perum\w*)\b/i,
  );
  const clean = (part: string) => short(withoutMarks(part).replace(INTRODUCED, ''));
  const name = clean(at === -1 ? words : words.slice(0, at));
  const address = at === -1 ? '' : clean(words.slice(at));
  const isName = /\p{L}{2}/u.test(name) && name.split(' ').length <= 6 && !NOBODY.test(name);
  if (!isName || text.includes('?')) return undefined;
  return { name, ...(address && { address }), ...(phone && { phone: phone.trim() }) };
}

/** Words of somebody who hesitates, refuses or asks, which are in nobody's name. */
const NOBODY =
  /^(?:pak|bapak|bu|ibu|mas|mbak|bang|kak)$|\b(?:ya+h?|iya+|y|boleh|ok(?:e|ay)?|yes|sure|silak?han|tidak|tdk|gak?|g|nggak|ngga|enggak|ndak|tak|no|not|don.t|jangan|jgn|nanti|mungkin|maybe|later|kenapa|apa|why|takut|rahasia\w*|entah\w*|lupa|mau|bisa|perlu|harus|kalau|klo|deh|dulu|dong|sih|aja|saja|cukup|bingung|tahu|tau|skip|rather|yang|yg|terserah|ngeri|se?bentar|kembali|belum|lanjut|terus|gimana|kapan|berapa|maksud\w*|ralat|salah|(?:ke|di) ?mana)\b/i;
const INTRODUCED = /^(?:nama(?: saya)?|saya|alamat(?:nya| saya)?|my name is)\s*:?\s+/i;
/** What follows a word of getting to know is when that was. */
const KNOWN =
  /\b(?:tahu|tau|diketahui|ketahuan|dengar|denger|known?|heard|found out)(?:nya)?,? (?:\w+ )?((?:hari ini|tadi|barusan|kemarin|kmrn|semalam|today|yesterday|last|se\w+|\d|senin|selasa|rabu|kamis|jumat|sabtu|minggu)[^.,;\n]{0,25})/i;
const WITNESSED = /\b(?:lihat|liat|saksikan) (?:sendiri|langsung)|\bsaw it myself/i;
const SEEN_BY =
  /(?:\b(?:sekitar|kira-kira|about) )?\b(?:\d+|dua|tiga|empat|lima|banyak|two|three) (?:orang|saksi|warga|people|witnesses)\b/i;
const PROOF =
  /\b(?:foto|video|rekaman|screenshot|ss|tangkapan layar|bukti|kuitansi|photo|recording|proof)(?:nya)?\b(?!\s*(?:tidak|gak|ga|nggak|belum))/i;
/** Who reports is not the one reported: "saya saksi", "saya yang lapor". */
const REPORTER =
  /^\s*(?:saya|sy|aku|gue|gw|kami)\b[^,;]{0,30}\b(?:saksi\w*|korban\w*|pelapor\w*|(?:me)?lapor\w*)\b/i;
const NO_SUSPECT = [PROOF, SEEN_BY, REPORTER];
const PLACE =
  /\b(?:di|at|in) ((?:desa|kelurahan|kel|kampung|kp|kota|kabupaten|kab|kecamatan|kec|jalan|jl|balai|rumah|pos|pasar|tps|gang|masjid|gereja|kantor|lapangan|sekolah|pabrik|terminal)\b[^.;\n]{0,80})/i;

const NUMBER = '\\+?\\d(?:(?: - |[ .-])?\\d){5,19}';
const SITE = '(?:https?://)?[\\w-]{1,63}\\.\\w\\S{1,200}';
const IDENTIFIER = new RegExp(`${NUMBER}|@[\\w.]{2,64}|${SITE}`, 'g');
/** A number that is the citizen's own; "yang wa saya" and "dia nelpon hp saya" are somebody else. */
const { banks, nouns, owners, others, callers, joined, between } = ownNumber;
const OWN = new RegExp(
  `(?:(?<!\\b(?:${others}) (?:(?:${callers}) )?)\\b(?:${nouns}|${banks})(?:[ .]{1,2}(?:${nouns}|${banks})){0,3} (?:${owners})|\\b(?:${joined}))\\b(?:[\\s,:=]{1,3}(?:${between}|${nouns}|${banks})\\b){0,3}[\\s,:=]{1,3}${NUMBER}(?: \\(?(?:${banks})\\b)?`,
  'gi',
);

function placeIn(text: string): string | undefined {
  const [, named] = PLACE.exec(text) ?? [];
  return named === undefined ? undefined : short(maskPersonalData(named));
}

function saidIn(text: string): string {
  return text.length <= 60 ? short(maskPersonalData(text)) : '';
}

/** A number that a scam is reported for stays; an identity number never does. */
function withoutNik(text: string): string {
  return short(text.replace(/(?<!\d)\d{16}(?!\d)/g, '[NIK]'));
}

function short(text: string): string {
  return text.trim().slice(0, MAX_ANSWER).toWellFormed();
}

/** Without what stands between a name and an address. */
function withoutMarks(part: string): string {
  let end = part.length;
  while (end > 0 && ' \t\n,;:'.includes(part[end - 1] ?? '-')) end -= 1;
  return part.slice(0, end).replace(/^[\s,;:.]+/, '');
}
