import type { Case, Tip } from '../../domain/cases/case.ts';
import type { ClaimFile } from '../../domain/fact-checks/fact-check.ts';
import type { Evidence } from '../../domain/messages/evidence.ts';
import { normalise } from '../../matching/normalise.ts';
import { saysSomething } from '../../matching/says-something.ts';
import type { Store } from '../../ports/store.ts';
import { fitWording } from './new-wordings.ts';

/** Files by which a fact-check is found; claimFileSchema takes no more. */
const MOST = 20;
/** How many citizens have to send a file that came after the first tip. */
const INDEPENDENT = 2;

/** Fingerprints of the files that belong to a case's claim: the first tip's, and those several sent without other claims. */
export async function claimFiles(
  { store }: { store: Pick<Store, 'media'> },
  { apart = [], claim }: Pick<Case, 'apart' | 'claim'>,
  tips: readonly Tip[],
): Promise<ClaimFile[]> {
  const [first] = tips;
  const hashes = new Set(tips.flatMap(({ media }) => media.map(({ sha256 }) => sha256)));
  const files: ClaimFile[] = [];
  for (const sha256 of hashes) {
    if (files.length >= MOST) break;
    if (apart.includes(sha256)) continue;
    const holding = tips.filter(({ media }) => media.some((each) => each.sha256 === sha256));
    const isFirst = first !== undefined && holding.includes(first);
    if (!isFirst && !isOfClaim(holding, claim)) continue;
    const evidence = await store.media.evidenceOf(sha256);
    const file = evidence && toClaimFile(sha256, evidence);
    if (file) files.push(file);
  }
  return files;
}

/** Whether several citizens have sent it, and what can be read in it is what was judged or nothing. */
function isOfClaim(tips: readonly Tip[], claim: string): boolean {
  const citizens = new Set(tips.flatMap(({ citizen }) => citizen ?? []));
  if (citizens.size < INDEPENDENT) return false;
  const read = new Set(tips.flatMap((tip) => (tip.read ?? []).map(({ text }) => text)));
  return [...read].every(
    (text) =>
      !saysSomething(text) ||
      normalise(text) === normalise(claim) ||
      fitWording(text, [claim]).fits,
  );
}

/** A file as a fact-check keeps it; undefined where it could not be known again. */
export function toClaimFile(sha256: string, { kind, kept }: Evidence): ClaimFile | undefined {
  if (kind === 'document' || kind === 'other') return undefined;
  const isPrinted = kept.hashes || kept.frames || kept.sound;
  return isPrinted ? { sha256, kind, ...kept } : undefined;
}
