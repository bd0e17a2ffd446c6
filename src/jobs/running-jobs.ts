import type { Clock } from '../ports/clock.ts';
import type { Job, Jobs } from '../ports/jobs.ts';
/** Performs a job; returns when to perform it again, or null. */
export type Run = (job: Job) => Promise<number | null>;

/** Channel that one process at a time holds, and whether this process does now. */
export interface ExclusiveQueue {
  name: string;
  isHeld(): boolean;
}

export interface JobsParts {
  clock: Clock;
  run: Run;
  /** Places whose jobs this process runs while it holds them. */
  places: readonly ExclusiveQueue[];
  /** Whether this process runs jobs without a place. */
  isWorker: boolean;
  onError(error: unknown): void;
}

/** Whether wakes arrive; if not, the sweep finds due work later. */
export interface JobsHealth {
  state: 'ok' | 'degraded';
  reason?: string;
}

export interface RunningJobs extends Jobs {
  /** Whether this process is to look for due work now, where one of several does in so many milliseconds. */
  mayLook?(ms: number): Promise<boolean>;
  /** How many processes send what belongs to a place, as far as it is known. */
  countSenders?(place: string): Promise<number>;
  /** Resolves when no job is running or ready. */
  idle(): Promise<void>;
  /** Takes no more jobs and waits for those that run. */
  close(): Promise<void>;
  health(): JobsHealth;
}

export type OpenJobs = (parts: JobsParts) => RunningJobs;
