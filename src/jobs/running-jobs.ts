import type { Clock } from '../ports/clock.ts';
import type { Job, Jobs } from '../ports/jobs.ts';
/** Does a job; tells when it wants to be done again, or null. */
export type Run = (job: Job) => Promise<number | null>;

/** A channel that one process at a time holds, and whether this one does now. */
export interface Place {
  name: string;
  isHeld(): boolean;
}

/** What wakes and runs jobs needs of its surroundings. */
export interface JobsParts {
  clock: Clock;
  run: Run;
  /** Whose jobs come here while this process holds them. */
  places: readonly Place[];
  /** Whether this process does jobs that have no place. */
  isWorker: boolean;
  onError(error: unknown): void;
}

/** Whether wakes arrive; while they do not, the sweep finds what is due later. */
export interface JobsHealth {
  state: 'ok' | 'degraded';
  reason?: string;
}

/** Jobs that run until they are closed. */
export interface RunningJobs extends Jobs {
  /** Resolves when nothing is running and nothing is ready to run. */
  idle(): Promise<void>;
  /** Takes no more jobs and waits for those that run. */
  close(): Promise<void>;
  health(): JobsHealth;
}

/** Starts running jobs. */
export type OpenJobs = (parts: JobsParts) => RunningJobs;
