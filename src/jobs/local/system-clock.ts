import type { Clock } from '../../ports/clock.ts';
export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, task) {
    const timer = setTimeout(task, Math.max(0, time - Date.now()));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
