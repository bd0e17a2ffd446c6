import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { BURST_MS } from '../../src/domain/cases/priority.ts';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import type { TurnChange } from '../../src/ports/commit.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFactCheck,
  aMessage,
  anAddress,
  anAnnouncement,
  aReply,
  aTip,
  aTurn,
  endNext,
  keepMessage,
  sayTo,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const never = { letter: 0, tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };

/** What each condition of a store lets through, and what it keeps out, one step before and after. */
export function boundsContract(open: OpenStore): void {
  describe('bounds', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test("a message is replaced by its own citizen's only", async () => {
      const [mine, theirs] = [await aCitizen(store), await aCitizen(store)];
      const [kept] = (await store.turns.readTurn(mine))?.pending ?? [];
      await store.turns.replaceMessage(theirs, kept?.key ?? '', aMessage({ text: 'lain' }));
      expect((await store.turns.readTurn(mine))?.pending).toEqual([kept]);
    });

    test('what was set aside is listed by the time it came, and no more than asked for', async () => {
      const from = anAddress();
      const late = await keepMessage(store, from, aMessage(), MORNING + 5);
      await keepMessage(store, from, aMessage(), MORNING + 3);
      const { citizen } = late;
      const keys = (await store.turns.readTurn(citizen))?.pending.map(({ key }) => key) ?? [];
      await store.turns.commitTurn(aTurn({ citizen, done: keys, aside: keys }));
      const times = async (limit: number) =>
        (await store.turns.setAside(limit)).map(({ arrivedAt }) => arrivedAt);
      expect(await times(10)).toEqual([MORNING + 3, MORNING + 5]);
      expect(await times(1)).toEqual([MORNING + 3]);
    });

    test('letters are told latest first, as many as asked for, and only those with words', async () => {
      const from = anAddress();
      const write = (text: string, sentAt: number) =>
        keepMessage(store, from, aMessage({ text, sentAt }), sentAt);
      const { citizen } = await write('satu', MORNING);
      await finish(store, citizen);
      await store.retention.erase({ ...never, letter: MORNING + 1 });
      await write('dua', MORNING + 1);
      await write('tiga', MORNING + 2);
      const texts = async (limit: number) =>
        (await store.turns.lettersOf(citizen, limit)).map(({ letter }) =>
          letter.type === 'message' ? letter.text : '',
        );
      expect(await texts(10)).toEqual(['tiga', 'dua']);
      expect(await texts(1)).toEqual(['tiga']);
    });

    test('a verdict is announced beside its own version, a correction only before it is saved', async () => {
      const known = aFactCheck({ version: 2 });
      await store.factChecks.save([known]);
      const announce = (news: 'verdict' | 'correction', version: number) =>
        store.cases.commit(
          aCaseCommit({ announcements: [anAnnouncement({ news, factCheck: known.id, version })] }),
        );
      expect(await announce('verdict', 2)).toBe('committed');
      expect(await announce('verdict', 1)).toBe('committed');
      expect(await announce('correction', 2)).toBe('stale');
      expect(await announce('correction', 3)).toBe('committed');
    });

    test('who was told a version that is newer by now makes the turn stale', async () => {
      const citizen = await aCitizen(store);
      const known = aFactCheck({ version: 2 });
      await store.factChecks.save([known]);
      const tell = (version: number): TurnChange => {
        return { type: 'told', told: { factCheck: known.id, version, at: MORNING } };
      };
      expect(await store.turns.commitTurn(aTurn({ citizen, changes: [tell(1)] }))).toBe('stale');
      expect(await store.turns.commitTurn(aTurn({ citizen, changes: [tell(2)] }))).toBe(
        'committed',
      );
    });

    test('another claim, another status and a tip that is erased or moved are followed', async () => {
      const [one, two] = [aCase(), aCase()];
      const [tip, moved] = [aTip({ case: one.id }), aTip({ case: one.id })];
      await store.cases.commit(aCaseCommit({ newCases: [one, two], tips: [tip, moved] }));
      let seen = await store.cases.lastChange();
      const followed = async (change: Parameters<typeof aCaseCommit>[0]) => {
        expect(await store.cases.commit(aCaseCommit(change))).toBe('committed');
        const { cases, change: last } = await store.cases.since(seen, 10);
        seen = last;
        return cases.map(({ id }) => id).sort();
      };
      expect(await followed({ cases: [{ ...one, claim: 'Kata lain' }] })).toEqual([one.id]);
      expect(await followed({ erasedTips: [tip.id] })).toEqual([one.id]);
      expect(await followed({ erasedTips: [tip.id] })).toEqual([]);
      const both = [one.id, two.id].sort();
      expect(await followed({ tips: [{ ...moved, case: two.id }] })).toEqual(both);
    });

    test('a restriction, and its end, are followed', async () => {
      const citizen = await aCitizen(store);
      const found = aCase();
      const tips = [aTip({ case: found.id, citizen })];
      await commit(store, citizen, { type: 'open-case', case: found, tips });
      for (const isRestricted of [true, false]) {
        const seen = await store.cases.lastChange();
        await commit(store, citizen, { type: 'restrict', isRestricted });
        expect((await store.cases.since(seen, 10)).cases.map(({ id }) => id)).toEqual([found.id]);
      }
    });

    test('somebody who asks again after the hour is another, as far as anyone can tell', async () => {
      const from = anAddress();
      const found = aCase();
      const citizen = await aCitizen(store, from);
      const first = aTip({ case: found.id, citizen });
      await commit(store, citizen, { type: 'open-case', case: found, tips: [first] });
      await commit(store, citizen, { type: 'forget', receipt: 'R1', at: MORNING });
      const back = await aCitizen(store, from);
      const second = aTip({ case: found.id, citizen: back, at: MORNING + BURST_MS });
      await commit(store, back, { type: 'add-tips', tips: [second] });
      const tips = await store.cases.tipsOf(found.id);
      expect(tips.map(({ isAskedAgain }) => isAskedAgain)).toEqual([undefined, undefined]);
    });

    test('a tip that is older than an hour keeps no mark of who was erased', async () => {
      const citizen = await aCitizen(store);
      const found = aCase();
      const tips = [
        aTip({ case: found.id, citizen, at: MORNING }),
        aTip({ case: found.id, citizen, at: MORNING + 1 }),
      ];
      await commit(store, citizen, { type: 'open-case', case: found, tips });
      await commit(store, citizen, { type: 'forget', receipt: 'R1', at: MORNING + BURST_MS });
      const marks = (await store.cases.tipsOf(found.id)).map(({ person }) => typeof person);
      expect(marks).toEqual(['undefined', 'string']);
    });

    test('who leaves is not due any more, loses what went out, and no file stays with a tip', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'sudah');
      const sent = await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: 'w' });
      await store.outbox.note([{ reply: sent, state: 'delivered', at: MORNING }]);
      expect(await store.outbox.delivery(sent)).toBe('delivered');
      const { revision: before = 0 } = (await store.turns.readTurn(citizen)) ?? {};
      await store.turns.commitTurn(aTurn({ citizen, revision: before, due: MORNING + 3 }));
      const found = aCase();
      const media = [{ sha256: 'a'.repeat(64), mime: 'image/png' }];
      const saved = [{ name: 'shop', kind: 'text', text: 'Toko Maju', at: MORNING }];
      const link = 'Akun @contoh';
      const tips = [aTip({ case: found.id, citizen, media, saved, link })];
      const { revision = 0, pending = [] } = (await store.turns.readTurn(citizen)) ?? {};
      const done = pending.map(({ key }) => key);
      const changes: TurnChange[] = [
        { type: 'open-case', case: found, tips },
        { type: 'feedback', factCheck: 'f', isHelpful: true, at: MORNING },
        { type: 'forget', receipt: 'R1', at: MORNING },
      ];
      const replies = [aReply()];
      await store.turns.commitTurn(
        aTurn({ citizen, revision, done, changes, due: MORNING + 5, replies }),
      );
      expect(await store.turns.findDue(MORNING + 10, 10)).toEqual([]);
      expect(await store.outbox.delivery(sent)).toBeUndefined();
      const [left] = await store.cases.tipsOf(found.id);
      expect([left?.media, left?.saved, left?.link]).toEqual([[], undefined, undefined]);
      expect(await store.figures.feedback(0)).toEqual({ helpful: 1, notHelpful: 0 });
    });

    test('who comes back before the receipt is out is a citizen like any other', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      await commit(store, citizen, { type: 'forget', receipt: 'R1', at: MORNING });
      expect(await store.rights.citizensAfter('', 10)).toEqual([]);
      await aCitizen(store, from);
      expect(await store.rights.citizensAfter('', 10)).toEqual([citizen]);
    });

    test('a phone number that has a citizen of its own leads to no other', async () => {
      const bare = await keepMessage(store, anAddress('628111'), aMessage(), MORNING);
      const lid = anAddress('lid-1');
      const other = await keepMessage(store, lid, aMessage(), MORNING);
      await keepMessage(store, anAddress('lid-1', { phone: '628111' }), aMessage(), MORNING);
      const again = await keepMessage(store, anAddress('628111'), aMessage(), MORNING);
      expect(again.citizen).toBe(bare.citizen);
      expect(other.citizen).not.toBe(bare.citizen);
    });

    test('an inbox forgets its oldest keys with the time of addresses, and no younger ones', async () => {
      const from = anAddress();
      const [old, young] = [aMessage(), aMessage()];
      const { citizen } = await keepMessage(store, from, old, MORNING);
      await keepMessage(store, from, young, MORNING + 1);
      await finish(store, citizen);
      await store.retention.erase({ ...never, address: MORNING + 1 });
      expect((await keepMessage(store, from, young, MORNING + 2)).isNew).toBe(false);
      expect((await keepMessage(store, from, old, MORNING + 2)).isNew).toBe(true);
    });

    test('a block ends with its time, not before, also for who comes back', async () => {
      const until = MORNING + 7 * 3_600_000;
      for (const [now, isBlocked] of [
        [until - 1, true],
        [until, false],
      ] as const) {
        const from = anAddress();
        const citizen = await aCitizen(store, from);
        const profile = { ...newProfile('id', MORNING), block: { until, isTold: true } };
        await store.turns.commitTurn(aTurn({ citizen, profile }));
        await store.retention.erase({ ...never, address: MORNING + 1 });
        await store.retention.dropTraces(now);
        const back = await aCitizen(store, from, now);
        expect((await store.turns.readTurn(back))?.profile.block !== undefined).toBe(isBlocked);
      }
    });
  });
}

async function finish(store: Store, citizen: string): Promise<void> {
  const state = await store.turns.readTurn(citizen);
  const done = state?.pending.map(({ key }) => key) ?? [];
  await store.turns.commitTurn(aTurn({ citizen, done, revision: state?.revision ?? 0 }));
}

async function commit(store: Store, citizen: string, ...changes: TurnChange[]): Promise<void> {
  const revision = (await store.turns.readTurn(citizen))?.revision ?? 0;
  expect(await store.turns.commitTurn(aTurn({ citizen, revision, changes }))).toBe('committed');
}
