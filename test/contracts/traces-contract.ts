import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newProfile, type Profile } from '../../src/domain/citizens/profile.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFactCheck,
  anAddress,
  anId,
  aReply,
  aTip,
  aTurn,
  endNext,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What outlives an erased citizen for a time, and how processes follow each other's cases. */
export function tracesContract(open: OpenStore): void {
  describe('traces', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a block comes back with its citizen, by their id or by their number', async () => {
      const from = anAddress('lid-1', { phone: '628111' });
      const block = { until: MORNING + 7 * DAY, isTold: true };
      await forget(store, from, { ...newProfile('id', MORNING), block });
      const back = await aCitizen(store, anAddress('628111'), MORNING + DAY);
      expect((await store.turns.readTurn(back))?.profile.block).toEqual({
        until: Math.ceil(block.until / HOUR) * HOUR,
        isTold: true,
      });
    });

    test('a trace is nobody else, ends with its time, and is dropped then', async () => {
      const from = anAddress();
      const block = { until: MORNING + DAY, isTold: true };
      await forget(store, from, { ...newProfile('id', MORNING), block });
      const other = await aCitizen(store, anAddress(), MORNING);
      expect((await store.turns.readTurn(other))?.profile.block).toBeUndefined();
      await store.retention.dropTraces(MORNING + 2 * DAY);
      const back = await aCitizen(store, from, MORNING);
      expect((await store.turns.readTurn(back))?.profile.block).toBeUndefined();
    });

    test('a block that was lifted once its citizen was back does not come back with them', async () => {
      const from = anAddress('lid-2', { phone: '628222' });
      const block = { until: MORNING + 7 * DAY, isTold: true };
      await forget(store, from, { ...newProfile('id', MORNING), block });
      const citizen = await aCitizen(store, from);
      await store.turns.commitTurn(aTurn({ citizen, profile: newProfile('id', MORNING) }));
      const never = { letter: 0, tip: 0, media: 0, farewell: 0, tally: 0 };
      await store.retention.erase({ ...never, address: MORNING + 2 * HOUR });
      const back = await aCitizen(store, from, MORNING + DAY);
      expect((await store.turns.readTurn(back))?.profile.block).toBeUndefined();
    });

    test.for([
      ['is left', 'runs on', MORNING + 1],
      ['is not left', 'was over by the time of farewells', MORNING + 2 * DAY],
    ] as const)('of who is past their time a block %s that %s', async ([what, , farewell]) => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      const block = { until: MORNING + DAY, isTold: true };
      const profile = { ...newProfile('id', MORNING), block };
      await store.turns.commitTurn(aTurn({ citizen, profile }));
      const never = { letter: 0, tip: 0, media: 0, tally: 0 };
      const erased = await store.retention.erase({ ...never, address: MORNING + 1, farewell });
      expect(erased.citizens).toBe(1);
      const back = await aCitizen(store, from, MORNING);
      const isBlocked = (await store.turns.readTurn(back))?.profile.block !== undefined;
      expect(isBlocked).toBe(what === 'is left');
    });

    test('of somebody who asks, is erased and asks again within the hour the last tip counts', async () => {
      const from = anAddress();
      const found = aCase();
      const citizen = await aCitizen(store, from);
      const first = aTip({ case: found.id, citizen });
      const opening = { type: 'open-case', case: found, tips: [first] } as const;
      await store.turns.commitTurn(aTurn({ citizen, changes: [opening] }));
      await forget(store, from, newProfile('id', MORNING), 1);
      const back = await aCitizen(store, from);
      const second = aTip({ case: found.id, citizen: back });
      const changes = [{ type: 'add-tips', tips: [second] } as const];
      await store.turns.commitTurn(aTurn({ citizen: back, changes }));
      const tips = await store.cases.tipsOf(found.id);
      const marks = tips.map(({ id, isAskedAgain, person }) => ({ id, isAskedAgain, person }));
      expect(marks).toEqual([{ id: first.id, isAskedAgain: true }, { id: second.id }]);
    });

    test('who was erased is known in a case for an hour, and then by nothing', async () => {
      const from = anAddress();
      const found = aCase();
      const citizen = await aCitizen(store, from);
      const tips = [aTip({ case: found.id, citizen })];
      await store.turns.commitTurn(
        aTurn({ citizen, changes: [{ type: 'open-case', case: found, tips }] }),
      );
      await forget(store, from, newProfile('id', MORNING), 1);
      await store.retention.dropTraces(MORNING + HOUR - 1);
      expect((await store.cases.tipsOf(found.id))[0]?.person).toEqual(expect.any(String));
      await store.retention.dropTraces(MORNING + HOUR);
      expect((await store.cases.tipsOf(found.id))[0]?.person).toBeUndefined();
    });
  });

  describe('tickets', () => {
    test('that of who is erased ends with the words of its case; who stays may still ask by theirs', async () => {
      const store = await open();
      onTestFinished(() => store.close());
      const [from, decidedAt] = [anAddress(), MORNING];
      const [gone, stays] = [await aCitizen(store, from), await aCitizen(store)];
      const [found, other] = [aCase(), aCase()];
      const tips = [
        aTip({ case: found.id, citizen: gone, ticket: 'GONE', at: MORNING }),
        aTip({ case: found.id, citizen: stays, ticket: 'STAY', at: MORNING + 1 }),
        aTip({ case: other.id, citizen: stays }),
      ];
      await store.cases.commit(aCaseCommit({ newCases: [found, other], tips }));
      const before = await store.cases.revisedAfter(0);
      await forget(store, from, newProfile('id', MORNING));
      // Queues read the case again, which is of one citizen less, and no other.
      const after = await store.cases.revisedAfter(0);
      const isSame = after.filter((each) => before.some((was) => was.revised === each.revised));
      expect(isSame.map(({ id }) => id)).toEqual([other.id]);
      expect(after.at(-1)?.id).toBe(found.id);
      const closed = { ...found, status: 'closed', decidedAt } as const;
      await store.cases.commit(aCaseCommit({ cases: [closed] }));
      const tickets = async () => (await store.cases.tipsOf(found.id)).map(({ ticket }) => ticket);
      expect(await tickets()).toEqual(['GONE', 'STAY']);
      const never = { letter: 0, media: 0, address: 0, farewell: 0, tally: 0 };
      await store.retention.erase({ ...never, tip: MORNING + 1 });
      expect(await tickets()).toEqual([undefined, 'STAY']);
    });
  });

  describe('following cases', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('what changes in the tips of a case is followed; drafts and leases are not', async () => {
      const citizen = await aCitizen(store);
      const [one, two] = [aCase(), aCase()];
      await store.cases.commit(aCaseCommit({ newCases: [one, two] }));
      const { cases, change } = await store.cases.since(0, 10);
      expect(cases.map(({ id }) => id)).toEqual([one.id, two.id]);
      expect(await store.cases.lastChange()).toBe(change);
      const tagged = [one, two].map((found) => ({ ...found, tags: ['galon'] }));
      await store.cases.commit(aCaseCommit({ cases: tagged }));
      expect(await store.cases.since(change, 10)).toEqual({ cases: [], change });
      const tips = [aTip({ case: two.id, citizen })];
      const known = { type: 'add-tips', tips } as const;
      await store.turns.commitTurn(aTurn({ citizen, changes: [known] }));
      expect(await store.cases.lastChange()).toBe(change);
      const news = { type: 'add-tips', tips: [aTip({ case: two.id, citizen })] } as const;
      const teaching = { ...news, teaches: [two.id] };
      await store.turns.commitTurn(aTurn({ citizen, revision: 1, changes: [teaching] }));
      const after = await store.cases.since(change, 10);
      expect(after.cases.map(({ id }) => id)).toEqual([two.id]);
      const closed = { ...one, revision: 1, status: 'closed' as const, decidedAt: MORNING };
      await store.cases.commit(aCaseCommit({ cases: [closed] }));
      const last = await store.cases.since(after.change, 10);
      expect(last.cases.map(({ id }) => id)).toEqual([one.id]);
    });

    test('what a citizen restricts is followed in their own cases, and in no other', async () => {
      const citizen = await aCitizen(store);
      const [other, own] = [aCase(), aCase()];
      const tips = [aTip({ case: other.id }), aTip({ case: own.id, citizen })];
      await store.cases.commit(aCaseCommit({ newCases: [other, own], tips }));
      for (const [revision, isRestricted] of [true, false].entries()) {
        const change = await store.cases.lastChange();
        const changes = [{ type: 'restrict', isRestricted } as const];
        await store.turns.commitTurn(aTurn({ citizen, revision, changes }));
        const { cases } = await store.cases.since(change, 10);
        expect(cases.map(({ id }) => id)).toEqual([own.id]);
      }
    });

    test('a turn that opens a case holds only up to the change that it has seen', async () => {
      const citizen = await aCitizen(store);
      await store.factChecks.save([aFactCheck(), aFactCheck()]);
      const casesSeen = await store.cases.lastChange();
      await store.cases.commit(aCaseCommit({ newCases: [aCase()] }));
      const found = aCase();
      const tips = ['Q4RT', 'W7XY'].map((ticket) => aTip({ case: found.id, citizen, ticket }));
      const changes = [{ type: 'open-case', case: found, tips } as const];
      expect(await store.turns.commitTurn(aTurn({ citizen, changes, casesSeen }))).toBe('stale');
      const seen = { casesSeen: await store.cases.lastChange() };
      expect(await store.turns.commitTurn(aTurn({ citizen, changes, ...seen }))).toBe('committed');
      expect((await store.cases.byTicket('Q4RT'))?.id).toBe(found.id);
      expect((await store.cases.tipsWithTicket('Q4RT')).map(({ id }) => id)).toEqual([tips[0]?.id]);
    });
  });
}

/** Traces in a store that is closed and opened again. */
export async function checkTracesLast(open: OpenStore): Promise<void> {
  const from = anAddress();
  const first = await open();
  // The first hourly look finds no trace of anybody.
  await first.retention.dropTraces(MORNING);
  const block = { until: MORNING + 7 * DAY, isTold: true };
  await forget(first, from, { ...newProfile('id', MORNING), block });
  await first.close();
  const second = await open();
  const back = await aCitizen(second, from, MORNING);
  expect((await second.turns.readTurn(back))?.profile.block).toEqual(block);
  await second.close();
}

/** Erases a citizen, and all of them that is left once their receipt is out. */
async function forget(
  store: Store,
  from: ReturnType<typeof anAddress>,
  profile: Profile,
  revision = 0,
): Promise<void> {
  const citizen = await aCitizen(store, from);
  const changes = [{ type: 'forget', receipt: anId(), at: MORNING } as const];
  const replies = [aReply()];
  await store.turns.commitTurn(aTurn({ citizen, revision, profile, changes, replies }));
  await endNext(store, citizen);
}
