import type { JobsHealth } from '../jobs/running-jobs.ts';
import type { AlarmWays } from '../ports/alert-channels.ts';
import { createWatch } from '../services/duty/monitor.ts';
import type { AppDeps } from './app-deps.ts';
import { repeat } from './repeat.ts';

/** How often a process looks at the whole post, and by which ways alarms leave it. */
export interface WatchSettings {
  everyMs: number;
  ways: AlarmWays;
  escalateMs: number;
  /** How much room the disk of the store has left, where this process can tell. */
  freeBytes?(): Promise<number>;
}

/** What looks, and with what. */
interface Watched {
  deps: AppDeps;
  jobs: { health(): JobsHealth };
  isWorker?: boolean;
  onError(error: unknown): void;
}

/** Looks at once, and then again and again; at its end a process says so, so that nobody misses it. */
export function openWatch(
  { everyMs, ...settings }: WatchSettings,
  { deps, jobs, isWorker = true, onError }: Watched,
) {
  const hasJobs = () => jobs.health().state === 'ok';
  const watch = createWatch(deps, { ...settings, isWorker, hasJobs });
  const looking = repeat({ clock: deps.clock, onError }, everyMs, watch.look);
  void looking.now();
  return {
    running: looking.running,
    async end() {
      looking.stop();
      await looking.running();
      await watch.end();
    },
  };
}
