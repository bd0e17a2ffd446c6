/** Round steps from nothing up to at least the greatest value, few enough to be read. */
export function ticksUpTo(greatest: number): number[] {
  const most = Math.max(1, Math.round(1e6 * greatest) / 1e6); // parts of a whole add up to it only nearly
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough,
  );
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < most) ticks.push((ticks.at(-1) ?? 0) + step);
  return ticks;
}

/** The value below which a part of them lies; none of none. */
export function percentile(values: readonly number[], part: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}
