import type { Case, Tip } from '../../domain/cases/case.ts';
import type { Asked } from '../../ports/match-query.ts';
import type { CaseDeps } from './case-deps.ts';

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
