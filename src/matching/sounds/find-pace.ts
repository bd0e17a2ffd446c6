import type { Line } from './find-stretch.ts';

/** Places of the same keys in a query and in a stored sound, in pairs and seconds. */
export interface Pairs {
  asked: readonly number[];
  stored: readonly number[];
}

/** Finds the line that most pairs agree on, from two thirds of the speed to 1.6 times it. */
export function findPace({ asked, stored }: Pairs): { line: Line; votes: number } {
  let best = { line: { pace: 1, start: 0 }, votes: 0 };
  for (const pace of PACES) {
    const counts = new Map<number, number>();
    for (const [pair, at] of asked.entries()) {
      const bin = Math.floor(((stored[pair] ?? 0) - at * pace) / BIN);
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
    }
    for (const [bin, count] of counts) {
      const votes = (counts.get(bin - 1) ?? 0) + count + (counts.get(bin + 1) ?? 0);
      if (votes > best.votes) best = { line: { pace, start: (bin + 0.5) * BIN }, votes };
    }
  }
  return best;
}

const PACES = Array.from({ length: 60 }, (_, at) => 0.67 * 1.015 ** at);
/** Seconds; starts in neighbouring bins agree. */
const BIN = 0.2;
