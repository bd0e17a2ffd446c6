import { countBits } from '../count-bits.ts';

/** Alignment: item `q` of the query is item `q × pace + start` of the clip. */
export interface Line {
  pace: number;
  start: number;
}

/** Stretch of a query that sounds like the clip, in items. */
export interface Stretch {
  from: number;
  length: number;
  /** Share of differing bits. */
  bitError: number;
  /** Evidence for the same sound: differing bits below what chance would give. */
  evidence: number;
}

/**
 * Finds the stretch along a line with most evidence: each item adds the allowed number of wrong
 * bits minus its own, and the largest sum wins.
 */
export function findStretch(asked: Uint32Array, stored: Uint32Array, line: Line): Stretch {
  const { from: first, end } = overlapOf(asked.length, stored.length, line);
  const best = { from: first, length: 0, bitError: 1, evidence: 0 };
  let [from, sum, errors] = [first, 0, 0];
  for (let at = first; at < end; at++) {
    const wrong = countBits(
      (asked[at] ?? 0) ^ (stored[Math.round(at * line.pace + line.start)] ?? 0),
    );
    if (sum <= 0) [from, sum, errors] = [at, 0, 0];
    sum += WRONG_ALLOWED - wrong;
    errors += wrong;
    if (sum <= best.evidence) continue;
    best.evidence = sum;
    best.from = from;
    best.length = at + 1 - from;
    best.bitError = errors / (32 * best.length);
  }
  return best;
}

/** Of 32 bits: 30 %, between the same sound, edited (below 25 %), and another (40 % and more). */
const WRONG_ALLOWED = 9.6;

/** Returns the items of the query that overlap the clip. */
function overlapOf(asked: number, stored: number, { pace, start }: Line) {
  const from = Math.max(0, Math.ceil((-0.5 - start) / pace));
  const end = Math.min(asked, Math.ceil((stored - 0.5 - start) / pace));
  return { from, end };
}
