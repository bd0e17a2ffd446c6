import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  COMMANDS_A_SECOND,
  type LeasedJob,
  runLeased,
  unfinishedJobs,
} from '../../src/services/jobs/leased-job.ts';
import { announcePart, nextAnnouncement } from '../../src/services/messaging/announce.ts';
import type { MessagingDeps } from '../../src/services/messaging/messaging-deps.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  anAddress,
  anAnnouncement,
  aTip,
  aTurn,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const LEASE_MS = 60_000;
/** The stand-in for MongoDB takes a while for so many. */
const SLOW = { timeout: 60_000 };
const { signal } = new AbortController();

/** Counts to a hundred in steps of ten. */
function counting(seen: number[], changes: Partial<LeasedJob> = {}): LeasedJob {
  return {
    ...{ name: 'counting', everyMs: 2 * 3_600_000, leaseMs: LEASE_MS },
    async perform(cursor = '0') {
      seen.push(Number(cursor));
      const next = Number(cursor) + 10;
      return { cursor: next < 100 ? `${next}` : undefined, commands: 10 };
    },
    ...changes,
  };
}

/** Whatever the store is made of, work that one process does for all is done once, to its end. */
export function leasedJobContract(open: OpenStore): void {
  describe('leased jobs', () => {
    let store: Store;
    let clock: VirtualClock;
    beforeEach(async () => {
      store = await open();
      clock = new VirtualClock(MORNING);
      onTestFinished(() => store.close());
    });
    const run = (job: LeasedJob) => runLeased({ store, clock }, job, signal);
    const read = async () => (await unfinishedJobs({ store }))[0];

    test('of two processes that look at once, one does the work, and it rests until it is due', async () => {
      const seen: number[] = [];
      await Promise.all([run(counting(seen)), run(counting(seen))]);
      expect(seen).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
      expect(await read()).toBeUndefined();
      await run(counting(seen));
      expect(seen).toHaveLength(10);
      await clock.advance(3_600_000, async () => {});
      await run(counting(seen));
      expect(seen).toHaveLength(20);
    });

    test('work whose process was killed goes on after its lease from where it stood', async () => {
      const seen: number[] = [];
      const { perform } = counting(seen);
      const killed = run(
        counting(seen, {
          perform: (cursor, ending) =>
            cursor === '50' ? new Promise(() => {}) : perform(cursor, ending),
        }),
      );
      await expect.poll(async () => (await read())?.cursor).toBe('50');
      await run(counting(seen));
      expect(seen).toEqual([0, 10, 20, 30, 40]);
      await clock.advance(LEASE_MS, async () => {});
      expect(await read()).toMatchObject({ commands: 50, beganAt: MORNING });
      await run(counting(seen));
      expect(seen).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
      void killed;
    });

    test('a process that lost its lease while it stood still moves no cursor and stops', async () => {
      const [slow, seen]: number[][] = [[], []];
      let wakeUp = () => {};
      const frozen = counting(slow ?? [], {
        async perform(cursor = '0') {
          slow?.push(Number(cursor));
          await new Promise<void>((resolve) => {
            wakeUp = resolve;
          });
          return { cursor: '10', commands: 10 };
        },
      });
      const late = run(frozen);
      await expect.poll(() => slow).toEqual([0]);
      await clock.advance(LEASE_MS, async () => {});
      await run(counting(seen ?? []));
      const before = await store.documents.get('job', 'counting');
      wakeUp();
      await late;
      expect(await store.documents.get('job', 'counting')).toEqual(before);
      expect(slow).toEqual([0]);
    });

    test('all processes together give no more commands in a second than they may', async () => {
      const seen: number[] = [];
      const endless = counting(seen, {
        async perform(cursor = '0') {
          seen.push(Number(cursor));
          return { cursor: `${Number(cursor) + 1000}`, commands: 1000 };
        },
      });
      for (let second = 1; second <= 3; second += 1) {
        await Promise.all([run(endless), run(endless)]);
        await run(endless);
        expect(seen.length * 1000).toBe(second * COMMANDS_A_SECOND);
        await clock.advance(1000, async () => {});
      }
    });

    test('work that fails is soon tried again, from where it stood, and later each time', async () => {
      let tries = 0;
      const failing = counting([], {
        perform: async (cursor) => {
          if (cursor === undefined) return { cursor: 'half', commands: 1 };
          tries += 1;
          throw new Error('the store is away');
        },
      });
      await expect(run(failing)).rejects.toThrow('the store is away');
      for (const [n, ms] of [5000, 10_000, 20_000, 40_000, LEASE_MS, LEASE_MS].entries()) {
        await clock.advance(ms - 1, async () => {});
        await run(failing);
        expect(tries).toBe(n + 1);
        await clock.advance(1, async () => {});
        await expect(run(failing)).rejects.toThrow('the store is away');
      }
      expect(await read()).toMatchObject({ cursor: 'half', commands: 1, beganAt: MORNING });
      await clock.advance(LEASE_MS, async () => {});
      await run(counting([], { perform: async () => ({ commands: 1 }) }));
      expect(await read()).toBeUndefined();
    });

    test('work does not wait for a time that only a wrong clock can have written', async () => {
      const years = new VirtualClock(MORNING + 3 * 365 * 24 * 3_600_000);
      const ahead = { store, clock: years };
      await runLeased(ahead, counting([]), signal);
      const seen: number[] = [];
      await run(counting(seen));
      expect(seen).toHaveLength(10);
      void runLeased(ahead, counting([], { perform: () => new Promise(() => {}) }), signal);
      await expect.poll(async () => (await read())?.leasedUntil).toBeGreaterThan(years.now());
      await run(counting(seen));
      expect(seen).toHaveLength(20);
    });

    test('work of many parts stays with its process as long as no part takes longer than its lease', async () => {
      const [mine, theirs]: number[][] = [[], []];
      const { perform } = counting(mine ?? []);
      const slow = counting([], {
        async perform(cursor, ending) {
          await clock.advance(0.75 * LEASE_MS, async () => {});
          await run(counting(theirs ?? []));
          return perform(cursor, ending);
        },
      });
      await run(slow);
      expect(mine).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
      expect(theirs).toEqual([]);
    });

    test('a process that ends leaves the rest of its work to the next, at once', async () => {
      const seen: number[] = [];
      const ending = new AbortController();
      const mine = counting(seen);
      const perform: LeasedJob['perform'] = (cursor, of) => {
        if (cursor === '20') ending.abort();
        return mine.perform(cursor, of);
      };
      await runLeased({ store, clock }, { ...mine, perform }, ending.signal);
      expect(seen).toEqual([0, 10, 20]);
      await clock.advance(1000, async () => {});
      await run(mine);
      expect(seen).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    });

    test('what has nothing to begin with is neither leased nor done', async () => {
      const seen: number[] = [];
      await run(counting(seen, { isDue: async () => false }));
      expect([await read(), seen]).toEqual([undefined, []]);
    });

    test('a correction whose worker is killed between two pages reaches each citizen once', async () => {
      const told = await manyTold(store);
      const given: string[] = [];
      const deps = (dies: boolean) => announcing(store, clock, { given, dies });
      const job = (of: MessagingDeps): LeasedJob => ({
        ...{ name: 'announcements', everyMs: 1000, leaseMs: LEASE_MS },
        isDue: async () => (await nextAnnouncement(of)) !== undefined,
        perform: (cursor) => announcePart(of, cursor),
      });
      const correction = { news: 'correction', factCheck: 'f1', version: 2 } as const;
      await store.cases.commit(aCaseCommit({ announcements: [anAnnouncement(correction)] }));
      void run(job(deps(true)));
      await expect.poll(() => given.length, SLOW).toBe(110);
      await clock.advance(LEASE_MS, async () => {});
      await run(job(deps(false)));
      expect(given.toSorted()).toEqual(told.toSorted());
      expect(await nextAnnouncement(deps(false))).toBeUndefined();
    }, 120_000);

    test('those who asked, and those who heard an older version, are listed page by page', async () => {
      const citizens = [];
      for (let n = 0; n < 5; n += 1) citizens.push(await aCitizen(store, anAddress(`w${n}`)));
      const [a = '', b = '', c = ''] = citizens.toSorted();
      const found = aCase();
      const tips = [a, a, b, c, c].map((citizen) => aTip({ case: found.id, citizen }));
      const hidden = aTip({ case: found.id, citizen: citizens.toSorted()[3], isRestricted: true });
      const all = [...tips, aTip({ case: found.id }), hidden];
      await store.cases.commit(aCaseCommit({ newCases: [found], tips: all }));
      await tell(store, [a, b], 1);
      await tell(store, [c], 2);
      const asked = (after: string, limit: number) =>
        store.cases.askersOf(found.id, { after, limit });
      expect(await asked('', 10)).toEqual([a, b, c]);
      expect(await asked(a, 1)).toEqual([b]);
      expect(await asked(c, 10)).toEqual([]);
      const olderThan = (version: number, after = '') =>
        store.ledger.toldBefore('f1', version, { after, limit: 2 });
      expect(await olderThan(2)).toEqual([a, b]);
      expect(await olderThan(3)).toEqual([a, b]);
      expect(await olderThan(3, b)).toEqual([c]);
      expect(await olderThan(1)).toEqual([]);
    });
  });
}

/** More citizens than one page, who were told the first version. */
async function manyTold(store: Store): Promise<string[]> {
  const names = Array.from({ length: 150 }, (_, n) => anAddress(`w${n}`));
  const citizens = await Promise.all(names.map((name) => aCitizen(store, name)));
  await tell(store, citizens, 1);
  return citizens;
}

async function tell(store: Store, citizens: readonly string[], version: number) {
  const told = { factCheck: 'f1', version, at: MORNING };
  const changes = [{ type: 'told' as const, told }];
  await Promise.all(citizens.map((citizen) => store.turns.commitTurn(aTurn({ citizen, changes }))));
}

/** A worker that gives notices, or that hangs for ever in the middle of its second page. */
function announcing(
  store: Store,
  clock: VirtualClock,
  { given, dies }: { given: string[]; dies: boolean },
): MessagingDeps {
  let count = 0;
  const keepNotice: Store['turns']['keepNotice'] = async (citizen, entry) => {
    count += 1;
    if (dies && count > 110) return new Promise(() => {});
    const isNew = await store.turns.keepNotice(citizen, entry);
    if (isNew) given.push(citizen);
    return isNew;
  };
  const turns = Object.create(store.turns, { keepNotice: { value: keepNotice } });
  return {
    store: { ...store, turns },
    clock,
    jobs: { wake: () => {} },
    index: { follow: async () => {} },
  } as unknown as MessagingDeps; // all that an announcement uses
}
