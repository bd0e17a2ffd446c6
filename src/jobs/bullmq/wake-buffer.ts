import type { Job } from '../../ports/jobs.ts';
import { keyOf } from '../job-key.ts';

const BATCH = 500;

/** Collects wakes and sends them in batches, one after the other, without duplicates. */
export class WakeBuffer {
  readonly #send: (jobs: readonly Job[]) => Promise<void>;
  readonly #onLost: (jobs: readonly Job[], error: unknown) => void;
  readonly #waiting = new Map<string, Job>();
  #sending: Promise<void> | undefined;

  constructor(
    send: (jobs: readonly Job[]) => Promise<void>,
    onLost: (jobs: readonly Job[], error: unknown) => void,
  ) {
    this.#send = send;
    this.#onLost = onLost;
  }

  add(job: Job): void {
    const key = keyOf(job);
    if (!job.isPatient || !this.#waiting.has(key)) this.#waiting.set(key, job);
    this.#sending ??= this.#sendAll();
  }

  get isSending(): boolean {
    return this.#sending !== undefined;
  }

  /** Resolves when every wake has been sent or lost. */
  async drained(): Promise<void> {
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve)); // wakes of one tick are one batch
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting.entries().take(BATCH)];
      for (const [key] of batch) this.#waiting.delete(key);
      await this.#send(batch.map(([, job]) => job)).catch((error: unknown) => {
        const lost = [...batch.map(([, job]) => job), ...this.#waiting.values()];
        this.#waiting.clear();
        this.#onLost(lost, error);
      });
    }
    this.#sending = undefined;
  }
}
