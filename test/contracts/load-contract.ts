import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { LEASE_MS } from '../../src/domain/cases/lifecycle.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  anAddress,
  aReply,
  aTurn,
  endNext,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const LATER = MORNING + 60_000;
const HOUR = 3_600_000;

/** What waits is counted, with the oldest of each kind. */
export function loadContract(open: OpenStore): void {
  describe('load', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a new store has nothing that waits', async () => {
      const none = { count: 0 };
      const replies = { waiting: none, sending: none, unsure: none, held: none };
      const noCases = {
        'open 0 h': none,
        'open 1 h': none,
        'open 6 h': none,
        'open 24 h': none,
        'open 72 h': none,
      };
      const all = { letters: none, replies, cases: noCases, claims: none };
      expect(await store.load(MORNING)).toEqual(all);
    });

    test('letters wait until a turn has dealt with them, or their citizen is erased', async () => {
      const from = anAddress();
      const one = await aCitizen(store, from, MORNING + 7);
      await aCitizen(store, anAddress(), MORNING + 9);
      await aCitizen(store, from, MORNING + 8);
      expect((await store.load(LATER)).letters).toEqual({ count: 3, oldestAt: MORNING + 7 });
      const state = await store.turns.readTurn(one);
      const done = state?.pending.slice(0, 1).map(({ key }) => key) ?? [];
      await store.turns.commitTurn(aTurn({ citizen: one, done }));
      expect((await store.load(LATER)).letters).toEqual({ count: 2, oldestAt: MORNING + 8 });
      const forget = { type: 'forget' as const, receipt: 'R', at: MORNING };
      await store.turns.commitTurn(aTurn({ citizen: one, revision: 1, changes: [forget] }));
      expect((await store.load(LATER)).letters).toEqual({ count: 1, oldestAt: MORNING + 9 });
    });

    test('replies are counted by state until they are over', async () => {
      await said(store, 1);
      const tried = await said(store, 2);
      const outgoing = await store.outbox.next(tried, LATER);
      if (outgoing) await store.outbox.begin(outgoing);
      await endNext(store, await said(store, 3), { type: 'unsure', until: LATER });
      await endNext(store, await said(store, 4), { type: 'held', heardAt: LATER });
      await endNext(store, await said(store, 5), { type: 'again', at: LATER, isTried: true });
      await endNext(store, await said(store, 0), { type: 'sent', at: MORNING });
      await endNext(store, await said(store, 0), { type: 'accepted', at: MORNING });
      await endNext(store, await said(store, 0), { type: 'failed' });
      expect((await store.load(LATER)).replies).toEqual({
        waiting: { count: 2, oldestAt: MORNING + 1 },
        sending: { count: 1, oldestAt: MORNING + 2 },
        unsure: { count: 1, oldestAt: MORNING + 3 },
        held: { count: 1, oldestAt: MORNING + 4 },
      });
    });

    test('open cases are counted, and the claims on them that hold', async () => {
      const lease = (until: number) => ({ by: 'rina', until, fence: 1 });
      const newCases = [
        aCase({ openedAt: MORNING + 3 }),
        aCase({ openedAt: MORNING + 4, lease: lease(LATER + 20) }),
        aCase({ openedAt: MORNING + 5, lease: lease(LATER + 10) }),
        aCase({ openedAt: MORNING + 6, lease: lease(LATER) }),
        aCase({ openedAt: MORNING, ticket: 'LATIHAN-K7Q2', lease: lease(LATER + 5) }),
        aCase({ openedAt: MORNING, status: 'closed', decidedAt: MORNING, lease: lease(LATER + 1) }),
      ];
      await store.cases.commit(aCaseCommit({ newCases }));
      const { cases, claims } = await store.load(LATER);
      expect(cases['open 0 h']).toEqual({ count: 4, oldestAt: MORNING + 3 });
      const aged = (await store.load(MORNING + 6 * HOUR + 4)).cases;
      expect(aged).toMatchObject({
        ...{ 'open 0 h': { count: 0 }, 'open 24 h': { count: 0 } },
        'open 1 h': { count: 2, oldestAt: MORNING + 5 },
        'open 6 h': { count: 2, oldestAt: MORNING + 3 },
      });
      expect((await store.load(MORNING + 73 * HOUR)).cases['open 72 h']?.count).toBe(4);
      expect(claims).toEqual({ count: 2, oldestAt: LATER + 10 - LEASE_MS });
    });
  });
}

/** A citizen to whom one thing was said, so many milliseconds after the morning began. */
async function said(store: Store, ms: number): Promise<string> {
  const citizen = await aCitizen(store);
  await store.turns.commitTurn(aTurn({ citizen, replies: [aReply()], now: MORNING + ms }));
  return citizen;
}
