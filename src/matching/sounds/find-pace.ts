import type { Line } from './find-stretch.ts';

/** Places of the same keys in a query and in a stored sound, in pairs and seconds. */
export interface Pairs {
  asked: readonly number[];
  stored: readonly number[];
}

/** Finds the line that most pairs agree on, from two thirds of the speed to 1.6 times it. */
export function findPace(pairs: Pairs): { line: Line; votes: number } {
  let best = { line: { pace: 1, start: 0 }, votes: 0 };
  for (const pace of PACES) {
    const counts = new Map<number, number>();
    for (const start of startsOf(pairs, pace)) {
      const bin = Math.floor(start / BIN);
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
    }
    for (const [bin, count] of counts) {
      const votes = count + (counts.get(bin + 1) ?? 0);
      if (votes > best.votes) best = { line: { pace, start: (bin + 1) * BIN }, votes };
    }
  }
  return best;
}

const PACES = Array.from({ length: 30 }, (_, at) => 0.67 * 1.03 ** at);
/** Seconds; starts within two bins agree. */
const BIN = 0.3;

function startsOf({ asked, stored }: Pairs, pace: number): number[] {
  return asked.map((at, pair) => (stored[pair] ?? 0) - at * pace);
}
