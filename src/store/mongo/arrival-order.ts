let last = 0;

/** A number that grows with every call, and between processes with the time, in microseconds. */
export function nextInOrder(): number {
  last = Math.max(last + 1, Math.floor((performance.timeOrigin + performance.now()) * 1000));
  return last;
}
