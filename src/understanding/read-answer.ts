import { wordsOf } from '../i18n/fold.ts';
import { negationsIn } from '../i18n/negation.ts';
import lists from './answer-words.json' with { type: 'json' };
import type { Understanding } from './understanding.ts';

/** Wishes that go with a yes and that Posko fulfils anyway. */
export const wishes = ['anonymous', 'fast', 'told'] as const;
export type Wish = (typeof wishes)[number];

/** A yes or a no in own words; a yes may carry a wish, and a no may name what is meant instead. */
export type OwnAnswer = { answer: 'yes'; wish?: Wish } | { answer: 'no'; instead?: string };

/**
 * Reads an answer to a question of yes or no. A yes needs a word that agrees, and is undone by any negation, doubt,
 * question or condition outside a wish that is fulfilled anyway: what is left unclear is asked again.
 */
export function readAnswer(
  text: string,
  answerOf: Understanding['answerOf'],
): OwnAnswer | undefined {
  if (text.length > LONGEST) return undefined;
  const yes = readYes(text, answerOf);
  return yes ?? readNo(text, answerOf);
}

/** A longer text is a message, whatever it begins with. */
const LONGEST = 240;
const SURE = 0.5;

function readYes(text: string, answerOf: Understanding['answerOf']): OwnAnswer | undefined {
  if (/[?？]/u.test(text)) return undefined;
  const { main, wish, isBinding } = partsOf(text);
  if (isBinding || main.length === 0) return undefined;
  if (negationsIn(main.join(' ')).length > 0 || negationsIn(signsOf(text)).length > 0) {
    return undefined;
  }
  if (main.some((word) => DOUBTS.has(word)) || !main.some((word) => AGREEING.has(word))) {
    return undefined;
  }
  const { answer, chance } = answerOf(main.join(' '));
  const isYes = answer === 'yes' ? chance >= SURE : chance < SURE && main.length <= SHORT;
  return isYes ? { answer: 'yes', ...(wish && { wish }) } : undefined;
}

/** A few words that agree and nothing else need not be known to the examples. */
const SHORT = 4;

function readNo(text: string, answerOf: Understanding['answerOf']): OwnAnswer | undefined {
  const instead = insteadIn(text);
  const { answer, chance } = answerOf(text);
  if (instead !== undefined) return { answer: 'no', instead };
  return answer === 'no' && chance >= SURE && !/[?？]/u.test(text) ? { answer: 'no' } : undefined;
}

/** The words that decide, and the wish beside them; `isBinding` where a wish takes back what was agreed to. */
function partsOf(text: string): { main: string[]; wish: Wish | undefined; isBinding: boolean } {
  const main: string[] = [];
  let wish: Wish | undefined;
  let isBinding = false;
  for (const clause of clausesOf(text)) {
    const named = wishIn(clause);
    if (!named) main.push(...clause);
    else {
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
    const starts = words.flatMap((word, at) => (at > 0 && STARTS.has(word) ? at : []));
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
function wishIn(clause: readonly string[]): Wish | undefined {
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
const AGREEING = setOf(lists.yes);
const STARTS = setOf(lists.starts);
const BINDING = setOf(lists.binding);
const DOUBTS = setOf(lists.doubts);
const LEADS = setOf(lists.leads);
const POINTERS = setOf(lists.pointers);
/** Of the pointers, those that name a matter: "soal …", "yang …". */
const SUBJECTS = setOf(
  'soal tentang ttg masalah perihal mengenai about yang yg maksud maksudnya maksudku mean sing nu melainkan tapi',
);
const WISHES: Readonly<Record<Wish, ReadonlySet<string>>> = {
  anonymous: setOf(lists.wishes.anonymous),
  fast: setOf(lists.wishes.fast),
  told: setOf(lists.wishes.told),
};
