import type { Clock } from '../ports/clock.ts';

/** Does something again and again, never twice at once; `now` does it at once and waits for it. */
export function repeat(
  { clock, onError }: { clock: Clock; onError(error: unknown): void },
  everyMs: number,
  task: () => Promise<unknown>,
) {
  let running: Promise<void> | undefined;
  let cancel = () => {};
  const perform = (): Promise<void> => {
    running ??= task()
      .then(() => undefined, onError)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const schedule = () => {
    cancel = clock.at(clock.now() + everyMs, () => {
      void perform();
      schedule();
    });
  };
  schedule();
  return { now: perform, running: async () => running, stop: () => cancel() };
}
