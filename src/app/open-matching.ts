import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import { truthOf } from '../domain/fact-checks/verdicts.ts';
import {
  buffersOf,
  EngineLost,
  LostAtWork,
  type MatchEngine,
  type MatchRunner,
  matchHere,
} from '../matching/match-engine.ts';
import type { Health } from '../ports/channel.ts';
import { Busy, within } from '../ports/concurrency-limit.ts';
import type { IndexParts } from '../services/fact-checks/fact-check-index.ts';
import type { Reply, Request } from './match-thread.ts';
import texts from './matching-texts.json' with { type: 'json' };
import { openDictionaries } from './open-dictionaries.ts';

interface Surroundings {
  /** Tells the operator; nothing of citizens. */
  tell(what: string): void;
  now(): number;
  cores?: number;
  start?(): Worker;
  /** How long a second is. */
  secondMs?: number;
}

/** Opens what matches words: on a thread of its own, which begins to load at once, unless there is one core or the operator does not want it. */
export function openMatching(
  config: Pick<Config, 'dictionaries' | 'matching'>,
  {
    tell,
    now,
    secondMs,
    cores = availableParallelism(),
    start = () => startThread(config),
  }: Surroundings,
): Pick<IndexParts, 'dictionaries' | 'engines'> {
  const dictionaries = openDictionaries(config, tell);
  if (config.matching === 'here' || cores < 2) return { dictionaries };
  let [losses, isHere]: [{ at: number; what: string; isFault: boolean }[], boolean] = [[], false];
  const hear = (what: string, isFault?: boolean) => {
    const recent = losses.filter(({ at }) => now() - at < RECENT_MS);
    losses = isFault === undefined ? recent : [...recent, { at: now(), what, isFault }];
    tell(what);
  };
  const open = () => {
    try {
      return new MatchThread(start(), hear, secondMs);
    } catch (error) {
      hear(failureOf(error), true);
      isHere = true;
    }
  };
  const first = [open()];
  const engines = {
    start(): MatchRunner {
      // A question at which a thread hangs would hang this process, too.
      isHere ||= losses.filter(({ isFault }) => isFault).length >= MOST_LOSSES;
      const thread = isHere ? undefined : (first.pop() ?? open());
      if (thread) return thread;
      tell(texts.here);
      return matchHere({ truthOf, dictionaries });
    },
    health(): Health {
      const lost = losses.findLast(({ at }) => now() - at < RECENT_MS);
      const reason = isHere ? texts.here : lost?.what;
      return reason === undefined ? { state: 'ok' } : { state: 'down', reason };
    },
  };
  return { engines };
}

/** Losses count for so long; after so many, threads do not work here. */
const RECENT_MS = 600_000;
const MOST_LOSSES = 3;

/** Returns why a thread failed, without the words of the error, which may quote a citizen. */
function failureOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException; // as all errors of threads
  return `${texts.failed} ${code ?? name}`;
}

/** A thread with an engine; one that ends or hangs is lost, with what it was asked. */
export class MatchThread implements MatchRunner {
  lost: EngineLost | undefined;
  readonly #thread: Worker;
  readonly #hear: (what: string, isFault?: boolean) => void;
  readonly #secondMs: number;
  /** Calls without an answer; the thread, which had worked for so many microseconds `since` it was seen there, works at the first. */
  readonly #waiting: {
    limit: number;
    looks: number;
    since?: number;
    resolve(value: never): void;
    reject(why: unknown): void;
  }[] = [];
  readonly #watch: NodeJS.Timeout;
  #isAsked = false;

  /** What is heard of it is why it was lost, and whether that was the fault of threads, not of the question; or else a warning. */
  constructor(thread: Worker, hear: (what: string, isFault?: boolean) => void, secondMs = 1000) {
    [this.#hear, this.#secondMs] = [hear, secondMs];
    this.#thread = thread
      .on('message', (reply: Reply) => this.#take(reply))
      .on('error', (error) => {
        const why = failureOf(error);
        this.#lose(why, !why.endsWith('ERR_WORKER_OUT_OF_MEMORY')); // this process would be, too
      })
      .on('exit', (code) => this.#lose(`${texts.ended} ${code}`));
    this.#thread.unref();
    this.#watch = setInterval(() => void this.#look(), this.#secondMs).unref();
  }

  async ask<Name extends keyof MatchEngine>(name: Name, ...input: Parameters<MatchEngine[Name]>) {
    if (this.lost) throw this.lost;
    if (this.#waiting.length >= MOST_WAITING) throw new Busy('too much is to be matched at once');
    const request: Request = [name, input];
    this.#thread.postMessage(request, name === 'open' ? buffersOf(input[1]) : []);
    this.#thread.ref(); // until all is answered, the process goes on
    const asked = Promise.withResolvers<ReturnType<MatchEngine[Name]>>();
    this.#waiting.push({ ...asked, limit: LIMITS[name] ?? CHANGE_S, looks: 0 });
    return asked.promise;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && !this.lost;
  }

  async close(): Promise<void> {
    this.#end(new EngineLost('the index is closed'));
    await within(1000, this.#thread.terminate(), () => {}); // native code cannot be ended
  }

  #take(reply: Reply): void {
    if ('warning' in reply) {
      this.#hear(reply.warning);
      return;
    }
    const asked = this.#waiting.shift(); // they are answered in the order of the calls
    if (this.#waiting.length === 0) this.#thread.unref();
    if ('error' in reply) asked?.reject(reply.error);
    else asked?.resolve(reply.value as never); // of this very call
  }

  async #look(): Promise<void> {
    const [at] = this.#waiting;
    if (!at) return;
    const lose = () => this.#lose(`${texts.hung} ${at.limit} s`, at.limit === CHANGE_S);
    at.looks += 1;
    // On a busy machine, or one that stood still, a thread only waits; that counts a tenth.
    if (at.looks / 10 > at.limit) lose();
    if (this.#isAsked) return; // in native code, or not up yet, it does not answer
    this.#isAsked = true;
    const used = await Promise.try(() => this.#thread.cpuUsage()).catch(() => {}); // since Node 24.6
    this.#isAsked = false;
    if (!used || at !== this.#waiting[0]) return;
    at.since ??= used.user + used.system;
    if ((used.user + used.system - at.since) / 1000 / this.#secondMs > at.limit) lose();
  }

  #lose(why: string, isFault = true): void {
    if (this.lost) return;
    this.#end(new EngineLost(why));
    this.#hear(why, isFault);
    void this.#thread.terminate();
  }

  /** Only what it was at work on may be why; what waited behind that can be asked again. */
  #end(lost: EngineLost): void {
    this.lost ??= lost;
    clearInterval(this.#watch);
    const [at, ...behind] = this.#waiting.splice(0);
    at?.reject(new LostAtWork(lost.message));
    for (const { reject } of behind) reject(lost);
  }
}

/** Seconds of work on a question; more than a hundred times what 99 of 100 take. */
const LIMITS: Partial<Record<string, number>> = { match: 5, findTraces: 5, nearPictures: 5 };
/** For a large index: its snapshot, or one page of what goes into it. */
const CHANGE_S = 120;
/** As many as are matched in half a minute; what is refused is tried again. */
const MOST_WAITING = 5_000;

/** Starts a thread that loads an engine. */
export function startThread({ dictionaries }: Pick<Config, 'dictionaries'>): Worker {
  const cache = getCompileCacheDir(); // of this version of Node, within the one that was named
  return new Worker(new URL('./match-thread.ts', import.meta.url), {
    env: { ...process.env, ...(cache !== undefined && { NODE_COMPILE_CACHE: dirname(cache) }) },
    workerData: { dictionaries },
    // As much as this process was given.
    resourceLimits: { maxOldGenerationSizeMb: getHeapStatistics().heap_size_limit / 1024 ** 2 },
  });
}
