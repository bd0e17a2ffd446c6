import { listed } from './plain-words.ts';
import { readWords } from './read-words.ts';
import sameTopic from './same-topic.json' with { type: 'json' };
import { chancesOf, type Row, type Training, train } from './softmax-regression.ts';
import { stem } from './stem.ts';

/** Finds the topic of a short question; `elsewhere` are questions that no topic answers. */
export interface TopicFinder {
  /** Possible topics, each with a score from 0 to 1, the best first. */
  find(text: string): { id: string; score: number }[];
  /** Up to eight of its words that the known questions have, joined by hyphens; `_` for others. */
  outline(text: string): string;
}

/** Creates a finder of topics by their wordings: a softmax regression on weighted words and pairs, for texts too short to match. */
export function createTopicFinder(
  topics: readonly { id: string; questions: readonly string[] }[],
  elsewhere: readonly string[],
): TopicFinder {
  const classes = [...topics, { id: '', questions: elsewhere }];
  const examples = classes.flatMap(({ questions }, label) =>
    questions.map((question) => ({ label, terms: termsOf(question) })),
  );
  const weigh = createScale(examples.map(({ terms }) => terms));
  const rows = examples.map(({ label, terms }) => ({ label, row: weigh(terms).row }));
  const model = train(rows, { ...TRAINING, classes: classes.length });
  const known = new Set(classes.flatMap(({ questions }) => questions.flatMap(wordsOf)));
  return {
    outline: (text) => outlineOf(wordsOf(text), known),
    find(text) {
      const { row, known: share } = weigh(termsOf(text));
      if (row.terms.length === 0) return [];
      const chances = chancesOf(model, row);
      return topics
        .map(({ id }, label) => ({ id, score: (chances[label] ?? 0) * Math.sqrt(share) }))
        .sort((a, b) => b.score - a.score);
    },
  };
}

const MOST_OUTLINED = 8;

function outlineOf(words: readonly string[], known: ReadonlySet<string>): string {
  const shown = words.map((word) => (known.has(word) && /^[a-z]+$/.test(word) ? word : '_'));
  return shown
    .filter((word, at) => word !== '_' || shown[at - 1] !== '_')
    .slice(0, MOST_OUTLINED)
    .join('-');
}

/** A longer question is a forwarded message. */
const MOST_WORDS = 30;
/** Weight of a pair of words, whose words already count one by one. */
const PAIR_SHARE = 0.5;
const EMPTY = listed(
  'yang dan di ke ya yah min kak sih dong kok nya itu ini ada tolong mohon info mau apakah saya aku kami gua gue bang pak bu mas mbak tanya the a is do does i to my of in for',
);
/** Synonyms in questions about voting. */
const SAME = new Map(Object.entries(sameTopic));

/** Returns the roots of a text, each pair of neighbours, and words with affixes as written. */
function termsOf(text: string): string[] {
  const words = wordsOf(text).filter((word) => !EMPTY.has(word));
  const roots = words.map(rootOf);
  const pairs = roots.slice(1).map((root, at) => `${roots[at]} ${root}`);
  const whole = words.filter((word, at) => word !== roots[at]).map((word) => `=${word} `);
  return [...new Set([...roots, ...pairs, ...whole])];
}

/** In a forward "dpt" is "dapat"; in a question about voting it is the voter roll. */
function wordsOf(text: string): string[] {
  return readWords(text, MOST_WORDS).map(({ text, written }) =>
    /^dpt$/i.test(written) ? 'dpt' : text,
  );
}

function rootOf(word: string): string {
  const known = SAME.get(word);
  if (known !== undefined) return known;
  const root = stem(word);
  return SAME.get(root) ?? root;
}

/** Weighs terms by rarity, normalised; `known` is the known share of the words' weight. */
function createScale(questions: readonly (readonly string[])[]) {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  for (const term of questions.flat()) {
    const number = numbers.get(term) ?? numbers.size;
    numbers.set(term, number);
    counts[number] = (counts[number] ?? 0) + 1;
  }
  const rarity = (count: number) => Math.log(1 + questions.length / count);
  return (terms: readonly string[]): { row: Row; known: number } => {
    const row = { terms: [] as number[], values: [] as number[] };
    let [all, known, squares] = [0, 0, 0];
    for (const term of terms) {
      const number = numbers.get(term);
      const isPair = term.includes(' ');
      const weight = rarity(number === undefined ? 1 : (counts[number] ?? 1));
      if (!isPair) all += weight;
      if (number === undefined) continue;
      if (!isPair) known += weight;
      const value = isPair ? weight * PAIR_SHARE : weight;
      row.terms.push(number);
      row.values.push(value);
      squares += value * value;
    }
    const values = Float64Array.from(row.values, (value) => value / Math.sqrt(squares));
    return {
      row: { terms: Int32Array.from(row.terms), values },
      known: all === 0 ? 0 : known / all,
    };
  };
}

const PACE = 1.5;
const DECAY = 0.0005;
const TRAINING: Training = {
  ...{ rounds: 60, biasShare: 1 / 30, leastError: 0 },
  stepOn: (weights) => (at, slope) => {
    weights[at] = (1 - DECAY) * (weights[at] ?? 0) - PACE * slope;
  },
};
