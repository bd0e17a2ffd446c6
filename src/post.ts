import { randomBytes } from 'node:crypto';
import { LocalJobs } from './jobs/local/local-jobs.ts';
import type { JobsHealth, OpenJobs } from './jobs/running-jobs.ts';
import type { Embedder } from './matching/embedder.ts';
import type { Channel } from './tipline/channel.ts';
import { FactCheckIndex } from './tipline/fact-check-index.ts';
import { OpenCases } from './tipline/open-cases.ts';
import type { Clock, IndexShelf, Store } from './tipline/ports.ts';
import { retain } from './tipline/retain.ts';
import type { Script } from './tipline/script.ts';
import { sendReplies } from './tipline/send-replies.ts';
import { sweep } from './tipline/sweep.ts';
import { takeTurns } from './tipline/take-turn.ts';
import { newMemory, type Settings, type Tipline } from './tipline/tipline.ts';

/** The parts of a post. */
export interface PostParts {
  store: Store;
  script: Script;
  clock: Clock;
  settings: Settings;
  channels: readonly Channel[];
  embedder?: Embedder | undefined;
  /** Where the index lies between two starts. */
  shelf?: IndexShelf | undefined;
  /** Wakes and runs jobs; within this process where nothing else is given. */
  jobs?: OpenJobs | undefined;
  sweepMs: number;
  onError(error: unknown): void;
  randomBytes?(length: number): Uint8Array;
}

/** A running post: use cases, jobs and the sweep, joined. */
export interface Post {
  tipline: Tipline;
  /** Resolves when everything that can be done at this moment is done. */
  settle(): Promise<void>;
  jobsHealth(): JobsHealth;
  close(): Promise<void>;
}

const RETENTION_MS = 3_600_000;

/** Joins the parts and starts sweeping; the first sweep picks up whatever a crash left behind. */
export async function openPost(parts: PostParts): Promise<Post> {
  const { store, script, clock, settings } = parts;
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]));
  const { embedder, shelf } = parts;
  const index = await FactCheckIndex.open(store.factChecks, { embedder, shelf });
  const openCases = new OpenCases(store.cases);
  await openCases.load();
  const openJobs = parts.jobs ?? openLocalJobs;
  const jobs = openJobs({
    clock,
    run: ({ type, citizen }) =>
      type === 'turn' ? takeTurns(tipline, citizen) : sendReplies(tipline, citizen),
    onError: parts.onError,
  });
  const tipline: Tipline = {
    store,
    script,
    clock,
    jobs,
    channels,
    index,
    openCases,
    settings,
    ...newMemory(),
    warn: (what) => parts.onError(new Error(what)),
    randomBytes: parts.randomBytes ?? ((length) => randomBytes(length)),
  };
  const sweeping = repeat(parts, parts.sweepMs, () => sweep(tipline));
  const retaining = repeat(parts, RETENTION_MS, () => Promise.all([retain(tipline), index.save()]));
  await sweeping.now();
  return {
    tipline,
    async settle() {
      await Promise.all([sweeping.now(), retaining.running()]);
      await jobs.idle();
    },
    jobsHealth: () => jobs.health(),
    async close() {
      sweeping.stop();
      retaining.stop();
      await Promise.all([sweeping.running(), retaining.running()]);
      await jobs.close();
      await index.save().catch(parts.onError);
    },
  };
}

const openLocalJobs: OpenJobs = ({ clock, run, onError }) => new LocalJobs(clock, run, onError);

/** Does something again and again, never twice at once; `now` does it at once and waits for it. */
function repeat({ clock, onError }: PostParts, everyMs: number, task: () => Promise<unknown>) {
  let running: Promise<void> | undefined;
  let cancel = () => {};
  const perform = (): Promise<void> => {
    running ??= task()
      .then(() => undefined, onError)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const schedule = () => {
    cancel = clock.at(clock.now() + everyMs, () => {
      void perform();
      schedule();
    });
  };
  schedule();
  return { now: perform, running: async () => running, stop: () => cancel() };
}
