/** Thrown where too much is asked for at once. */
export class Busy extends Error {
  readonly status = 503;
}

/** Lets so many works run at once and so many wait; whoever comes then is told to come later. */
export function createLimit(atOnce: number, mayWait: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function limit<T>(work: () => Promise<T>): Promise<T> {
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
}
