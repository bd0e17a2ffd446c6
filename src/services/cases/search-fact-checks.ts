import type { Case, Tip } from '../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Match } from '../../matching/match.ts';
import type { Asked } from '../../ports/match-query.ts';
import type { CaseDeps } from './case-deps.ts';

/** A fact-check that was found, how near it comes and by which words, and where it differs. */
export interface FoundFactCheck
  extends Pick<Match, 'score' | 'differences' | 'support' | 'shared'> {
  factCheck: PublishedFactCheck;
}

/** Finds fact-checks by words and files, the nearest first; fewer where the score has to be higher. */
export async function searchFactChecks(
  { store, index }: Pick<CaseDeps, 'store' | 'index'>,
  asked: Asked,
  { least = 0, most = Number.POSITIVE_INFINITY }: { least?: number; most?: number } = {},
): Promise<FoundFactCheck[]> {
  const { matches } = await index.match({ ...asked, explains: true });
  const likely = matches.filter(({ score }) => score >= least).slice(0, most);
  const found = await Promise.all(
    likely.map(async ({ id, ...near }) => ({ factCheck: await store.factChecks.get(id), ...near })),
  );
  return found.flatMap(({ factCheck, ...near }) => (factCheck ? { factCheck, ...near } : []));
}

/** Files by which fact-checks are looked for at the desk. */
const MOST_FILES = 3;

/** What a case asks: its claim, with the files of its first tips. */
export async function askedBy(
  { store }: Pick<CaseDeps, 'store'>,
  { claim }: Pick<Case, 'claim'>,
  tips: readonly Tip[],
): Promise<Asked> {
  const hashes = tips.flatMap(({ media }) => media.map(({ sha256 }) => sha256));
  const known = await Promise.all(
    hashes.slice(0, MOST_FILES).map((sha256) => store.media.evidenceOf(sha256)),
  );
  const files = known.flatMap((evidence) =>
    evidence ? [{ ...evidence.asked, seconds: evidence.seconds }] : [],
  );
  return files.length === 0 ? { text: claim } : { text: claim, files };
}
