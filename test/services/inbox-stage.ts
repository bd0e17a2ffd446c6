import { startApp } from '../../src/app/app.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { OpenJobs } from '../../src/jobs/running-jobs.ts';
import type { Store } from '../../src/ports/store.ts';
import { takeTurns } from '../../src/services/conversation/take-turn.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { sendReplies } from '../../src/services/messaging/send-replies.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { anAddress } from '../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../support/stage.ts';

/** What a sound inbox holds: ids of messages that wait, and what each citizen has heard. */
export interface InboxModel {
  citizens: { pending: string[]; heard: string[]; isKnown: boolean }[];
  written: { citizen: number; id: string }[];
  days: number;
}

export type Inbox = Awaited<ReturnType<typeof anInbox>>;

const script = loadScript();
/** Jobs that are never done by themselves. */
export const sleepingJobs: OpenJobs = () => ({
  wake() {},
  idle: async () => {},
  close: async () => {},
  health: () => ({ state: 'ok' }),
});
/** Slow enough for the allowance of 20 messages a minute. */
const BETWEEN_MS = 10_000;

/** A post whose jobs do nothing by themselves, so that a test takes each turn when it wants to. */
export async function anInbox() {
  const seal = createSeal(MASTER_KEY);
  const store = openSqlite(':memory:', seal);
  const { watched, beforeCommit, afterCommit } = watch(store);
  const clock = new VirtualClock(MORNING);
  const seen = new Set<string>();
  const screens = new Map<string, string[]>();
  const channel = new Simulator('terminal', (to, { id, text }) => {
    if (!seen.has(id)) screens.set(to, [...(screens.get(to) ?? []), textOf(text)]);
    seen.add(id);
  });
  const post = await startApp({
    store: watched,
    script,
    clock,
    settings: { ...defaultSettings, quietMs: 0 },
    channels: [channel],
    jobs: sleepingJobs,
    sweepMs: 1e12,
    onError: (error) => {
      throw error;
    },
  });
  const { deps } = post;
  const pseudonyms = Array.from({ length: 10 }, (_, n) => seal.citizenOf(anAddress(`w${n}`)));
  const idOf = (n: number) => pseudonyms[n] ?? '';
  let count = 0;
  const write = async (n: number, id: string, text: string) => {
    const by = { channel: 'terminal', citizen: `w${n}`, now: clock.now() };
    return receive(deps, [toDelivered(by, { id, text })]);
  };
  const inbox = {
    deps,
    /** The turns themselves, past what is to happen before and after a commit. */
    turns: store.turns,
    citizen: idOf,
    clock,
    beforeCommit,
    afterCommit,
    deliver: (n: number, id: string) => write(n, id, `status ${id}`),
    /** Writes something new; tells its id, and how many messages were new. */
    async arrive(n: number) {
      count += 1;
      const id = `${count}`.padStart(4, '0').concat('X');
      await clock.advance(BETWEEN_MS, async () => {});
      return { id, fresh: await inbox.deliver(n, id) };
    },
    async turn(n: number) {
      await takeTurns(deps, idOf(n));
      await inbox.send(n);
    },
    send: (n: number) => sendReplies(deps, idOf(n)),
    async forget(n: number) {
      for (const text of ['hapus data saya', 'ya, hapus']) {
        count += 1;
        await clock.advance(BETWEEN_MS, async () => {});
        await write(n, `forget-${count}`, text);
      }
      await inbox.turn(n);
    },
    pending: async (n: number) => (await store.turns.readTurn(idOf(n)))?.pending.length ?? 0,
    isKnown: async (n: number) => (await store.turns.readTurn(idOf(n))) !== undefined,
    heard: (n: number) => screens.get(`w${n}`) ?? [],
    async close() {
      await post.close();
      await store.close();
    },
  };
  return inbox;
}

/** The id that an answer repeats, or which of the two words of a farewell it is. */
function textOf(text: string): string {
  if (text.includes('Hapus sekarang')) return 'confirm';
  if (text.includes('Sudah dihapus')) return 'receipt';
  return /\d{4}X/.exec(text)?.[0] ?? text;
}

/** A store in which something else happens just before, or just after, the next turn is committed. */
function watch(store: Store) {
  let before: (() => Promise<void>) | undefined;
  let after: (() => Promise<void>) | undefined;
  const turns = new Proxy(store.turns, {
    get(target, name, receiver) {
      if (name !== 'commitTurn') {
        const found: unknown = Reflect.get(target, name, receiver);
        return typeof found === 'function' ? found.bind(target) : found;
      }
      return async (...args: Parameters<typeof target.commitTurn>) => {
        const [happen, follow] = [before, after];
        [before, after] = [undefined, undefined];
        await happen?.();
        const result = await target.commitTurn(...args);
        await follow?.();
        return result;
      };
    },
  });
  return {
    watched: { ...store, turns },
    beforeCommit: (happen: () => Promise<void>) => {
      before = happen;
    },
    afterCommit: (happen: () => Promise<void>) => {
      after = happen;
    },
  };
}
