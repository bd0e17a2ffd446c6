/** Ten buckets for each tenfold time: whatever is read from them is at most an eighth off. */
const PER_DECADE = 10;
/** 10 ms and less. */
const FIRST = 10;
/** Up to 28 hours, and more. */
const LAST = 80;

export function bucketOf(ms: number): number {
  const bucket = Math.ceil(PER_DECADE * Math.log10(Math.max(1, ms)));
  return Math.min(LAST, Math.max(FIRST, bucket));
}

/** The time in milliseconds below which a part of the counted times lies; none of none. */
export function percentileOf(counts: ReadonlyMap<number, number>, part: number) {
  const buckets = [...counts].sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  for (const [bucket, count] of buckets) {
    below += count;
    if (count > 0 && below >= part * total) return 10 ** ((bucket - 0.5) / PER_DECADE);
  }
  return undefined;
}

/** The value below which a part of them lies; none of none. */
export function percentile(values: readonly number[], part: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}
