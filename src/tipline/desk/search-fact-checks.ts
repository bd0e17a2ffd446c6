import type { Match } from '../../matching/match.ts';
import type { PublishedFactCheck } from '../fact-check.ts';
import type { Tipline } from '../tipline.ts';

/** A fact-check that was found, how near it comes, and where it differs. */
export interface FoundFactCheck extends Pick<Match, 'score' | 'differences'> {
  factCheck: PublishedFactCheck;
}

/** Finds fact-checks by words, the nearest first. */
export async function searchFactChecks(
  { store, index }: Pick<Tipline, 'store' | 'index'>,
  text: string,
): Promise<FoundFactCheck[]> {
  const { matches } = await index.match(text);
  const found = await Promise.all(
    matches.map(async ({ id, score, differences }) => ({
      factCheck: await store.factChecks.get(id),
      score,
      differences,
    })),
  );
  return found.flatMap(({ factCheck, ...near }) => (factCheck ? { factCheck, ...near } : []));
}
