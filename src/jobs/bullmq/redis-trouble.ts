import type { Clock } from '../../ports/clock.ts';
import type { JobsHealth } from '../running-jobs.ts';

const REPORT_EVERY_MS = 60_000;

/** Counts jobs that Redis refused, reports them once a minute, and knows whether Redis answers. */
export class RedisTrouble {
  readonly #clock: Clock;
  readonly #tell: (error: Error) => void;
  #lost = 0;
  #reason: string | undefined;
  #nextReport = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, tell: (error: Error) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Records a failed command, and jobs that did not reach Redis. */
  fail(error: unknown, lost = 0): void {
    this.#lost += lost;
    const isFull = error instanceof Error && error.message.startsWith('OOM');
    this.#reason = isFull ? 'OOM: Redis is full' : 'Redis does not answer'; // may hold an address
    this.note(error);
  }

  /** Records an error that does not mean that Redis is away. */
  note(error: unknown): void {
    const now = this.#clock.now();
    if (now < this.#nextReport) return;
    this.#nextReport = now + REPORT_EVERY_MS;
    const reason = error instanceof Error ? error.message : String(error);
    const lost = this.#lost > 0 ? `; ${this.#lost} jobs did not reach it` : '';
    this.#tell(new Error(`jobs on Redis have trouble: ${reason}${lost}`));
    this.#lost = 0;
  }

  /** Records a successful command. */
  mend(): void {
    this.#reason = undefined;
  }

  health(): JobsHealth {
    return this.#reason === undefined
      ? { state: 'ok' }
      : { state: 'degraded', reason: this.#reason };
  }
}
