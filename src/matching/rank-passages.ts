import { type Assessment, assess } from './assess.ts';
import { CoverMeter } from './cover.ts';
import type { CandidateFinder } from './find-candidates.ts';
import type { Ranking } from './fuse.ts';
import type { Piece } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { cutPassages } from './passages.ts';
import { type QueryWord, readQuery } from './read-query.ts';

/** Ranks documents for the sentences, and pairs of sentences, that come nearest to what a long text may be about. */
export function rankPassages(
  library: MatchIndex,
  finder: CandidateFinder,
  { piece, whole }: { piece: Piece; whole: Ranking },
): Ranking[] {
  const seen = piece.source === 'picture';
  const sentences = cutPassages(piece.text).map((text) => readQuery(library, { ...piece, text }));
  const pairs = sentences.slice(1).map((next, at) => [...(sentences[at] ?? []), ...next]);
  const near = whole.ranked.slice(0, MOST_NEAR);
  return [...sentences, ...pairs]
    .filter((words) => words.length >= LEAST_WORDS)
    .map((words) => ({ words, promise: promiseOf(library, words, near) }))
    .sort((a, b) => b.promise - a.promise)
    .slice(0, MOST_PASSAGES)
    .map(({ words }) => ({
      source: whole.source,
      words,
      ranked: assess(library, finder, { words, seen }),
    }));
}

const MOST_NEAR = 8;
const MOST_PASSAGES = 6;
/** What has fewer words makes no claim. */
const LEAST_WORDS = 6;

/** Estimates how well the best of some documents fits, before words are compared in their order. */
function promiseOf(
  library: MatchIndex,
  words: readonly QueryWord[],
  near: readonly Assessment[],
): number {
  const meter = new CoverMeter(library, words);
  const covers = near.map(({ slot }) => meter.measure(slot));
  return Math.max(0, ...covers.map(({ ofQuery, best }) => ofQuery + best.ofField));
}
