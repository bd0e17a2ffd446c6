import type { Case, Tip } from '../../review/case.ts';
import type { ClaimFile } from '../../review/fact-check.ts';
import type { Evidence } from '../files/evidence.ts';
import type { Store } from '../ports.ts';

/** Files by which a fact-check is found; claimFileSchema takes no more. */
const MOST = 20;

/** The files of a case's tips that belong to its claim, by what they are known again by. */
export async function claimFiles(
  { store }: { store: Pick<Store, 'media'> },
  { apart = [] }: Pick<Case, 'apart'>,
  tips: readonly Tip[],
): Promise<ClaimFile[]> {
  const hashes = new Set(tips.flatMap(({ media }) => media.map(({ sha256 }) => sha256)));
  const files: ClaimFile[] = [];
  for (const sha256 of hashes) {
    if (files.length >= MOST) break;
    if (apart.includes(sha256)) continue;
    const evidence = await store.media.evidenceOf(sha256);
    const file = evidence && toClaimFile(sha256, evidence);
    if (file) files.push(file);
  }
  return files;
}

/** A file as a fact-check keeps it; undefined where it could not be known again. */
export function toClaimFile(sha256: string, { kind, kept }: Evidence): ClaimFile | undefined {
  if (kind === 'document' || kind === 'other') return undefined;
  const isPrinted = kept.hashes || kept.frames || kept.sound;
  return isPrinted ? { sha256, kind, ...kept } : undefined;
}
