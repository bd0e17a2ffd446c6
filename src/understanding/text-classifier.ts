import { chancesOf, type Row, type Training, train } from '../matching/softmax-regression.ts';
import { stem } from '../matching/stem.ts';
import { type Concepts, plainWords } from './concepts.ts';

/** A kind of text, with examples. */
export interface TextClass {
  name: string;
  examples: readonly string[];
}

/** A class and its probability; those of all classes add up to 1. */
export interface Guess {
  name: string;
  chance: number;
}

/** Tells which of some classes a short text belongs to. */
export interface TextClassifier {
  /** All classes, the likeliest first; `known` is the share of the text that the examples have, by weight. */
  classify(text: string): { guesses: Guess[]; known: number };
}

/** Learns softmax regression over words, pairs and parts of words (AdaGrad), deterministically, without chance. */
export function learn(classes: readonly TextClass[], concepts: Concepts): Learned {
  const examples = inTurns(classes).map(({ text, label }) => ({
    label,
    terms: readTerms(text, concepts),
  }));
  const vocabulary = countTerms(examples.map(({ terms }) => terms));
  const weigh = createScale(vocabulary);
  const rows = examples.map(({ label, terms }) => ({ label, row: weigh(terms).row }));
  const { weights } = train(rows, { ...TRAINING, classes: classes.length });
  return { classes: classes.map(({ name }) => name), vocabulary, weights };
}

export function createTextClassifier(
  { classes, vocabulary, weights }: Learned,
  concepts: Concepts,
): TextClassifier {
  const weigh = createScale(vocabulary);
  const model = { classes: classes.length, weights };
  return {
    classify(text) {
      const { row, known } = weigh(readTerms(text, concepts));
      const chances = chancesOf(model, row);
      const guesses = classes
        .map((name, at) => ({ name, chance: chances[at] ?? 0 }))
        .sort((a, b) => b.chance - a.chance);
      return { guesses, known };
    },
  };
}

/** What was learned from examples, to be kept: terms with their weights, and for each term its part in every class. */
export interface Learned {
  classes: readonly string[];
  vocabulary: Vocabulary;
  /** Of each term for all classes, one term after the other, and then the bias. */
  weights: Float32Array;
}

/** The terms of each kind that more than one example has, with the weight of their rarity. */
export type Vocabulary = Readonly<
  Record<keyof Terms, { terms: readonly string[]; weights: readonly number[] }>
>;

const kinds = ['words', 'concepts', 'letters'] as const satisfies readonly (keyof Terms)[];

/** One example of each class, then the next: no class is learned last. */
function inTurns(classes: readonly TextClass[]): { text: string; label: number }[] {
  const all = classes.flatMap(({ examples }, label) =>
    examples.map((text, n) => ({ text, label, at: (n + 0.5) / examples.length })),
  );
  return all.sort((a, b) => a.at - b.at || a.label - b.label);
}

const SHARES: Readonly<Record<keyof Terms, number>> = { words: 1, concepts: 1, letters: 0.9 };
/** Terms that only one example has tell nothing of others. */
const LEAST_COUNT = 2;
/** The weight of what no example has. */
const UNKNOWN = 9;

function countTerms(all: readonly Terms[]): Vocabulary {
  const count = (kind: keyof Terms) => {
    const counts = new Map<string, number>();
    for (const { [kind]: terms } of all) {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    const kept = [...counts].filter(([, found]) => found >= LEAST_COUNT);
    return {
      terms: kept.map(([term]) => term),
      weights: kept.map(([, found]) => Math.log(1 + all.length / found)),
    };
  };
  return { words: count('words'), concepts: count('concepts'), letters: count('letters') };
}

/** Weighs terms by rarity; words, concepts and letters are normalised each for themselves. */
function createScale(vocabulary: Vocabulary) {
  let first = 0;
  const known = kinds.map((kind) => {
    const { terms, weights } = vocabulary[kind];
    const numbers = new Map(
      terms.map((term, at) => [term, { number: first + at, weight: weights[at] ?? 0 }]),
    );
    first += terms.length;
    return { kind, numbers };
  });
  return (text: Terms): { row: Row; known: number } => {
    const row = { terms: [], values: [] };
    const shares = known.map(({ kind, numbers }) =>
      addTerms(row, text[kind], numbers, SHARES[kind]),
    );
    const [terms, values] = [new Int32Array(row.terms), new Float64Array(row.values)];
    return { row: { terms, values }, known: shares[0] ?? 0 };
  };
}

/** Adds the known ones of some terms to a row, the less of them the weaker; returns their share, by weight. */
function addTerms(
  row: { terms: number[]; values: number[] },
  terms: readonly string[],
  numbers: ReadonlyMap<string, { number: number; weight: number }>,
  share: number,
): number {
  const from = row.terms.length;
  let [sum, squares] = [0, 0];
  for (const term of terms) {
    const found = numbers.get(term);
    if (found === undefined) continue;
    sum += found.weight;
    squares += found.weight * found.weight;
    row.terms.push(found.number);
    row.values.push(found.weight);
  }
  if (sum === 0) return 0;
  const known = sum / (sum + (terms.length - row.terms.length + from) * UNKNOWN);
  const scale = share * Math.sqrt(known / squares);
  for (let n = from; n < row.values.length; n += 1) row.values[n] = (row.values[n] ?? 0) * scale;
  return sum / (sum + (terms.length - row.terms.length + from) * UNKNOWN);
}

const PACE = 0.6;
const TRAINING: Training = { rounds: 6, biasShare: 0.2, leastError: 0.002, stepOn: adaGrad };

/** Moves a weight the less, the more it was moved before (AdaGrad). */
function adaGrad(weights: Float32Array): ReturnType<Training['stepOn']> {
  const squares = new Float32Array(weights.length).fill(0.1);
  return (at, slope) => {
    const square = (squares[at] ?? 0) + slope * slope;
    squares[at] = square;
    weights[at] = (weights[at] ?? 0) - (PACE * slope) / Math.sqrt(square);
  };
}

/** What a text is recognised by: its words, and beside them what is left of a misspelt one. */
type Terms = ReturnType<typeof readTerms>;

const SIZES = [3, 4];
/** A longer word is hardly one. */
const LONGEST_WORD = 24;

/** Reads the terms of a text; the time grows with at most sixty words. */
export function readTerms(text: string, concepts: Concepts) {
  const words = plainWords(text);
  const roots = words.map(stem);
  const affixed = words.filter((word, at) => word !== roots[at]).map((word) => `=${word}`);
  const pairs = roots.slice(1).map((root, at) => `${roots[at]} ${root}`);
  const ends = words.length === 0 ? [] : [`^${roots[0]}`, `${roots.at(-1)}$`];
  const marks = [...(text.includes('?') ? ['#?'] : []), lengthOf(words.length)];
  const meanings = concepts.find(words, roots);
  return {
    /** Roots, pairs of neighbours, words with their affixes, and where the text begins and ends. */
    words: [...new Set([...roots, ...pairs, ...affixed, ...ends, ...marks])],
    /** What the words mean, and pairs of neighbours. */
    concepts: [...new Set([...meanings.flat(), ...conceptPairs(meanings)])],
    /** Three and four letters of each word. */
    letters: [...new Set(words.flatMap(lettersOf))],
  };
}

function conceptPairs(meanings: readonly (readonly string[])[]): string[] {
  return meanings
    .slice(1)
    .flatMap((later, at) =>
      (meanings[at] ?? []).flatMap((earlier) => later.map((each) => `${earlier}${each}`)),
    );
}

function lengthOf(count: number): string {
  const limit = [1, 3, 6, 10, 16, 25].find((most) => count <= most) ?? 'many';
  return `#${limit}`;
}

function lettersOf(word: string): string[] {
  const edged = `_${word.slice(0, LONGEST_WORD)}_`;
  const found: string[] = [];
  for (const size of SIZES) {
    for (let at = 0; at + size <= edged.length; at += 1) found.push(edged.slice(at, at + size));
  }
  return found;
}
