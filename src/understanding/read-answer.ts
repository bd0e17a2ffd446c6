import { wordsOf } from '../i18n/fold.ts';
import { isNegation, negationsIn } from '../i18n/negation.ts';
import { FINE, LISTS, MOCKING, WISHES } from './answer-words.ts';
import type { Understanding } from './understanding.ts';
import { ASKED, DOUBTED, isAboutElse } from './unheard-words.ts';

/** Wishes that go with a yes and that Posko fulfils anyway. */
export const wishes = ['anonymous', 'fast', 'told'] as const;
export type Wish = (typeof wishes)[number];

/** A yes or a no in own words; a yes may carry a wish, and a no may name what is meant instead. */
export type OwnAnswer =
  | { answer: 'yes'; wish?: Wish }
  /** A plain refusal is one whatever else the words may mean; what puts right what was told refuses only what is shown. */
  | { answer: 'no'; instead?: string; isPlain?: boolean; putsRight?: boolean };

/** Reads a yes or a no; a yes needs a word that agrees, and any negation, doubt, question or condition undoes it. */
export function readAnswer(text: string, answerOf: Understanding['answerOf']) {
  if (text.length > LONGEST) return undefined;
  const yes = readYes(text, answerOf);
  return yes ?? readNo(text, answerOf);
}

/** A longer text is a message, whatever it begins with. */
const LONGEST = 240;
const SURE = 0.5;
/** What begins with a word that agrees has to be a no for sure, to be taken for one. */
const SURELY = 0.8;

/** The wish that goes with a yes. */
export function wishIn(text: string): Wish | undefined {
  return partsOf(text).wish;
}

function readYes(text: string, answerOf: Understanding['answerOf']): OwnAnswer | undefined {
  if (/[?？]/u.test(text)) return undefined;
  const { clauses, wish, isBinding } = partsOf(text);
  const main = clauses.flat();
  if (isBinding || !clauses.some(isAgreement)) return undefined;
  // "Yo mas, aku lagi neng sawah" only greets.
  const isForeign = clauses.some((clause) => clause.filter(isStrange).length > 1);
  if (isForeign && !main.some((word) => PERMITS.test(word))) return undefined;
  const isAja = main[0] === 'aja' && main.length > 1; // "don't" where it begins
  if (isAja || main.some(isNegation) || negationsIn(signsOf(text)).length > 0) return undefined;
  const strong = main.findIndex((word, at) => isAgreeing(word) && !(at > 0 && word === 'ya'));
  const agrees = strong >= 0 ? strong : main.findIndex((word) => LISTS.perhaps.has(word));
  const isShort = main.length <= (strong >= 0 ? MOST_WORDS : FEW_WORDS);
  const isPermitted = main.some((word) => PERMITS.test(word));
  const isDoubted = main.some((word) => LISTS.questions.has(word) || LISTS.doubts.has(word));
  // "Mau banget lo ya", "mau tau aja" and "lanjut sendiri" are no yes.
  const isMocked = main.some((word, at) =>
    MOCKING.get(word)?.some((next) => main.includes(next, at + 1)),
  );
  if (
    agrees < 0 ||
    (!isShort && strong !== 0) ||
    isDoubted ||
    isMocked ||
    (!isPermitted && main.some((word) => LISTS.hearing.has(word)))
  ) {
    return undefined;
  }
  const { answer, chance, unheard } = answerOf(main.join(' '));
  if (isAboutElse(main.join(' '), unheard, 2, isPermitted ? Infinity : 3)) return undefined;
  // "Iya iya gue tau lo dibayar" only listens.
  if (!isPermitted && main.length > MOST_BARE && chance < SURELY) return undefined;
  if (isPartial(main)) return undefined;
  // "Tolong" and the like agree only where the examples say so, too.
  const isYes =
    strong < 0
      ? answer === 'yes' && chance >= SURE
      : answer === 'yes' || chance < (strong === 0 ? SURELY : SURE);
  return isYes ? { answer: 'yes', ...(wish && { wish }) } : undefined;
}

/** Whether a clause says yes and nothing else: "tetangga saya setuju", "iya tadi malem rame" and "boleh minta nomornya" do not. */
function isAgreement(clause: readonly string[]): boolean {
  const at = clause.findIndex((word) => isAgreeing(word) || LISTS.perhaps.has(word));
  const isFree = clause.some(
    (word, n) => PERMITS.test(word) && word !== 'setuju' && !isStrange(clause[n + 1] ?? 'ya'),
  );
  const isAsked = clause.some(
    (word, n) => word === 'kan' && clause.slice(n + 1).every((next) => LISTS.particles.has(next)),
  );
  const strange = clause.filter(isStrange).length;
  return (
    at >= 0 &&
    !isAsked &&
    !clause.slice(0, at).some(isStrange) &&
    strange <= (isFree ? MOST_STRANGE : 0)
  );
}

/** Whether a word has no place in a plain yes. */
function isStrange(word: string): boolean {
  const isFramed = LISTS.frame.has(word) || LISTS.frame.has(unstretched(word));
  return !(isFramed || LISTS.perhaps.has(word) || isAgreeing(word));
}

/** Words that may follow a permission that stands by itself: "silakan bu guru juga penasaran". */
const MOST_STRANGE = 3;

/** Words after an agreement without a permission that may be about something else. */
const MOST_BARE = 4;

/** "Yang galon aja": not to all that was asked about. */
function isPartial(words: readonly string[]): boolean {
  const named = words.findIndex((word) => LISTS.naming.has(word));
  return named >= 0 && words.slice(named + 2).some((word) => LISTS.alone.has(word));
}

/** A longer text that agrees somewhere is about something else. */
const MOST_WORDS = 12;
const FEW_WORDS = 8;

/** "Bolehhh", "silahkeun", "ijinkan": one word in many spellings. */
function isAgreeing(word: string): boolean {
  const plain = unstretched(word);
  return LISTS.yes.has(word) || LISTS.yes.has(plain) || AGREES.test(plain);
}

function unstretched(word: string): string {
  let end = word.length;
  while (end > 1 && word[end - 1] === word[end - 2]) end -= 1;
  return word.slice(0, end);
}

const AGREES =
  /^(?:(?:per|di|diper|mem|memper)?boleh(?:kan|in|lah|2)?|(?:di|diper|per)?sila(?:h?k(?:an|eun)|in)|(?:di|meng|ng)?i[zj]in(?:kan|in|i)?|setuju|(?:di)?simp[ae]n(?:in|kan|en)?|ok(?:e|ay|ey|eh|elah|edeh)?|gas(?:keun|ken)?|iya(?:lah|h)?|ya(?:lah|udah)?|dipersila(?:h?kan))$/;

/** Says yes to what is asked; "oke" and "ya" also are what one says while listening. */
const PERMITS =
  /boleh|sila[hk]|silain|[zj]in(?:kan|in)|setuju|simp[ae]n|^(?:monggo|mangga|acc|bersedia)/;

/** Whether a text begins as agreement and doubts nothing, so that it is no new message, but no sure yes either. */
export function beginsAsYes(text: string): boolean {
  const words = wordsOf(text);
  return isAgreeing(words[0] ?? '') && !words.some((word) => DOUBTED.has(word));
}

function readNo(text: string, answerOf: Understanding['answerOf']): OwnAnswer | undefined {
  const instead = insteadIn(text);
  if (instead !== undefined) return { answer: 'no', instead };
  if (ASKED.test(text)) return undefined;
  const { answer, chance, unheard } = answerOf(text);
  const words = wordsOf(text);
  const refusal = words.findIndex((word) => isNegation(word) || LISTS.refusing.has(word));
  if (isAboutElse(text, unheard, 2, 3) && !refusesFirst(words, refusal, answerOf)) return undefined;
  if (refusal === 0 && isUnrefused(words[1])) return undefined;
  if (refusal >= 0 && !clausesOf(text).some(isRefusal)) return undefined;
  if (isCorrection(words) || RIGHTED.test(text)) return { answer: 'no', putsRight: true };
  const isBoth = words.some(
    (word, at) => word === words[at + 2] && isNegation(words[at + 1] ?? ''),
  );
  const turn = words.lastIndexOf('eh'); // "setuju ga setuju", "jangan, eh boleh deh"
  if (isBoth || (turn > 0 && words.slice(turn).some(isAgreeing))) return undefined;
  const isRefusing = refusal >= 0;
  const isBare = isRefusing && !words.some(isAgreeing) && answer !== 'unsure';
  if (!isBare && (answer !== 'no' || chance < (isRefusing ? SURE : SURELY))) return undefined;
  // "Data saya aman ga nih": a denial at the end of what it is said of asks.
  const isTag = refusal > 1 && LISTS.particles.has(words[refusal + 1] ?? 'ya');
  const isPlain = answer === 'no' && chance >= (isRefusing ? SURE : SURELY) && !isTag;
  return { answer: 'no', isPlain };
}

/** Whether a clause refuses what is asked; "ditelpon ga diangkat" tells of something else. */
function isRefusal(clause: readonly string[]): boolean {
  const at = clause.findIndex((word) => isNegation(word) || LISTS.refusing.has(word));
  const isPermit = PERMITS.test(clause[at + 1] ?? '');
  return at >= 0 && (isPermit || !clause.slice(0, at).some(isStrange));
}

/** Whether a long text begins as a refusal: "maaf saya tidak mau, …", but not "bener gak ya, …" or "tidak mungkin …". */
function refusesFirst(words: readonly string[], at: number, answerOf: Understanding['answerOf']) {
  if (at < 0 || at > LATEST_REFUSAL) return false;
  const before = words.slice(0, at);
  const isDoubt = isUnrefused(words[at + 1]) || before.some((word) => DOUBTED.has(word));
  return !isDoubt && answerOf(before.join(' ')).unheard === 0;
}

/** "Bukan di Ngawi, di Madiun", "bukan tidak mau". */
const RIGHTED = /^\W*bu?ka?n (?:tidak|ga|gak|nggak|ngga|ndak|\S+(?: \S+){0,3}, \S+ \S)/i;

/** "Eh salah, bukan BCA tapi Mandiri", "bukan telur, yang beras", "belum diklik": what was told is put right, and nothing refused. */
function isCorrection(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  const isBegun = LISTS.correcting.has(first) || (first === 'eh' && LISTS.mistaken.has(second));
  const link = words.findIndex((word) => LISTS.links.has(word) || LISTS.naming.has(word));
  const isOther = LISTS.isNot.has(first) && link > 1 && link <= 4 && link < words.length - 1;
  const isStatus = words.some((word, at) => LISTS.notYet.has(word) && !isWill(words[at + 1]));
  return isBegun || isOther || isStatus;
}

const isWill = (word = 'ya') => LISTS.yetWilling.has(word) || LISTS.particles.has(word);

/** Whether a negation before a word refuses nothing: "tidak mungkin", "ga kebayang", "jangan sampai". */
function isUnrefused(word = ''): boolean {
  return DOUBTED.has(word) || LISTS.unrefused.has(word);
}

/** "Maaf ya kak saya …" at the most. */
const LATEST_REFUSAL = 4;

/** The words that decide, and the wish beside them; `isBinding` where a wish takes back what was agreed to. */
function partsOf(text: string): {
  clauses: string[][];
  wish: Wish | undefined;
  isBinding: boolean;
} {
  const clauses: string[][] = [];
  let wish: Wish | undefined;
  let [isBinding, isConditional] = [false, false];
  for (const clause of clausesOf(text)) {
    const named = wishOf(clause);
    const isReason = isReasonAt(clause, 0) && clauses.flat().some(isAgreeing);
    const isLink = clause.length === 1 && LISTS.links.has(clause[0] ?? '');
    isConditional ||= LISTS.conditions.has(clause[0] ?? '');
    isBinding ||=
      clause.some((word) => LISTS.fears.has(word)) && clause.some((word) => LISTS.leaks.has(word));
    if (isReason || isLink) continue;
    if (!named) {
      clauses.push(clause);
      isBinding ||= isConditional;
    } else {
      isConditional = false;
      wish ??= named;
      isBinding ||= clause.some((word) => LISTS.binding.has(word));
    }
  }
  return { clauses, wish, isBinding };
}

/** Clauses end at a mark, and begin at words such as "asal" and "tapi". */
function clausesOf(text: string): string[][] {
  const plain = text.replace(/[’'`]/g, '');
  return plain.split(/[,.;:!\n()]+/u).flatMap((part) => {
    const words = withoutPhrases(wordsOf(part));
    const starts = words.flatMap((word, at) =>
      at > 0 && ((LISTS.starts.has(word) && !endsWith(words, at)) || isReasonAt(words, at))
        ? at
        : [],
    );
    const clauses = [0, ...starts].map((from, n) => words.slice(from, starts[n]));
    return clauses.filter((clause) => clause.length > 0);
  });
}

/** "Nama saya jangan ya": the last word denies what stands before it. */
function endsWith(words: readonly string[], at: number): boolean {
  return (
    isNegation(words[at] ?? '') && words.slice(at + 1).every((word) => LISTS.particles.has(word))
  );
}

/** Whether a reason begins: "soalnya …", or "takut kalau …", which is no condition. */
function isReasonAt(words: readonly string[], at: number): boolean {
  const [word = '', next = ''] = words.slice(at, at + 2);
  return LISTS.purposes.has(word) || (LISTS.fears.has(word) && LISTS.supposing.has(next));
}

/** "Gak apa-apa" agrees, although it begins like a refusal. */
function withoutPhrases(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = [4, 3, 2, 1].find((size) => FINE.has(words.slice(at, at + size).join(' ')));
    found.push(length === undefined ? (words[at] ?? '') : 'boleh');
    at += length ?? 1;
  }
  return found;
}

/** A clause is a wish if it begins like one and names what Posko promises anyway. */
function wishOf(clause: readonly string[]): Wish | undefined {
  const begins = LISTS.starts.has(clause[0] ?? '') || negationsIn(clause.join(' ')).length > 0;
  // "Tapi kalau bocor saya tuntut" is no wish; "tapi kalau bisa tanpa nama" is.
  const isSupposed = clause.some(
    (word, at) => LISTS.supposing.has(word) && !LISTS.polite.has(clause[at + 1] ?? ''),
  );
  const isOther = clause.some((word) => LISTS.differs.has(word)); // "tapi namanya beda"
  if (!begins || isSupposed || isOther) return undefined;
  return wishes.find((name) => clause.some((word) => WISHES[name].has(word)));
}

/** Marks and pictures outside the words: 👎, ❌, a text struck through. */
function signsOf(text: string): string {
  return text.replace(/\p{L}+/gu, ' x ').replace(/x(?:\s+x)*/g, 'x');
}

/** "Bukan, ini soal daun kelor": what is named instead; undefined if nothing is. */
function insteadIn(text: string): string | undefined {
  const words = text.trim().split(/\s+/);
  const plain = words.map((word) => wordsOf(word).join(''));
  if (!LISTS.leads.has(plain[0] ?? '')) return undefined;
  const from = plain.findIndex(
    (word, at) => at > 0 && !LISTS.leads.has(word) && !LISTS.pointers.has(word),
  );
  const hasPointer = from > 1 && plain.slice(1, from).some((word) => LISTS.subjects.has(word));
  return hasPointer ? words.slice(from).join(' ') : undefined;
}
