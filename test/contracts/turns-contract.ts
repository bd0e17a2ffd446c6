import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Message } from '../../src/domain/messages/message.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCitizen,
  aMessage,
  anAddress,
  anId,
  aReply,
  aTip,
  aTurn,
  keepMessage,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** Letters are kept once and read in order; a turn holds as a whole or not at all. */
export function turnsContract(open: OpenStore): void {
  describe('turns', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a message is kept once, however often and at once it is delivered', async () => {
      const from = anAddress();
      const message = aMessage();
      const kept = await Promise.all(
        Array.from({ length: 20 }, () => keepMessage(store, from, message, MORNING)),
      );
      expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(kept.map(({ citizen }) => citizen)).size).toBe(1);
      expect(await pendingTexts(store, kept[0]?.citizen)).toEqual([message.text]);
    });

    test('a message id counts within its chat only', async () => {
      const message = aMessage();
      const one = await keepMessage(store, anAddress('w1'), message, MORNING);
      const two = await keepMessage(store, anAddress('w2'), message, MORNING);
      expect([one.isNew, two.isNew]).toEqual([true, true]);
      expect(one.citizen).not.toBe(two.citizen);
    });

    test('a sender and the phone number that came with it are one citizen', async () => {
      const phone = '6281200000001';
      const lid = anAddress('lid-1', { phone });
      const message = aMessage();
      const one = await keepMessage(store, anAddress(phone), message, MORNING);
      const two = await keepMessage(store, lid, aMessage(), MORNING);
      const three = await keepMessage(store, anAddress('lid-1'), aMessage(), MORNING);
      expect([two.citizen, three.citizen]).toEqual([one.citizen, one.citizen]);
      expect(await keepMessage(store, lid, message, MORNING)).toMatchObject({ isNew: false });
    });

    test('a number that has passed to somebody else does not lead to who had it before', async () => {
      const phone = '6281200000001';
      const before = await keepMessage(store, anAddress('a', { phone }), aMessage(), MORNING);
      const after = await keepMessage(store, anAddress('b', { phone }), aMessage(), MORNING);
      expect(after.citizen).not.toBe(before.citizen);
      const bare = await keepMessage(store, anAddress(phone), aMessage(), MORNING);
      expect(bare.citizen).not.toBe(before.citizen);
    });

    test('a message is replaced by itself with its file, until it is dealt with', async () => {
      const remote = { channel: 'c', reference: 'r' };
      const message = aMessage({ kind: 'image', text: '', remote });
      const citizen = await keep(store, message);
      const key = (await store.turns.readTurn(citizen))?.pending[0]?.key ?? '';
      const { remote: _, ...bare } = message;
      await store.turns.replaceMessage(citizen, key, { ...bare, problem: 'unreadable' });
      const [received] = (await store.turns.readTurn(citizen))?.pending ?? [];
      expect(received?.letter).toEqual({ ...bare, problem: 'unreadable' });
      await store.turns.commitTurn(aTurn({ citizen, done: [key] }));
      await store.turns.replaceMessage(citizen, key, message);
      const [kept] = await store.turns.readMessages(citizen, [key]);
      expect(kept?.letter).toMatchObject({ problem: 'unreadable' });
    });

    test('a message reads as it was kept', async () => {
      const media = { sha256: 'a'.repeat(64), mime: 'image/png', size: 3, name: 'foto.png' };
      const message = aMessage({
        kind: 'image',
        media,
        choice: 'a/b',
        text: '🇮🇩 é\n',
      });
      const citizen = await keep(store, message);
      const [received] = (await store.turns.readTurn(citizen))?.pending ?? [];
      expect(received).toMatchObject({ letter: message, arrivedAt: MORNING });
    });

    test('letters are in the order they were sent, and at the same time as they arrived', async () => {
      const from = anAddress();
      for (const [text, sent] of [
        ['c', 2],
        ['a', 1],
        ['d', 2],
        ['b', 1],
      ] as const) {
        await keep(store, aMessage({ text, sentAt: MORNING + sent }), from);
      }
      const { citizen } = await keepMessage(store, from, aMessage({ text: 'e' }), MORNING);
      expect(await pendingTexts(store, citizen)).toEqual(['e', 'a', 'b', 'c', 'd']);
    });

    test('a turn is committed against the revision it started from, and once', async () => {
      const citizen = await aCitizen(store);
      const commits = Array.from({ length: 20 }, () =>
        store.turns.commitTurn(aTurn({ citizen, replies: [aReply()] })),
      );
      const results = await Promise.all(commits);
      expect(results.filter((result) => result === 'committed')).toHaveLength(1);
      expect((await store.turns.readTurn(citizen))?.revision).toBe(1);
    });

    test('a turn of a citizen nobody knows is stale', async () => {
      expect(await store.turns.commitTurn(aTurn({ citizen: 'nobody' }))).toBe('stale');
      expect(await store.turns.readTurn('nobody')).toBeUndefined();
    });

    test('a turn leaves the conversation and what it has dealt with', async () => {
      const citizen = await aCitizen(store);
      const before = await store.turns.readTurn(citizen);
      const frame = { flow: 'submit', state: 'consent', muddles: 1, values: { query: 'bank' } };
      const conversation = { frames: [frame] };
      const done = before?.pending.map(({ key }) => key) ?? [];
      await store.turns.commitTurn(aTurn({ citizen, conversation, done, due: MORNING + 5 }));
      const after = await store.turns.readTurn(citizen);
      expect(after).toMatchObject({ conversation, pending: [], due: MORNING + 5, revision: 1 });
    });

    test('a turn is all or nothing: a case that another turn has opened undoes the whole', async () => {
      const other = await aCitizen(store);
      const first = aCase();
      await openCase(store, other, first);
      const citizen = await aCitizen(store);
      const rival = aCase({ claimKey: first.claimKey });
      const before = await store.turns.readTurn(citizen);
      const commit = aTurn({
        citizen,
        done: before?.pending.map(({ key }) => key) ?? [],
        replies: [aReply()],
        due: MORNING + 1,
        changes: [
          { type: 'told', told: { factCheck: 'f1', version: 1, at: MORNING } },
          { type: 'open-case', case: rival, tips: [aTip({ case: rival.id, citizen })] },
        ],
      });
      expect(await store.turns.commitTurn(commit)).toBe('stale');
      expect(await store.turns.readTurn(citizen)).toEqual(before);
      expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
      expect(await store.ledger.toldTo(citizen)).toEqual([]);
      expect(await store.cases.get(rival.id)).toBeUndefined();
    });

    test('a ticket that is taken makes the turn stale', async () => {
      const first = aCase();
      await openCase(store, await aCitizen(store), first);
      const rival = aCase({ ticket: first.ticket });
      const citizen = await aCitizen(store);
      expect(await openCase(store, citizen, rival)).toBe('stale');
    });

    test('news is kept once per citizen and key', async () => {
      const citizen = await aCitizen(store);
      const notice = { type: 'notice', news: 'closed', case: 'c1' } as const;
      const kept = await Promise.all(
        Array.from({ length: 20 }, () =>
          store.turns.keepNotice(citizen, { key: 'n1', notice, at: MORNING }),
        ),
      );
      expect(kept.filter(Boolean)).toHaveLength(1);
      expect(await store.turns.keepNotice(citizen, { key: 'n2', notice, at: MORNING })).toBe(true);
      expect(await store.turns.keepNotice('nobody', { key: 'n1', notice, at: MORNING })).toBe(
        false,
      );
    });

    test('answered messages can be read again, by their own citizen only', async () => {
      const citizen = await aCitizen(store);
      const stranger = await aCitizen(store);
      const keys = (await store.turns.readTurn(citizen))?.pending.map(({ key }) => key) ?? [];
      await store.turns.commitTurn(aTurn({ citizen, done: keys }));
      expect(await store.turns.readMessages(citizen, [...keys, 'unknown'])).toHaveLength(1);
      expect(await store.turns.readMessages(stranger, keys)).toEqual([]);
      expect(await store.turns.readMessages('nobody', keys)).toEqual([]);
      expect(await store.turns.countMessages(citizen)).toBe(1);
      const never = { tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
      await store.retention.erase({ ...never, letter: MORNING + 1 });
      expect(await store.turns.readMessages(citizen, keys)).toEqual([]);
    });

    test('a citizen is due who has waiting letters or has been silent long enough', async () => {
      const writing = await aCitizen(store);
      const silent = await aCitizen(store);
      const pending = (await store.turns.readTurn(silent))?.pending ?? [];
      const done = pending.map(({ key }) => key);
      await store.turns.commitTurn(aTurn({ citizen: silent, done, due: MORNING + 10 }));
      expect(await store.turns.findDue(MORNING + 9, 10)).toEqual([writing]);
      expect((await store.turns.findDue(MORNING + 10, 10)).sort()).toEqual(
        [writing, silent].sort(),
      );
      expect(await store.turns.findDue(MORNING + 10, 1)).toHaveLength(1);
    });

    test('turns that are begun and do not end are counted until one is committed', async () => {
      const citizen = await aCitizen(store);
      expect(await store.turns.beginTurn(citizen)).toBe(0);
      expect(await store.turns.beginTurn(citizen)).toBe(1);
      await store.turns.endTurn(citizen);
      expect(await store.turns.beginTurn(citizen)).toBe(1);
      await store.turns.commitTurn(aTurn({ citizen }));
      expect(await store.turns.beginTurn(citizen)).toBe(0);
      await store.turns.endTurn(citizen);
      await store.turns.endTurn(citizen);
      expect(await store.turns.beginTurn(citizen)).toBe(0);
      expect(await store.turns.beginTurn('nobody')).toBe(0);
    });

    test('a message that is set aside is done, listed, kept, and waits again when it is taken up', async () => {
      const citizen = await aCitizen(store);
      const pending = (await store.turns.readTurn(citizen))?.pending ?? [];
      const done = pending.map(({ key }) => key);
      await store.turns.commitTurn(aTurn({ citizen, done, aside: done }));
      expect((await store.turns.readTurn(citizen))?.pending).toEqual([]);
      const [key] = done;
      expect(await store.turns.setAside(10)).toEqual([{ key, citizen, arrivedAt: MORNING }]);
      expect(await store.turns.takeUpAgain()).toBe(1);
      expect((await store.turns.readTurn(citizen))?.pending).toEqual(pending);
      expect(await store.turns.setAside(10)).toEqual([]);
      expect(await store.turns.takeUpAgain()).toBe(0);
    });

    test('a message that is set aside goes with its citizen, and with time', async () => {
      const gone = await aCitizen(store);
      const old = await aCitizen(store);
      for (const citizen of [gone, old]) {
        const pending = (await store.turns.readTurn(citizen))?.pending ?? [];
        const done = pending.map(({ key }) => key);
        await store.turns.commitTurn(aTurn({ citizen, done, aside: done }));
      }
      const forget = { type: 'forget', receipt: 'r', at: MORNING } as const;
      await store.turns.commitTurn(aTurn({ citizen: gone, revision: 1, changes: [forget] }));
      expect(await store.turns.setAside(10)).toHaveLength(1);
      const never = { tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
      await store.retention.erase({ ...never, letter: MORNING + 1 });
      expect(await store.turns.setAside(10)).toEqual([]);
    });

    test('a citizen is answered where they wrote last', async () => {
      const first = anAddress('w1');
      const citizen = await aCitizen(store, first);
      await aCitizen(store, { ...first, chat: 'another-chat' });
      await store.turns.commitTurn(aTurn({ citizen, replies: [aReply()] }));
      expect((await store.outbox.next(citizen, MORNING))?.to.chat).toBe('another-chat');
    });
  });
}

async function keep(store: Store, message: Message, from = anAddress(anId())): Promise<string> {
  return (await keepMessage(store, from, message, MORNING)).citizen;
}

async function pendingTexts(store: Store, citizen = ''): Promise<string[]> {
  const state = await store.turns.readTurn(citizen);
  return state?.pending.map(({ letter }) => (letter.type === 'message' ? letter.text : '')) ?? [];
}

function openCase(store: Store, citizen: string, found: ReturnType<typeof aCase>) {
  const tips = [aTip({ case: found.id, citizen })];
  return store.turns.commitTurn(
    aTurn({ citizen, changes: [{ type: 'open-case', case: found, tips }] }),
  );
}
