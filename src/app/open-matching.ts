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
import { Busy } from '../ports/concurrency-limit.ts';
import type { IndexParts } from '../services/fact-checks/fact-check-index.ts';
import texts from './matching-texts.json' with { type: 'json' };
import type { Reply, Request } from './match-thread.ts';
import { openDictionaries } from './open-dictionaries.ts';

interface Surroundings {
  /** Tells the operator; nothing of citizens. */
  tell(what: string): void;
  now(): number;
  cores?: number;
  start?(): Worker;
  tickMs?: number;
}

/** Losses count for so long; after so many that no question caused, threads do not work here. */
const RECENT_MS = 600_000;
const MOST_LOSSES = 3;

/** Opens what matches words: on a thread of its own, which begins to load at once, unless there is one core or the operator does not want it. */
export function openMatching(
  config: Pick<Config, 'dictionaries' | 'matching'>,
  parts: Surroundings,
): Pick<IndexParts, 'dictionaries' | 'engines'> {
  const { tell, now, cores = availableParallelism(), start = () => startThread(config) } = parts;
  const dictionaries = openDictionaries(config, tell);
  if (config.matching === 'here' || cores < 2) return { dictionaries };
  let losses: (Loss & { at: number })[] = [];
  const onLoss = (loss: Loss) => {
    const at = now();
    losses = [...losses.filter((each) => at - each.at < RECENT_MS), { ...loss, at }];
    tell(loss.why);
  };
  const open = () => new MatchThread(start(), { ...parts, onLoss });
  const first = [open()];
  let isHere = false;
  const startAgain = () => {
    if (losses.filter(({ isHung }) => !isHung).length < MOST_LOSSES) return open();
    isHere = true;
    tell(texts.here);
    return matchHere({ truthOf, dictionaries });
  };
  const health = () => {
    const lost = losses.findLast(({ at }) => now() - at < RECENT_MS);
    const reason = isHere ? texts.here : lost?.why;
    return reason === undefined ? { state: 'ok' as const } : { state: 'down' as const, reason };
  };
  return { engines: { start: () => first.pop() ?? startAgain(), health } };
}

/** Why a thread was lost, and whether a question was all that it hung at: the process would hang at that, too. */
interface Loss {
  why: string;
  isHung: boolean;
}

interface Ears extends Pick<Surroundings, 'tell' | 'tickMs'> {
  onLoss(loss: Loss): void;
}

interface Asked extends PromiseWithResolvers<unknown> {
  /** How many seconds it may take. */
  limit: number;
  isQuestion: boolean;
}

/** A thread with an engine; one that ends or hangs is lost, with what it was asked. */
export class MatchThread implements MatchRunner {
  lost: EngineLost | undefined;
  readonly #thread: Worker;
  readonly #onLoss: Ears['onLoss'];
  /** Calls without an answer; the thread works at the first. */
  #waiting: Asked[] = [];
  /** Seconds of this process without an answer: one that stands still with its threads loses none of them. */
  #quiet = 0;
  readonly #watch: NodeJS.Timeout;

  constructor(thread: Worker, { tell, onLoss, tickMs = 1000 }: Ears) {
    this.#thread = thread
      .on('message', (reply: Reply) =>
        'warning' in reply ? tell(reply.warning) : this.#answer(reply),
      )
      .on('error', (error) => this.#lose(`${texts.failed} ${codeOf(error)}`))
      .on('exit', (code) => this.#lose(`${texts.ended} ${code}`));
    this.#thread.unref();
    this.#onLoss = onLoss;
    // Answers that only this thread was late for come first.
    this.#watch = setInterval(() => setImmediate(() => this.#tick()), tickMs).unref();
  }

  async ask<Name extends keyof MatchEngine>(name: Name, ...input: Parameters<MatchEngine[Name]>) {
    if (this.lost) throw this.lost;
    if (this.#waiting.length >= MOST_WAITING) throw new Busy('too much is to be matched at once');
    this.#thread.postMessage(
      [name, input] satisfies Request,
      name === 'open' ? buffersOf(input[1]) : [],
    );
    this.#thread.ref(); // until all is answered, the process goes on
    const isQuestion = QUESTIONS.has(name);
    const asked = Promise.withResolvers<ReturnType<MatchEngine[Name]>>();
    const waiting = asked as PromiseWithResolvers<unknown>; // resolved with what this call gives
    const limit = isQuestion ? QUESTION_S : CHANGE_S;
    this.#waiting.push({ ...waiting, limit, isQuestion });
    return asked.promise;
  }

  async close(): Promise<void> {
    this.#end(new EngineLost('the index is closed'));
    await this.#thread.terminate();
  }

  #answer(reply: Exclude<Reply, { warning: string }>): void {
    const asked = this.#waiting.shift(); // they are answered in the order of the calls
    this.#quiet = 0;
    if (this.#waiting.length === 0) this.#thread.unref();
    if ('value' in reply) asked?.resolve(reply.value);
    else asked?.reject(reply.error);
  }

  #tick(): void {
    const [at] = this.#waiting;
    this.#quiet = at ? this.#quiet + 1 : 0;
    if (at && this.#quiet > at.limit) this.#lose(`${texts.hung} ${at.limit} s`, at.isQuestion);
  }

  #lose(why: string, isHung = false): void {
    if (this.lost) return;
    this.#end(new EngineLost(why));
    this.#onLoss({ why, isHung });
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

const QUESTIONS: ReadonlySet<keyof MatchEngine> = new Set(['match', 'findTraces', 'nearPictures']);
/** A hundred times what 99 of 100 questions take. */
const QUESTION_S = 5;
/** For a large index: its snapshot, or one page of what goes into it. */
const CHANGE_S = 120;
/** As many as are matched in half a minute; what is refused is tried again. */
const MOST_WAITING = 5_000;

/** An error's own words may quote a citizen. */
function codeOf(error: unknown): string {
  return error instanceof Error ? ('code' in error ? String(error.code) : error.name) : '';
}

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
