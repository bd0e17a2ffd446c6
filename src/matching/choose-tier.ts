import type { Assessment } from './assess.ts';
import { THRESHOLDS } from './judge.ts';
import type { Library } from './library.ts';
import type { Tier } from './matcher.ts';

/** Decides how far Posko may go with its best candidate. */
export function chooseTier(library: Library, ranked: readonly Assessment[]): Tier {
  const best = ranked[0];
  if (!best || best.topic < THRESHOLDS.confirm) return 'none';
  if (best.score < THRESHOLDS.answer || isContradicted(best)) return 'confirm';
  return isDisputed(library, best, ranked) ? 'confirm' : 'answer';
}

/** A replaced number, name or place, or a denial on one side only: another claim. */
function isContradicted(best: Assessment): boolean {
  return best.comparison.conflicts.some(({ grave }) => grave);
}

/** Whether another fact-check that would answer as well says something else. */
function isDisputed(library: Library, best: Assessment, ranked: readonly Assessment[]): boolean {
  const verdict = library.documentAt(best.slot)?.verdict;
  return ranked.some((other) => {
    const said = library.documentAt(other.slot)?.verdict;
    const close = other.score >= THRESHOLDS.answer && other.score > best.score - 0.02;
    return (
      close &&
      verdict !== undefined &&
      said !== undefined &&
      said !== verdict &&
      (said === 'benar' || verdict === 'benar')
    );
  });
}
