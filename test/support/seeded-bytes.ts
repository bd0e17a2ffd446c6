import { createHash } from 'node:crypto';

/** Bytes that look random and are the same in every run, so that a transcript keeps its tickets. */
export function seededBytes(seed: string): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    count += 1;
    return createHash('sha256').update(`${seed}:${count}`).digest().subarray(0, length);
  };
}
