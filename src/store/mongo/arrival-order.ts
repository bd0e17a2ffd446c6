let last = 0;

/** Returns a number that grows per call, and across processes with the time in microseconds. */
export function nextInOrder(): number {
  last = Math.max(last + 1, Math.floor((performance.timeOrigin + performance.now()) * 1000));
  return last;
}
