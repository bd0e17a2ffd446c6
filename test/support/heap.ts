import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** What a request may leave behind for good, and what caches and compiled code may still take after the first third. */
const BYTES_EACH = 1000;
const ONCE = 8e6;

/** Watches what stays on the heap over many requests, from the first third of them to the end. */
export function watchHeap(requests: number) {
  let [done, before] = [0, 0];
  return {
    /** Counts a request that was answered. */
    answered(): void {
      done += 1;
      if (done === Math.ceil(requests / 3)) before = heapInUse();
    },
    /** The bytes by which the heap has grown beyond what it may. */
    excess(): number {
      if (done < requests) throw new Error(`only ${done} of ${requests} requests were answered`);
      return Math.max(0, heapInUse() - before - ONCE - (BYTES_EACH * requests * 2) / 3);
    },
  };
}
