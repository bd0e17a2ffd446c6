import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, keyOf } from '../../ports/jobs.ts';
import { LaterWakes } from '../later-wakes.ts';
import { LocalJobs } from '../local/local-jobs.ts';
import type { JobsHealth, JobsParts, OpenJobs, RunningJobs } from '../running-jobs.ts';
import { RedisFault } from './connect.ts';
import { jobTypes, Queues, queueOf, type RankedJob } from './queues.ts';
import { Workers } from './workers.ts';

/** Address of Redis, and the prefix of its keys. */
export interface BullmqOptions {
  url: string;
  prefix?: string;
  /** Maximum of sends started per second, by all processes together. */
  sendsPerSecond?: number | undefined;
}

const PROBE_MS = 2000;
const LOOK_MS = 5;

/** Opens jobs shared by all processes, one at a time per citizen and kind; without Redis, each process does its own. */
export function openBullmqJobs(options: BullmqOptions): OpenJobs {
  return (parts) => new BullmqJobs(options, parts);
}

class BullmqJobs implements RunningJobs {
  readonly #parts: JobsParts;
  readonly #later: LaterWakes;
  readonly #trouble: RedisTrouble;
  readonly #queues: Queues;
  readonly #buffer: WakeBuffer;
  readonly #workers: Workers;
  /** Runs jobs that do not reach Redis. */
  readonly #local: LocalJobs;
  readonly #probing: NodeJS.Timeout;
  #closing: Promise<void> | undefined;

  constructor({ url, prefix = 'posko', sendsPerSecond }: BullmqOptions, parts: JobsParts) {
    this.#parts = parts;
    this.#later = new LaterWakes(parts.clock, (job, rank) => {
      const since = parts.clock.now();
      if (this.#closing === undefined) this.#buffer.add({ ...job, rank, since });
    });
    this.#trouble = new RedisTrouble(parts);
    const onError = (error: Error) => this.#trouble.note(error);
    this.#queues = new Queues({ url, prefix }, onError);
    this.#buffer = new WakeBuffer({
      send: (jobs) => this.#ask(this.#queues.add(jobs)),
      onLost: (lost, error) => this.#doHere(lost, error),
    });
    this.#local = new LocalJobs(parts.clock, parts.run, parts.onError);
    const perform = (job: Job) => this.#perform(job);
    const { places, isWorker } = parts;
    const redis = { url, prefix, sendsPerSecond };
    this.#workers = new Workers({ ...redis, places, isWorker, perform, onError });
    this.#probing = setInterval(() => void this.#probe(), PROBE_MS).unref();
    void this.#probe();
  }

  wake(job: Job, at?: number): void {
    if (this.#closing === undefined) this.#later.add(job, at);
  }

  async idle(): Promise<void> {
    for (;;) {
      await this.#buffer.drained();
      await this.#local.idle();
      const { begun } = this.#workers;
      const ready = await this.#queues.countReady(this.#own).catch(() => 0);
      const isIdle = ready === 0 && this.#workers.running === 0 && begun === this.#workers.begun;
      if (isIdle && !this.#buffer.isSending) return;
      await sleep(LOOK_MS);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  health(): JobsHealth {
    return this.#trouble.health();
  }

  async #close(): Promise<void> {
    this.#later.clear();
    clearInterval(this.#probing);
    const closing = this.#workers.close(); // starts at once: nothing more may begin
    await this.#buffer.drained();
    await Promise.all([closing, this.#local.close()]);
    await this.#queues.close();
  }

  async #perform(job: Job): Promise<void> {
    try {
      const again = await this.#parts.run(job);
      if (again !== null) this.wake(job, again);
    } catch (error) {
      this.#parts.onError(error);
    }
  }

  /** Queues from which this process takes jobs. */
  get #own(): string[] {
    const { places, isWorker } = this.#parts;
    const held = places.filter((place) => place.isHeld()).map(({ name }) => name);
    return jobTypes.flatMap((type) => [
      ...(isWorker ? [type] : []),
      ...held.map((place) => queueOf({ type, place })),
    ]);
  }

  #doHere(lost: readonly Job[], error: unknown): void {
    this.#trouble.fail(error, lost.length);
    const { places, isWorker } = this.#parts;
    const held = new Set(places.filter((place) => place.isHeld()).map(({ name }) => name));
    for (const { place, ...job } of lost) {
      if (place === undefined ? isWorker : held.has(place)) this.#local.wake(job);
    }
  }

  async #ask(asked: Promise<void>): Promise<void> {
    await asked;
    this.#trouble.recover();
  }

  async #probe(): Promise<void> {
    const probing = this.#queues.probe().then(() => this.#queues.forget());
    await this.#ask(probing).catch((error: unknown) => {
      if (this.#closing === undefined) this.#trouble.fail(error);
    });
  }
}

const REPORT_EVERY_MS = 60_000;

/** What Redis' errors mean to an operator. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^OOM/, 'OOM: Redis is full'],
  [/^READONLY/, 'this is a replica of Redis: name the master, or its Sentinels'],
  [/NOAUTH|WRONGPASS|NOPERM/, 'Redis refuses the name or the password in POSKO_REDIS_URL'],
];

/** Counts jobs that Redis refused, reports them once a minute, and knows whether Redis answers. */
class RedisTrouble {
  readonly #parts: Pick<JobsParts, 'clock' | 'onError'>;
  #lost = 0;
  #reason: string | undefined;
  /** Why Redis does not answer, if it said so. */
  #cause: string | undefined;
  #nextReport = Number.NEGATIVE_INFINITY;

  constructor(parts: Pick<JobsParts, 'clock' | 'onError'>) {
    this.#parts = parts;
  }

  /** Records a failed command, and jobs that did not reach Redis. */
  fail(error: unknown, lost = 0): void {
    this.#lost += lost;
    this.#cause = causeOf(error) ?? this.#cause;
    this.#reason = this.#cause ?? 'Redis does not answer';
    this.note(error);
  }

  /** Records an error that does not mean that Redis is away. */
  note(error: unknown): void {
    this.#cause = causeOf(error) ?? this.#cause;
    const now = this.#parts.clock.now();
    if (now < this.#nextReport) return;
    this.#nextReport = now + REPORT_EVERY_MS;
    const reason = error instanceof Error ? error.message : String(error);
    const lost = this.#lost > 0 ? `; ${this.#lost} jobs did not reach it` : '';
    this.#parts.onError(new Error(`jobs on Redis have trouble: ${reason}${lost}`));
    this.#lost = 0;
  }

  /** Records a successful command. */
  recover(): void {
    this.#reason = undefined;
    this.#cause = undefined;
  }

  health(): JobsHealth {
    return this.#reason === undefined
      ? { state: 'ok' }
      : { state: 'degraded', reason: this.#reason };
  }
}

/** Most errors are not told: their text may hold an address. */
function causeOf(error: unknown): string | undefined {
  if (error instanceof RedisFault) return error.message;
  const text = error instanceof Error ? error.message : '';
  return REASONS.find(([pattern]) => pattern.test(text))?.[1];
}

const BATCH = 500;

interface WakeHost {
  send(jobs: readonly RankedJob[]): Promise<void>;
  onLost(jobs: readonly Job[], error: unknown): void;
}

/** Collects wakes and sends them in batches, one after the other, without duplicates. */
class WakeBuffer {
  readonly #host: WakeHost;
  readonly #waiting = new Map<string, RankedJob>();
  #sending: Promise<void> | undefined;

  constructor(host: WakeHost) {
    this.#host = host;
  }

  add(job: RankedJob): void {
    const key = keyOf(job);
    if (job.rank < (this.#waiting.get(key)?.rank ?? 4)) this.#waiting.set(key, job);
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
      await this.#host.send(batch.map(([, job]) => job)).catch((error: unknown) => {
        const lost = [...batch.map(([, job]) => job), ...this.#waiting.values()];
        this.#waiting.clear();
        this.#host.onLost(lost, error);
      });
    }
    this.#sending = undefined;
  }
}
