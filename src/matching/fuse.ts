import type { Assessment } from './assess.ts';
import weights from './file-weights.json' with { type: 'json' };
import { logistic, logit } from './logit.ts';
import type { FileHit, Support, TextSource } from './match.ts';
import type { QueryWord } from './read-query.ts';

/** Candidates for one piece of a message's words. */
export interface Ranking {
  /** `all` means all pieces together. */
  source: TextSource | 'all';
  words: readonly QueryWord[];
  /** Whether any of the words was read from a picture. */
  isSeen: boolean;
  /** Whether to tell where they differ. */
  differs: boolean;
  ranked: readonly Assessment[];
}

/** Document with all evidence for it in a message: words, files, or both. */
export interface Fused {
  id: string;
  /** Probability that it is the same claim. */
  score: number;
  /** Piece of words that fits best, if one is similar. */
  best?: (Pick<Ranking, 'words' | 'isSeen' | 'differs'> & { assessment: Assessment }) | undefined;
  /** All similar pieces of words. */
  pieces: readonly { source: Ranking['source']; assessment: Assessment }[];
  hits: readonly FileHit[];
}

/** Combines the evidence for each document, the most likely document first. */
export function fuse(rankings: readonly Ranking[], hits: readonly FileHit[]): Fused[] {
  const ids = new Set(hits.map(({ id }) => id));
  for (const { ranked } of rankings) for (const { id } of ranked) ids.add(id);
  return [...ids]
    .map((id) => gather(id, rankings, hits))
    .sort((a, b) => b.score - a.score || rankOf(b) - rankOf(a) || (a.id < b.id ? -1 : 1));
}

function gather(id: string, rankings: readonly Ranking[], hits: readonly FileHit[]): Fused {
  const pieces = rankings.flatMap(({ source, ranked, ...read }) => {
    const assessment = ranked.find((each) => each.id === id);
    return assessment ? [{ source, ...read, assessment }] : [];
  });
  const [best] = pieces.toSorted((a, b) => b.assessment.score - a.assessment.score);
  const own = hits.filter((hit) => hit.id === id);
  const words = Math.max(best?.assessment.score ?? 0, weights.rarely);
  // A weight: the logarithm of how much likelier such a find is for the same claim than for another.
  const score = own.reduce((sum, { grip }) => sum + weights[grip], logit(words));
  return { id, score: logistic(score), best, pieces, hits: own };
}

/** Returns the evidence to show: the words that fit best, and each file. */
export function supportOf({ pieces, hits }: Fused): Support[] {
  const words = pieces.flatMap(({ source, assessment: { score } }) =>
    source === 'all' || score < LEAST_SHOWN ? [] : [{ type: 'words' as const, source, score }],
  );
  return [...words, ...hits.map(({ id, doubt, laid, ...found }) => found)];
}

/** A weaker fit of words is a coincidence. */
const LEAST_SHOWN = 0.02;

function rankOf({ best }: Fused): number {
  return best?.assessment.rank ?? Number.NEGATIVE_INFINITY;
}

/** Sets aside documents whose picture has other words on the same template, unless the words that both share suffice by themselves. */
export function setAsideOther<T extends Ranking>(rankings: readonly T[], hits: readonly FileHit[]) {
  const others = new Set(hits.filter(isOther).map(({ id }) => id));
  const withoutOther = (ranking: T): T => ({
    ...ranking,
    ranked: ranking.ranked.filter(({ id, score }) => !others.has(id) || score >= PROBABLE),
  });
  return {
    rankings: rankings.map((each) => (each.source === 'typed' ? each : withoutOther(each))),
    hits: hits.filter((hit) => !isOther(hit)),
  };
}

/** Of texts that share half of their words, one was taken for the other with .76. */
const PROBABLE = 0.9;

function isOther({ doubt }: FileHit): boolean {
  return doubt === 'other';
}
