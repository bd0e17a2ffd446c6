// Ours and not p-limit: work that may start does so within the call, and a full queue refuses.

/** Thrown where too much is asked for at once. */
export class Busy extends Error {
  readonly status = 503;
}

/** Lets so many works run at once and so many wait, any more are refused as `Busy`; `waiting` says how many wait. */
export function createLimit(atOnce: number, mayWait = Number.POSITIVE_INFINITY) {
  let running = 0;
  const waiting: (() => void)[] = [];
  const limit = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mayWait) throw new Busy('too much is asked for at once');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  return Object.assign(limit, { waiting: () => waiting.length });
}

/** Lets all who ask for work while it runs share that run. */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Returns what the work comes to, or what `onLate` says if it takes longer than `ms`; the work goes on. */
export function within<T, Late>(ms: number, work: Promise<T>, onLate: () => Late) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return Promise.race([work, promise.then(onLate)]).finally(() => clearTimeout(timer));
}
