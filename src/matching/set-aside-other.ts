import type { Ranking } from './fuse.ts';
import type { FileHit } from './match.ts';

/**
 * Sets aside documents whose picture has other words on the same template: the words that both share
 * belong to the template, so they count only if they make the same claim probable by themselves.
 */
export function setAsideOther<T extends Ranking>(
  rankings: readonly T[],
  hits: readonly FileHit[],
): { rankings: T[]; hits: FileHit[] } {
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
