import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, keyOf } from '../../ports/jobs.ts';
import { LaterWakes } from '../later-wakes.ts';
import { LocalJobs } from '../local/local-jobs.ts';
import type { JobsHealth, JobsParts, OpenJobs, RunningJobs } from '../running-jobs.ts';
import { RedisFault } from './connect.ts';
import { jobTypes, Queues, queueOf, type RankedJob } from './queues.ts';
import { Workers } from './workers.ts';

export interface BullmqOptions {
  url: string;
  prefix?: string;
}

const PROBE_MS = 2000;
const IDLE_MS = 5;
/** Less than the whole, so that whoever looked is first again. */
const LOOK_SHARE = 0.75;

/** Opens jobs shared by all processes, one at a time per citizen and kind; without Redis, each process does its own. */
export function openBullmqJobs(options: BullmqOptions): OpenJobs {
  return (parts) => new BullmqJobs(options, parts);
}

class BullmqJobs implements RunningJobs {
  readonly #parts: JobsParts;
  readonly #later: LaterWakes;
  readonly #trouble: RedisTrouble;
  readonly #queues: Queues;
  readonly #buffer: ReturnType<typeof createWakeBuffer>;
  readonly #workers: Workers;
  /** Runs jobs that do not reach Redis. */
  readonly #local: LocalJobs;
  readonly #probing: NodeJS.Timeout;
  #closing: Promise<void> | undefined;

  constructor({ url, prefix = 'posko' }: BullmqOptions, parts: JobsParts) {
    this.#parts = parts;
    this.#later = new LaterWakes(parts.clock, (job, rank) => {
      const since = parts.clock.now();
      if (this.#closing === undefined) this.#buffer.add({ ...job, rank, since });
    });
    this.#trouble = new RedisTrouble(parts);
    const onError = (error: Error) => this.#trouble.note(error);
    this.#queues = new Queues({ url, prefix }, onError);
    this.#buffer = createWakeBuffer(async (jobs) => {
      await this.#queues.add(jobs);
      this.#trouble.recover();
    }, this.#doHere.bind(this));
    this.#local = new LocalJobs(parts);
    const perform = (job: Job) => this.#perform(job);
    const { places, isWorker } = parts;
    this.#workers = new Workers({ url, prefix, places, isWorker, perform, onError });
    this.#probing = setInterval(() => void this.#probe(), PROBE_MS).unref();
    void this.#probe();
  }

  wake(job: Job, at?: number): void {
    if (this.#closing === undefined) this.#later.add(job, at);
  }

  /** Without Redis each process looks, as each does its own work. */
  async mayLook(ms: number): Promise<boolean> {
    if (this.health().state !== 'ok') return true;
    return this.#queues.isFirst(Math.ceil(ms * LOOK_SHARE)).catch(() => true);
  }

  /** Where Redis does not tell who is there, each process counts itself alone. */
  async countSenders(place: string): Promise<number> {
    const count = this.#queues.countWorkers(queueOf({ type: 'send', place }));
    return Math.max(1, await count.catch(() => 1));
  }

  async idle(): Promise<void> {
    for (;;) {
      await this.#buffer.sending;
      await this.#local.idle();
      const { begun, running } = this.#workers;
      const own = this.#places.flatMap((place) => jobTypes.map((type) => queueOf({ type, place })));
      const ready = await this.#queues.countReady(own).catch(() => 0);
      const isIdle = ready === 0 && running.size === 0 && begun === this.#workers.begun;
      if (isIdle && this.#buffer.sending === undefined) return;
      await sleep(IDLE_MS);
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
    await this.#buffer.sending;
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

  /** Places of the jobs that this process does, undefined for those without one. */
  get #places(): (string | undefined)[] {
    const held = this.#parts.places.filter((place) => place.isHeld()).map(({ name }) => name);
    return this.#parts.isWorker ? [undefined, ...held] : held;
  }

  #doHere(lost: readonly Job[], error: unknown): void {
    this.#trouble.fail(error, lost.length);
    const places = new Set(this.#places);
    for (const { place, ...job } of lost) if (places.has(place)) this.#local.wake(job);
  }

  async #probe(): Promise<void> {
    try {
      await this.#queues.probe();
      await this.#queues.forget();
      this.#trouble.recover();
    } catch (error) {
      if (this.#closing === undefined) this.#trouble.fail(error);
    }
  }
}

const REPORT_EVERY_MS = 60_000;

/** What Redis' errors mean to an operator. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^OOM/, 'OOM: Redis is full'],
  [/^READONLY/, 'this is a replica of Redis: name the master, or its Sentinels'],
  [
    /NOAUTH|WRONGPASS|NOPERM|can't run this command/,
    'Redis refuses the name or the password in POSKO_REDIS_URL',
  ],
];

/** Counts jobs that Redis refused, reports them once a minute, and knows whether Redis answers. */
class RedisTrouble {
  readonly #parts: Pick<JobsParts, 'clock' | 'onError'>;
  #lost = 0;
  #isAway = false;
  /** Why Redis does not answer, if it said so. */
  #cause: string | undefined;
  #nextReport = Number.NEGATIVE_INFINITY;

  constructor(parts: Pick<JobsParts, 'clock' | 'onError'>) {
    this.#parts = parts;
  }

  /** Records a failed command, and jobs that did not reach Redis. */
  fail(error: unknown, lost = 0): void {
    this.#lost += lost;
    this.#isAway = true;
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
    this.#isAway = false;
    this.#cause = undefined;
  }

  health(): JobsHealth {
    if (!this.#isAway) return { state: 'ok' };
    return { state: 'degraded', reason: this.#cause ?? 'Redis does not answer' };
  }
}

/** Most errors are not told: their text may hold an address. */
function causeOf(error: unknown): string | undefined {
  if (error instanceof RedisFault) return error.message;
  const text = error instanceof Error ? error.message : '';
  return REASONS.find(([pattern]) => pattern.test(text))?.[1];
}

const BATCH = 500;

/** Collects wakes and sends them in batches, one after the other, without duplicates. */
function createWakeBuffer(
  send: (jobs: readonly RankedJob[]) => Promise<void>,
  onLost: (jobs: readonly Job[], error: unknown) => void,
) {
  const waiting = new Map<string, RankedJob>();
  const sendAll = async () => {
    await new Promise((resolve) => setImmediate(resolve)); // wakes of one tick are one batch
    while (waiting.size > 0) {
      const batch = [...waiting.entries().take(BATCH)];
      for (const [key] of batch) waiting.delete(key);
      await send(batch.map(([, job]) => job)).catch((error: unknown) => {
        const lost = [...batch.map(([, job]) => job), ...waiting.values()];
        waiting.clear();
        onLost(lost, error);
      });
    }
    buffer.sending = undefined;
  };
  const buffer = {
    /** Resolves when every wake has been sent or lost. */
    sending: undefined as Promise<void> | undefined,
    add(job: RankedJob) {
      const key = keyOf(job);
      const known = waiting.get(key);
      if (!known || known.isPatient || job.rank < known.rank) waiting.set(key, job);
      buffer.sending ??= sendAll();
    },
  };
  return buffer;
}
