import type { VoterEntry, VoterKnowledge } from '../../domain/voters/voter-answer.ts';
import { createConcepts, plainWords } from '../../understanding/concepts.ts';
import { createTextClassifier, type Guess, learn } from '../../understanding/text-classifier.ts';

/** Finds the topic of a voter's question. */
export interface TopicFinder {
  /** The topics, the likeliest first. */
  find(text: string): readonly Guess[];
  /** Up to eight of its words that the known questions have, joined by hyphens; `_` for others. */
  outline(text: string): string;
}

/** Learns the topics of entries, and what no entry answers, from how people ask; a fifth of a second for 350 questions. */
export function createTopicFinder(
  entries: readonly VoterEntry[],
  { elsewhere, concepts }: Pick<VoterKnowledge, 'elsewhere' | 'concepts'>,
): TopicFinder {
  const topics = [...Map.groupBy(entries, ({ topic }) => topic)].map(([name, same]) => ({
    name,
    examples: [...new Set(same.flatMap(({ questions }) => questions))].map(spellOut),
  }));
  const classes = [...topics, { name: ELSEWHERE, examples: elsewhere.map(spellOut) }];
  const lexicon = createConcepts(concepts);
  const classifier = createTextClassifier(learn(classes, lexicon, ROUNDS), lexicon);
  const known = new Set(classes.flatMap(({ examples }) => examples.flatMap(plainWords)));
  return {
    find(text) {
      const { guesses, known: share } = classifier.classify(spellOut(text));
      return share === 0 ? [] : guesses.filter(({ name }) => name !== ELSEWHERE);
    },
    outline: (text) => outlineOf(plainWords(spellOut(text)), known),
  };
}

const ELSEWHERE = '';
/** Topics have a dozen examples each, fewer than the bot's intents. */
const ROUNDS = 12;
const MOST_OUTLINED = 8;

/** In a forward "dpt" is "dapat"; in a question about voting it is the voter roll. */
function spellOut(text: string): string {
  return text.replace(/\bdpt\b/gi, 'daftar pemilih tetap');
}

function outlineOf(words: readonly string[], known: ReadonlySet<string>): string {
  const shown = words.map((word) => (known.has(word) && /^[a-z]+$/.test(word) ? word : '_'));
  return shown
    .filter((word, at) => word !== '_' || shown[at - 1] !== '_')
    .slice(0, MOST_OUTLINED)
    .join('-');
}
