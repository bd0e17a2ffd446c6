/** The peer: the least share of differing bits over all ways to lay one fingerprint on another, half of the shorter at least. */
export function pairwiseBitError(asked: Uint32Array, stored: Uint32Array): number {
  const least = Math.ceil(Math.min(asked.length, stored.length) / 2);
  let best = 1;
  for (let start = least - asked.length; start <= stored.length - least; start++) {
    const from = Math.max(0, -start);
    const end = Math.min(asked.length, stored.length - start);
    let wrong = 0;
    for (let at = from; at < end; at++)
      wrong += bitsOf((asked[at] ?? 0) ^ (stored[at + start] ?? 0));
    best = Math.min(best, wrong / (32 * (end - from)));
  }
  return best;
}

/** The peer's threshold: above it six seconds of sound are found where they are not. */
export const PEER_SURE = 0.2;

/** How many bits of a number are set. */
export function bitsOf(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
