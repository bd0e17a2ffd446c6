import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import { EngineLost, type MatchEngine, type MatchRunner } from '../matching/match-engine.ts';
import { Busy } from '../ports/concurrency-limit.ts';
import type { IndexParts } from '../services/fact-checks/fact-check-index.ts';
import { messageOf } from './diagnostics/diagnosis.ts';
import type { Reply, Request } from './match-thread.ts';
import { openDictionaries } from './open-dictionaries.ts';

/** Opens what matches words: on a thread of its own, which begins to load at once, where a second core can run it. */
export function openMatching(
  { dictionaries }: Pick<Config, 'dictionaries'>,
  warn: (what: string) => void,
  cores = availableParallelism(),
): Pick<IndexParts, 'dictionaries' | 'startMatching'> {
  const opened = openDictionaries({ dictionaries }, warn);
  if (cores < 2) return { dictionaries: opened };
  const start = () => new MatchThread(startThread(dictionaries), warn);
  const threads = [start()];
  return { startMatching: () => threads.pop() ?? start() };
}

/** A thread with an engine; where it ends or hangs, it says so, and what it was asked fails as lost. */
export class MatchThread implements MatchRunner {
  lost: EngineLost | undefined;
  readonly #thread: Worker;
  readonly #warn: (what: string) => void;
  /** Calls without an answer; the thread works at the first. */
  readonly #waiting: PromiseWithResolvers<unknown>[] = [];
  readonly #watch: NodeJS.Timeout;

  constructor(thread: Worker, warn: (what: string) => void, limitMs = LIMIT_MS) {
    this.#thread = thread
      .on('message', (reply: Reply) =>
        'warning' in reply ? warn(reply.warning) : this.#answer(reply),
      )
      .on('error', (error) => this.#lose(`the thread that matches failed: ${messageOf(error)}`))
      .on('exit', (code) => this.#lose(`the thread that matches ended with ${code}`));
    this.#thread.unref();
    this.#warn = warn;
    this.#watch = setTimeout(() => {
      const [at] = this.#waiting;
      // Answers that only this thread was late for come first.
      setImmediate(() => this.#endIfHung(at, `matching took longer than ${limitMs / 1000} s`));
    }, limitMs).unref();
  }

  async ask<Name extends keyof MatchEngine>(name: Name, ...input: Parameters<MatchEngine[Name]>) {
    if (this.lost) throw this.lost;
    if (this.#waiting.length >= MOST_WAITING) throw new Busy('too much is to be matched at once');
    const asked = Promise.withResolvers<ReturnType<MatchEngine[Name]>>();
    this.#thread.postMessage([name, input] satisfies Request);
    this.#thread.ref(); // until all is answered, the process goes on
    const count = this.#waiting.push(asked as PromiseWithResolvers<unknown>); // in the order of the calls
    if (count === 1) this.#watch.refresh();
    return asked.promise;
  }

  async close(): Promise<void> {
    this.lost ??= new EngineLost('the index is closed');
    await this.#thread.terminate();
  }

  #answer(reply: Exclude<Reply, { warning: string }>): void {
    const asked = this.#waiting.shift();
    if ('value' in reply) asked?.resolve(reply.value);
    else asked?.reject(reply.error);
    this.#watch.refresh();
    if (this.#waiting.length === 0) this.#thread.unref();
  }

  /** Only what it hangs at fails for good; what waits behind that can be asked again. */
  #endIfHung(at: PromiseWithResolvers<unknown> | undefined, why: string): void {
    if (!at || at !== this.#waiting[0]) return;
    at.reject(new Error(why));
    this.#lose(why);
    void this.#thread.terminate();
  }

  #lose(why: string): void {
    if (!this.lost) this.#warn(`${why}; the index is opened again`);
    this.lost ??= new EngineLost(why);
    for (const { reject } of this.#waiting.splice(0)) reject(this.lost);
  }
}

/** No call takes as long, however large the index. */
const LIMIT_MS = 30_000;
/** As many as can be matched within that; what is refused is tried again. */
const MOST_WAITING = 5_000;

/** Starts a thread that loads an engine. */
export function startThread(dictionaries: string | undefined): Worker {
  const cache = getCompileCacheDir(); // of this version of Node, within the one that was named
  return new Worker(new URL('./match-thread.ts', import.meta.url), {
    env: { ...process.env, ...(cache !== undefined && { NODE_COMPILE_CACHE: dirname(cache) }) },
    workerData: { dictionaries },
    // As much as this process was given.
    resourceLimits: { maxOldGenerationSizeMb: getHeapStatistics().heap_size_limit / 1024 ** 2 },
  });
}
