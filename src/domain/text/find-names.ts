import lists from './name-words.json' with { type: 'json' };

/** Name in a text: the writer's (`self`), somebody's whom they call by name (`other`), or what only looks like one. */
export interface FoundName {
  kind: 'self' | 'other' | 'maybe';
  at: number;
  end: number;
}

const LONGEST_NAME = 5;
const LONGEST_WORD = 60;
/** Two names at one position are one; the surest kind comes first. */
const RANK: readonly FoundName['kind'][] = ['self', 'other', 'maybe'];

/** Finds the names in a text, in order; the time grows linearly with the length. */
export function findNames(text: string): FoundName[] {
  const words = wordsOf(text);
  const found = words.flatMap((_, at) => nameBehind(text, words, at));
  const all = [...found, ...chatNames(text)].sort(
    (a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || a.at - b.at,
  );
  const taken = new Uint8Array(text.length);
  const kept = all.filter(({ at, end }) => {
    const isFree = !taken.subarray(at, end).includes(1);
    if (isFree) taken.fill(1, at, end);
    return isFree;
  });
  return kept.sort((a, b) => a.at - b.at);
}

/** Finds the name that a word announces or begins. */
function nameBehind(text: string, words: readonly Word[], at: number): FoundName[] {
  const word = words[at];
  if (!word) return [];
  const gap = gapAfter(text, words, at);
  const isLabel = labels.has(word.low) && /^[ \t]*[:=]/.test(gap);
  if (isLabel || endsCue(text, words, at)) {
    return nameAt(text, words, at + 1, { kind: 'self', isSure: true, gap: ANY_GAP });
  }
  if (isClosing(words, at) && /[,\n:]/.test(gap)) {
    const signed = nameAt(text, words, at + 1, { kind: 'self', isSure: false, gap: SIGN_GAP });
    if (signed.some(({ end }) => /^[\s.*_~)]*$/.test(text.slice(end)))) return signed;
  }
  if (selves.has(word.low)) {
    const next = skip(words, at + 1, (each) => honorifics.has(each.low) || each.low === 'adalah');
    const own = nameAt(text, words, next, { kind: 'self', isSure: false, gap: COMMA_GAP });
    if (own.length > 0) return own;
  }
  if (
    honorifics.has(word.low) &&
    (word.low.length > 2 || /[.]$|^[A-Z]|^(?:pak|bu)$/.test(word.text))
  ) {
    const next = skip(words, at + 1, (each) => titles.has(each.low) || honorifics.has(each.low));
    const called = nameAt(text, words, next, { kind: 'other', isSure: false, gap: NAME_GAP });
    if (called.length > 0) return called;
  }
  return maybeAt(text, words, at);
}

/** Separators within a name, between "saya" and it, before a signature, and behind a label. */
const NAME_GAP = /^[ \t*_~"“”'(]{1,6}$/;
const COMMA_GAP = /^[ \t]?,?[ \t*_~"“”'(:]{0,6}$/;
const SIGN_GAP = /^[\s,:.*_~-]{1,12}$/;
const ANY_GAP = /^[\s,:=.*_~"“”'(-]{0,12}$/;

interface Rule {
  kind: 'self' | 'other';
  /** Whether a name is certain to follow, so that lower case counts too. */
  isSure: boolean;
  /** Separators allowed before it. */
  gap: RegExp;
}

/** Returns the name that begins at a word, if the separators before it allow one. */
function nameAt(text: string, words: readonly Word[], first: number, rule: Rule): FoundName[] {
  const [before, start] = [words[first - 1], words[first]];
  if (!before || !start || !rule.gap.test(text.slice(before.end, start.at))) return [];
  if (!isNameWord(start, rule.isSure)) return [];
  const isSmall = !isCapital(start);
  let last = first;
  while (last + 1 < words.length && last + 1 - first < (isSmall ? 3 : LONGEST_NAME)) {
    const next = words[last + 1];
    const gap = gapAfter(text, words, last);
    if (!next || !(NAME_GAP.test(gap) || (isInitial(words[last]) && /^[. ]*$/.test(gap)))) break;
    const isPart = particles.has(next.low) && words[last + 2] !== undefined;
    const fits = isSmall
      ? isSmallPart(next, rule.isSure)
      : isCapital(next) && isNameWord(next, true);
    if (!fits && !isPart) break;
    last += 1;
  }
  if (particles.has(words[last]?.low ?? '') && last > first) last -= 1;
  return [{ kind: rule.kind, at: start.at, end: endOf(words[last] ?? start) }];
}

/** A dot at the end of a sentence is not part of a name. */
function endOf(word: Word): number {
  return word.text.endsWith('.') && !isInitial(word) ? word.end - 1 : word.end;
}

function isNameWord(word: Word, isSure: boolean): boolean {
  if (word.text.length > LONGEST_WORD) return false;
  if (notNames.has(word.low) || titles.has(word.low)) return false;
  if (givenNames.has(word.low) || isInitial(word)) return true;
  if (isSure) return word.low.length > 1 && (isCapital(word) || !VERB.test(word.low));
  return isCapital(word) && !isShout(word);
}

/** Verbs begin like this; a lower-case name ends before one. */
const VERB = /^(?:me[mnrlwy]|di|ber|ter|ke|se).{4,}/;

function isSmallPart(word: Word, isSure: boolean): boolean {
  if (
    word.text.length > LONGEST_WORD ||
    isCapital(word) ||
    notNames.has(word.low) ||
    titles.has(word.low)
  )
    return false;
  return givenNames.has(word.low) || (isSure && !VERB.test(word.low));
}

function skip(words: readonly Word[], from: number, isSkipped: (word: Word) => boolean): number {
  const found = words.slice(from, from + 3).findIndex((word) => !isSkipped(word));
  return found < 0 ? from : from + found;
}

/** Whether the words up to this one announce the writer's own name. */
function endsCue(text: string, words: readonly Word[], at: number): boolean {
  const slash = words[at]?.low === 'n' && /^a\/n\b/i.test(text.slice((words[at]?.at ?? 2) - 2));
  return (
    slash ||
    namesFollow.some((cue) =>
      cue.every((part, n) => {
        const word = words[at - cue.length + 1 + n];
        return word !== undefined && (word.low === part || word.text.toLowerCase() === part);
      }),
    )
  );
}

function isClosing(words: readonly Word[], at: number): boolean {
  const [two, one] = [words[at - 1]?.low ?? '', words[at]?.low ?? ''];
  return closingWords.has(one) || closingWords.has(`${two} ${one}`);
}

/** Finds two capitalised words, or a capitalised common given name. */
function maybeAt(text: string, words: readonly Word[], at: number): FoundName[] {
  const [word, next] = [words[at], words[at + 1]];
  if (!word || !isCapital(word) || !isNameWord(word, false)) return [];
  const isPair =
    next !== undefined &&
    isCapital(next) &&
    isNameWord(next, false) &&
    NAME_GAP.test(gapAfter(text, words, at));
  if (!isPair && !givenNames.has(word.low)) return [];
  return [{ kind: 'maybe', at: word.at, end: endOf(isPair ? next : word) }];
}

/** Finds the speakers of a copied chat: `[20/11, 10.15] Andi: …`. */
function chatNames(text: string): FoundName[] {
  return [...text.matchAll(CHAT)].flatMap(({ 0: all, 1: name = '', index }): FoundName[] => {
    const end = index + all.length - 1;
    return /\p{L}/u.test(name) && !name.includes('[')
      ? [{ kind: 'other', at: end - name.length, end }]
      : [];
  });
}

const CHAT =
  /^\[?\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?,? \d{1,2}[.:]\d{2}(?:[.:]\d{2})?\]?(?: -)? ([^:\n]{2,40}):/gmu;

interface Word {
  text: string;
  /** Without a trailing dot, in lower case. */
  low: string;
  at: number;
  end: number;
}

/** Maximum of words examined; citizens' texts are shorter. */
const MOST_WORDS = 6000;

/** Returns the words of a text, up to the maximum. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (words.length === MOST_WORDS) break;
    const low = word.toLowerCase().replace(/\.$/, '');
    words.push({ text: word, low, at: index, end: index + word.length });
  }
  return words;
}

const WORD = /\p{L}[\p{L}\p{M}\p{Cf}]*(?:['’.-][\p{L}\p{M}\p{Cf}]+)*\.?/gu;

/** Returns the text between a word and the next one. */
export function gapAfter(text: string, words: readonly Word[], at: number): string {
  return text.slice(words[at]?.end ?? 0, words[at + 1]?.at ?? text.length);
}

const isCapital = ({ text }: Word) => /^\p{Lu}/u.test(text);

/** Whether it is an abbreviation such as PNS or WNI. */
function isShout({ text }: Word): boolean {
  return text.length > 1 && text === text.toUpperCase() && !text.includes('.');
}

/** Whether it is the initial of a name, or a short title before one. */
function isInitial(word: Word | undefined): boolean {
  return word !== undefined && /^\p{Lu}\p{Ll}{0,2}\.$|^\p{Lu}$/u.test(word.text);
}

/** Common Indonesian given names, recognised even in lower case. */
export const givenNames = setOf(lists.givenNames);
/** Words that end a name or cannot be one, in any case. */
export const notNames = setOf(lists.notNames);
/** Offices and professions, before a name or instead of it. */
export const titles = setOf(lists.titles);
/** Forms of address directly before a name. */
const honorifics = setOf(lists.honorifics);
const particles = setOf(lists.particles);
/** Phrases that announce the writer's own name directly after them. */
const namesFollow: readonly (readonly string[])[] = lists.namesFollow.map((phrase) =>
  phrase.split(' '),
);
/** Labels before a colon that a name follows, in any case. */
const labels = setOf(lists.labels);
/** Words by which writers refer to themselves. */
const selves = setOf(lists.selves);
/** Closing words of a letter, followed by its signature. */
const closingWords: ReadonlySet<string> = new Set(lists.closingWords);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
