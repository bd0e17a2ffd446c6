import { wordsOf } from '../i18n/fold.ts';
import { isNegation, negationsIn } from '../i18n/negation.ts';
import lists from './answer-words.json' with { type: 'json' };
import type { Understanding } from './understanding.ts';
import { DOUBTED, isAboutElse } from './unheard-words.ts';

/** Wishes that go with a yes and that Posko fulfils anyway. */
export const wishes = ['anonymous', 'fast', 'told'] as const;
export type Wish = (typeof wishes)[number];

/** A yes or a no in own words; a yes may carry a wish, and a no may name what is meant instead. */
export type OwnAnswer =
  | { answer: 'yes'; wish?: Wish }
  /** A plain refusal is one whatever else the words may mean. */
  | { answer: 'no'; instead?: string; isPlain?: boolean };

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
  const { main, wish, isBinding } = partsOf(text);
  if (isBinding || main.length === 0) return undefined;
  if (isNegated(main) || negationsIn(signsOf(text)).length > 0) return undefined;
  const strong = main.findIndex(isAgreeing);
  const agrees = strong >= 0 ? strong : main.findIndex((word) => PERHAPS.has(word));
  const isShort = main.length <= (strong >= 0 ? MOST_WORDS : FEW_WORDS);
  const isPermitted = main.some((word) => PERMITS.test(word));
  const isAsked = main.slice(0, agrees).some((word) => QUESTIONS.has(word));
  if (
    agrees < 0 ||
    (!isShort && strong !== 0) ||
    isAsked ||
    main.some((word) => DOUBTS.has(word)) ||
    isMocking(main) ||
    (!isPermitted && main.some((word) => HEARING.has(word)))
  ) {
    return undefined;
  }
  const { answer, chance, unheard } = answerOf(main.join(' '));
  if (isAboutElse(main.join(' '), unheard, 2, isPermitted ? Infinity : 3)) return undefined;
  // "Tolong" and the like agree only where the examples say so, too.
  const isYes =
    strong < 0
      ? answer === 'yes' && chance >= SURE
      : answer === 'yes' || chance < (strong === 0 ? SURELY : SURE);
  return isYes ? { answer: 'yes', ...(wish && { wish }) } : undefined;
}

/** A longer text that agrees somewhere is about something else. */
const MOST_WORDS = 12;
const FEW_WORDS = 8;

/** "Aja" is "don't" only where it begins. */
function isNegated([first = '', ...rest]: readonly string[]): boolean {
  return negationsIn([first, ...rest.filter((word) => word !== 'aja')].join(' ')).length > 0;
}

/** "Bolehhh", "silahkeun", "ijinkan": one word in many spellings. */
function isAgreeing(word: string): boolean {
  let end = word.length;
  while (end > 1 && word[end - 1] === word[end - 2]) end -= 1;
  const plain = word.slice(0, end);
  return AGREEING.has(word) || AGREEING.has(plain) || AGREES.test(plain);
}

const AGREES =
  /^(?:(?:per|di|diper|mem|memper)?boleh(?:kan|in|lah|2)?|(?:di|diper|per)?sila(?:h?k(?:an|eun)|in)|(?:di|meng|ng)?i[zj]in(?:kan|in|i)?|setuju|(?:di)?simp[ae]n(?:in|kan|en)?|ok(?:e|ay|ey|eh|elah|edeh)?|gas(?:keun|ken)?|iya(?:lah|h)?|ya(?:lah|h|udah)?|dipersila(?:h?kan))$/;

/** Says yes to what is asked; "oke" and "ya" also are what one says while listening. */
const PERMITS =
  /boleh|sila[hk]|silain|[zj]in(?:kan|in)|setuju|simp[ae]n|^(?:monggo|mangga|acc|bersedia)/;

/** Whether a text begins as agreement and doubts nothing, so that it is no new message, but no sure yes either. */
export function beginsAsYes(text: string): boolean {
  const words = wordsOf(text);
  return isAgreeing(words[0] ?? '') && !words.some((word) => DOUBTED.has(word));
}

/** "Mau banget lo ya", "mau tau aja" and "lanjut sendiri" are no yes. */
function isMocking(words: readonly string[]): boolean {
  return words.some((word, at) => MOCKING.get(word)?.some((next) => words.includes(next, at + 1)));
}

const MOCKING = new Map(Object.entries(lists.mocking));

function readNo(text: string, answerOf: Understanding['answerOf']): OwnAnswer | undefined {
  const instead = insteadIn(text);
  if (instead !== undefined) return { answer: 'no', instead };
  if (/[?？]\s*$/u.test(text)) return undefined;
  const { answer, chance, unheard } = answerOf(text);
  const words = wordsOf(text);
  const refusal = words.findIndex((word) => isNegation(word) || REFUSING.has(word));
  if (isAboutElse(text, unheard, 2, 3) && !refusesFirst(words, refusal, answerOf)) return undefined;
  if (refusal === 0 && isUnrefused(words[1])) return undefined;
  const isRefusing = refusal >= 0;
  const isBare = isRefusing && !words.some(isAgreeing) && answer !== 'unsure';
  if (!isBare && (answer !== 'no' || chance < SURE)) return undefined;
  return { answer: 'no', isPlain: answer === 'no' && chance >= (isRefusing ? SURE : SURELY) };
}

/** Whether a long text begins as a refusal: "maaf saya tidak mau, …", but not "bener gak ya, …" or "tidak mungkin …". */
function refusesFirst(words: readonly string[], at: number, answerOf: Understanding['answerOf']) {
  if (at < 0 || at > LATEST_REFUSAL) return false;
  const before = words.slice(0, at);
  const isDoubt = isUnrefused(words[at + 1]) || before.some((word) => DOUBTED.has(word));
  return !isDoubt && answerOf(before.join(' ')).unheard === 0;
}

/** Whether a negation before a word refuses nothing: "tidak mungkin", "ga kebayang", "jangan sampai". */
function isUnrefused(word = ''): boolean {
  return DOUBTED.has(word) || UNREFUSED.has(word);
}

/** "Maaf ya kak saya …" at the most. */
const LATEST_REFUSAL = 4;

/** The words that decide, and the wish beside them; `isBinding` where a wish takes back what was agreed to. */
function partsOf(text: string): { main: string[]; wish: Wish | undefined; isBinding: boolean } {
  const main: string[] = [];
  let wish: Wish | undefined;
  let [isBinding, isConditional] = [false, false];
  for (const clause of clausesOf(text)) {
    const named = wishOf(clause);
    const isReason = PURPOSES.has(clause[0] ?? '') && main.some(isAgreeing);
    const isLink = clause.length === 1 && LINKS.has(clause[0] ?? '');
    isConditional ||= CONDITIONS.has(clause[0] ?? '');
    if (isReason || isLink) continue;
    if (!named) {
      main.push(...clause);
      isBinding ||= isConditional;
    } else {
      isConditional = false;
      wish ??= named;
      isBinding ||= clause.some((word) => BINDING.has(word));
    }
  }
  return { main, wish, isBinding };
}

/** Clauses end at a mark, and begin at words such as "asal" and "tapi". */
function clausesOf(text: string): string[][] {
  const plain = text.replace(/[’'`]/g, '');
  return plain.split(/[,.;:!\n()]+/u).flatMap((part) => {
    const words = withoutPhrases(wordsOf(part));
    const starts = words.flatMap((word, at) =>
      at > 0 && (STARTS.has(word) || PURPOSES.has(word)) ? at : [],
    );
    const clauses = [0, ...starts].map((from, n) => words.slice(from, starts[n]));
    return clauses.filter((clause) => clause.length > 0);
  });
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
  const begins = STARTS.has(clause[0] ?? '') || negationsIn(clause.join(' ')).length > 0;
  if (!begins) return undefined;
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
  if (!LEADS.has(plain[0] ?? '')) return undefined;
  const from = plain.findIndex((word, at) => at > 0 && !LEADS.has(word) && !POINTERS.has(word));
  const hasPointer = from > 1 && plain.slice(1, from).some((word) => SUBJECTS.has(word));
  return hasPointer ? words.slice(from).join(' ') : undefined;
}

const setOf = (text: string) => new Set(text.split(' '));
const FINE = new Set(lists.fine.split('|'));
const PERHAPS = setOf(lists.perhaps);
const AGREEING = setOf(lists.yes);
const STARTS = setOf(lists.starts);
const BINDING = setOf(lists.binding);
const DOUBTS = setOf(lists.doubts);
const REFUSING = setOf(lists.refusing);
const LINKS = setOf('tapi tpi tp cuma cuman nanging tapina mung ning but asal');
/** "Asal cuma kamu yang baca": a condition that is not promised anyway makes no yes. */
const CONDITIONS = setOf('asal asalkan asalken asal2 syarat syaratnya');
const HEARING = setOf(lists.hearing);
const UNREFUSED = setOf(lists.unrefused);
const PURPOSES = setOf(lists.purposes);
const QUESTIONS = setOf(lists.questions);
const LEADS = setOf(lists.leads);
const POINTERS = setOf(lists.pointers);
/** Of the pointers, those that name a matter: "soal …", "yang …". */
const SUBJECTS = setOf(
  'bahas bahasnya ngomongin soal tentang ttg masalah perihal mengenai about yang yg maksud maksudnya maksudku mean sing nu melainkan tapi',
);
const WISHES: Readonly<Record<Wish, ReadonlySet<string>>> = {
  anonymous: setOf(lists.wishes.anonymous),
  fast: setOf(lists.wishes.fast),
  told: setOf(lists.wishes.told),
};
