import { type App, startApp } from '../../src/app/app.ts';
import { toDelivered, type Writing } from '../../src/channels/simulator/simulator.ts';
import type { FactCheck } from '../../src/domain/fact-checks/fact-check.ts';
import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { AlertChannels } from '../../src/ports/alert-channels.ts';
import type { Channel, Fetched } from '../../src/ports/channel.ts';
import type { BatchResult, FactCheckSource } from '../../src/ports/fact-check-source.ts';
import type { Store } from '../../src/ports/store.ts';
import { StoreWrites } from '../../src/services/duty/store-writes.ts';
import { unfinishedJobs } from '../../src/services/jobs/leased-job.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { scriptedReader } from '../support/scripted-reader.ts';
import { seededBytes } from '../support/seeded-bytes.ts';
import { loadScript, MORNING } from '../support/stage.ts';
import { hearWriters } from './find-writers.ts';
import type { KillStage, Moment } from './kill-stage.ts';

const MINUTE = 60_000;

/** What is outside of the processes and outlives them; each knows again what it has had. */
export interface Outside {
  /** What citizens' phones show, by the id of the reply. */
  shown: Map<string, { to: string; text: string }>;
  /** What partners' programs were brought, by its id. */
  brought: Map<string, string>;
  /** What was told by the webhook of alerts, by its id. */
  alerts: Map<string, string>;
  /** Letters, by address and subject: a letter has no id. */
  letters: Set<string>;
  /** How often each file was asked for. */
  fetched: Map<string, number>;
}

/** A process at work. */
export interface Life extends Pick<App, 'deps' | 'settle'> {
  store: Store;
  outside: Outside;
  /** Lets a citizen write; what is written again in another life is the same message. */
  write(citizen: string, text: string, writing?: Partial<Writing>): Promise<void>;
  /** Lets the time pass until so long after the beginning. */
  until(ms: number): Promise<void>;
  /** Hands over messages as a channel that has no file with them yet. */
  arrive(delivered: Parameters<typeof receive>[1][number]): Promise<void>;
}

/** Work of the tipline that is to end as if nobody had been killed. */
export interface Work {
  /** The files of `src` that write in it, without their ending. */
  writers: readonly string[];
  settings?: Partial<Settings>;
  /** Whether a channel says at once that a reply is shown, or hands it on and hears by receipt. */
  isHandedOn?: boolean;
  /** How long after a citizen has written the channel still lets replies through. */
  windowMs?: number;
  fetchFile?(reference: string): Promise<Fetched>;
  /** What the sources of fact-checks bring. */
  brings?: readonly FactCheck[];
  /** Whether the pages that fact-checks cite can be read. */
  hasPages?: boolean;
  prepare?(life: Life): Promise<unknown>;
  /** Whether processes watch over the tipline and send letters meanwhile. */
  isWatched?: boolean;
  /** How often a process looks for what is left behind and at the whole tipline; a minute where it is missing. */
  sweepMs?: number;
  /** How long nothing runs after it. */
  restMs?: number;
  /** What comes from outside, in order; it comes again where nobody said that it was taken. */
  steps: readonly ((life: Life) => Promise<unknown>)[];
  /** How long after the beginning the work is looked at; three minutes where it is missing. */
  overMs?: number;
  /** What else is to be the same at the end. */
  look?(life: Life): Promise<unknown>;
}

/** Before anybody has seen anything. */
export function nothingOutside(): Outside {
  const maps = { shown: new Map(), brought: new Map(), alerts: new Map(), fetched: new Map() };
  return { ...maps, letters: new Set() };
}

/** Does work in a process that dies at its n-th write, goes on in one that lives, and tells how it ended. */
export async function doWork(stage: KillStage, work: Work, n?: number, when?: Moment) {
  const outside = nothingOutside();
  const before = new VirtualClock(MORNING);
  const first = await live(stage.living, {
    ...{ name: 'prepared', work, outside },
    clock: before,
    beganAt: MORNING,
  });
  await work.prepare?.(first.at(-1));
  await first.close();
  const clock = new VirtualClock(before.now() + (work.restMs ?? 0));
  const begun = { work, outside, clock, beganAt: clock.now() };
  stage.dieAt(n, when);
  const writers = new Set<string>();
  const mortal = n === undefined ? hearWriters(stage.mortal, writers) : stage.mortal;
  const reached = await dieAlong({ ...stage, mortal }, begun);
  const [writes, lasting] = [stage.writes(), stage.lasting()];
  const after = new VirtualClock(clock.now());
  const last = await live(stage.living, { ...begun, name: 'second', clock: after });
  for (const [at, step] of work.steps.entries()) if (at >= reached) await step(last.at(at));
  const life = last.at(work.steps.length);
  await life.until(work.overMs ?? 3 * MINUTE);
  const end = await lookAt(life, work);
  await last.close();
  return { end, writes, lasting, writers };
}

interface Begun {
  work: Work;
  outside: Outside;
  clock: VirtualClock;
  beganAt: number;
}

/** Does the steps until the process is dead; returns at which one that was. */
async function dieAlong(stage: KillStage, begun: Begun): Promise<number> {
  const { mortal, isDead } = stage;
  let reached = 0;
  try {
    const life = await live(mortal, { ...begun, name: 'first', isDead });
    for (const step of begun.work.steps) {
      await step(life.at(reached));
      if (isDead()) break;
      reached += 1;
    }
    if (!isDead()) await life.at(reached).until(2 * MINUTE);
    await life.close().catch(() => {});
  } catch (error) {
    if (!isDead()) throw error;
  }
  return reached;
}

interface Living extends Begun {
  name: string;
  isDead?: () => boolean;
  /** Whether the store holds what is written to it. */
  writes?: StoreWrites;
}

/** Starts a process on a store. */
export async function live(store: Store, living: Living) {
  const { work, outside, clock, beganAt, name, isDead = () => false } = living;
  const alive = () => {
    if (isDead()) throw new Error('killed');
  };
  const { sweepMs = MINUTE } = work;
  const errors: unknown[] = [];
  const ways: AlertChannels = {
    async webhook({ id, news, alarm }) {
      alive();
      outside.alerts.set(id, `${news} ${alarm.kind}`);
    },
    async mail({ to, subject }) {
      alive();
      outside.letters.add(`${to}: ${withoutTickets(subject)}`);
    },
  };
  const app = await startApp({
    store,
    script: loadScript(),
    clock,
    settings: { ...defaultSettings, quietMs: 0, ...work.settings },
    channels: [aChannel(work, outside, { clock, alive })],
    courier: async ({ id, url, body }) => {
      alive();
      const { event } = JSON.parse(body);
      outside.brought.set(id, `${event} ${url}`);
      return { type: 'brought', status: 200 };
    },
    watch: work.isWatched ? { everyMs: sweepMs, escalateMs: 15 * MINUTE, ways } : undefined,
    factCheckSource: work.brings && aSource(work.brings, alive),
    fetchPage: work.hasPages
      ? async (url) => {
          alive();
          return { mime: 'text/html', bytes: Buffer.from(url) };
        }
      : undefined,
    reader: scriptedReader,
    writes: living.writes ?? new StoreWrites(clock, () => {}),
    sweepMs,
    onError: (error) => errors.push(error),
    randomBytes: seededBytes(name),
  });
  const settle = () => app.settle();
  const at = (step: number): Life => {
    let count = 0;
    return {
      ...{ deps: app.deps, store, outside, settle },
      async write(citizen, text, writing = {}) {
        alive();
        count += 1;
        const sent = { id: `m${step}.${count}`, text, ...writing };
        await receive(app.deps, [
          toDelivered({ channel: 'terminal', citizen, now: clock.now() }, sent),
        ]);
        await settle();
      },
      async arrive(delivered) {
        alive();
        await receive(app.deps, [delivered]);
        await settle();
      },
      async until(ms) {
        alive();
        const left = beganAt + ms - clock.now();
        const tick = async () => {
          alive();
          await settle();
        };
        if (left > 0) await clock.advance(left, tick);
      },
    };
  };
  return {
    at,
    errors,
    async close() {
      await app.close();
      if (errors.length > 0 && !isDead()) throw errors[0];
    },
  };
}

const UNSURE_MS = 30_000;

function aChannel(
  { isHandedOn = false, windowMs = Number.POSITIVE_INFINITY, fetchFile }: Work,
  { shown, fetched }: Outside,
  { clock, alive }: { clock: VirtualClock; alive(): void },
): Channel {
  return {
    name: 'terminal',
    reconcileMs: isHandedOn ? UNSURE_MS : 0,
    async send({ id, to, reply, heardAt }) {
      alive();
      if (clock.now() - heardAt > windowMs) return { type: 'closed' };
      if (!shown.has(id)) shown.set(id, { to: to.chat, text: reply.text });
      return isHandedOn ? { type: 'accepted', reference: id } : { type: 'sent' };
    },
    async fetchFile(reference) {
      alive();
      fetched.set(reference, (fetched.get(reference) ?? 0) + 1);
      if (!fetchFile) throw new Error('no file came with anything');
      return fetchFile(reference);
    },
  };
}

/** A source that remembers in which state it was taken. */
function aSource(factChecks: readonly FactCheck[], alive: () => void): FactCheckSource {
  const batch = { factChecks: [...factChecks], same: 0, refused: [], memory: { rows: {} } };
  const bring = async (source: string): Promise<BatchResult> => {
    alive();
    return { type: 'gathered', gathered: { ...batch, source } };
  };
  return { fromAddress: bring, fromFile: ({ name }) => bring(name) };
}

/** What everyone outside has seen, and what still waits. */
export async function lookAt(life: Life, work: Work) {
  const { store, outside, deps } = life;
  const now = deps.clock.now();
  const heard = Map.groupBy(outside.shown.values(), ({ to }) => to);
  const lines = await store.audit.list(1000);
  const { type: chain } = await store.audit.verify();
  return {
    heard: Object.fromEntries(
      [...heard].map(([to, replies]) => [to, replies.map(({ text }) => withoutTickets(text))]),
    ),
    brought: [...outside.brought.values()].sort(),
    alerts: [...outside.alerts.values()].sort(),
    letters: [...outside.letters].sort(),
    lines: lines.map(({ what }) => what).sort(),
    chain,
    due: await store.turns.findDue(now, 100),
    waiting: await store.outbox.findWaiting(now, 100),
    jobs: (await unfinishedJobs({ store })).map(({ id }) => id),
    cases: (await store.cases.list(undefined, 100))
      .map(({ status, claim }) => `${status} ${claim}`)
      .sort(),
    more: await work.look?.(life),
  };
}

/** Tickets are drawn by lot, and each life draws its own. */
function withoutTickets(text: string): string {
  return text
    .replace(/\*[A-Z0-9]{4,8}\*/g, '*TIKET*')
    .replace(/\b[A-Z0-9]{4,8}-BAWASLU\b/g, 'TIKET-BAWASLU');
}
