import { assess } from './assess.ts';
import { CoverMeter } from './cover.ts';
import type { CandidateFinder } from './find-candidates.ts';
import type { Ranking } from './fuse.ts';
import type { MatchIndex } from './match-index.ts';
import { readQuery } from './read-query.ts';
import { lookAgain } from './second-look.ts';

/** Ranks documents for the sentences, and pairs of sentences, that come nearest to what a long text may be about. */
export function rankPassages(
  library: MatchIndex,
  finder: CandidateFinder,
  { text, whole }: { text: string; whole: Ranking },
): Ranking[] {
  const source = whole.source === 'picture' ? 'picture' : 'typed';
  const seen = source === 'picture';
  const sentences = cutPassages(text).map((part) => readQuery(library, { text: part, source }));
  const pairs = sentences.slice(1).map((next, at) => [...(sentences[at] ?? []), ...next]);
  const near = whole.ranked.slice(0, MOST_NEAR);
  const isAbout = (whole.ranked[0]?.retold ?? 0) >= LEAST_ABOUT;
  return [...sentences, ...pairs]
    .filter((words) => words.length >= LEAST_WORDS)
    .map((words) => {
      // How well the best of these documents covers it, before words are compared in their order.
      const meter = new CoverMeter(library, words);
      const covers = near.map(({ slot }) => meter.measure(slot));
      return {
        words,
        promise: Math.max(0, ...covers.map((cover) => cover.ofQuery + cover.best.ofField)),
      };
    })
    .filter(({ promise }) => promise >= LEAST_PROMISE)
    .sort((a, b) => b.promise - a.promise)
    .slice(0, MOST_PASSAGES)
    .map(({ words }) => {
      const ranked = assess(library, finder, { words, seen, onlyCopies: !isAbout });
      const judged = isAbout ? lookAgain(library, { words, manner: TELLING }, ranked) : ranked;
      return { ...whole, words, ranked: judged };
    });
}

/** A sentence of a long text tells something, even where the text goes on to ask. */
const TELLING = { form: 'long', verifies: false, wonders: false } as const;

/** Probability of the whole from which its sentences are judged as retellings: below it they share a topic at most. */
const LEAST_ABOUT = 0.15;

const MOST_NEAR = 8;
const MOST_PASSAGES = 6;
/** Of a share each of sentence and field: in 800 long texts no sentence below 1 changed an answer. */
const LEAST_PROMISE = 0.7;
/** What has fewer words makes no claim. */
const LEAST_WORDS = 6;

/** Cuts a long text into at most forty sentences, and within a sentence that goes on and on; a short text is not cut. */
export function cutPassages(text: string): string[] {
  const words = [...text.slice(0, LONGEST).matchAll(/\S+/g)];
  const sentences: string[] = [];
  if (words.length <= SHORT) return sentences;
  let first = 0;
  for (const [at, { 0: word, index }] of words.entries()) {
    const to = index + word.length;
    const ends = END.test(word) || text[to] === '\n' || at === words.length - 1;
    if (!ends && at - first < MOST_WORDS - 1) continue;
    sentences.push(text.slice(words[first]?.index, to));
    first = at + 1;
  }
  return sentences.slice(0, MOST_SENTENCES);
}

const SHORT = 35;
const LONGEST = 8_000;
const MOST_SENTENCES = 40;
const MOST_WORDS = 30;
const END = /[.!?…]["”)*_]?$/;
