import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/tipline/ports.ts';
import {
  aCitizen,
  aMessage,
  anAddress,
  anOutgoing,
  aReply,
  aTurn,
  keepMessage,
  sayTo,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** Replies leave in order, wait for their time, and are over once they are over. */
export function outboxContract(open: OpenStore): void {
  describe('outbox', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a reply reads as it was said', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      const reply = aReply({ text: '*Halo* 👋\n', choices: [{ id: 'a/b', label: 'Ya' }] });
      await store.turns.commitTurn(aTurn({ citizen, replies: [reply] }));
      const outgoing = await store.outbox.next(citizen, MORNING);
      expect(outgoing).toEqual(anOutgoing(from, reply));
    });

    test('replies leave in the order they were said, for each citizen apart', async () => {
      const [one, two] = [await aCitizen(store), await aCitizen(store)];
      const first = await sayTo(store, one, 'a', 'b');
      await sayTo(store, two, 'x');
      const second = await sayTo(store, one, 'c');
      expect(await drain(store, one)).toEqual([...first, ...second]);
      expect((await store.outbox.next(two, MORNING))?.reply.text).toBe('x');
    });

    test('nothing overtakes a reply that is put off', async () => {
      const citizen = await aCitizen(store);
      const [first = '', second = ''] = await sayTo(store, citizen, 'a', 'b');
      await store.outbox.markSending(first);
      await store.outbox.markFailed(first, MORNING + 1000);
      expect(await store.outbox.next(citizen, MORNING + 999)).toBeUndefined();
      expect(await store.outbox.next(citizen, MORNING + 1000)).toMatchObject({
        id: first,
        attempts: 1,
      });
      await store.outbox.markSent(first, MORNING + 1000);
      expect((await store.outbox.next(citizen, MORNING + 1000))?.id).toBe(second);
    });

    test('a reply that is given up lets the next one through', async () => {
      const citizen = await aCitizen(store);
      const [first = '', second] = await sayTo(store, citizen, 'a', 'b');
      await store.outbox.markFailed(first, null);
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(second);
    });

    test('a reply whose sender died on the way is offered again', async () => {
      const citizen = await aCitizen(store);
      const [id = ''] = await sayTo(store, citizen, 'a');
      await store.outbox.markSending(id);
      expect(await store.outbox.next(citizen, MORNING)).toMatchObject({ id, attempts: 1 });
      expect(await store.outbox.findWaiting(MORNING, 10)).toEqual([citizen]);
    });

    test('a reply that is sent stays sent, whatever a slower sender says of it', async () => {
      const citizen = await aCitizen(store);
      const [id = ''] = await sayTo(store, citizen, 'a');
      await store.outbox.markSending(id);
      await store.outbox.markSent(id, MORNING);
      await store.outbox.markSending(id);
      expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
      await store.outbox.markFailed(id, MORNING);
      expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
    });

    test('citizens are found whose replies wait and may leave', async () => {
      const [now, later, none] = [
        await aCitizen(store),
        await aCitizen(store),
        await aCitizen(store),
      ];
      await sayTo(store, now, 'a');
      const [put = ''] = await sayTo(store, later, 'a');
      await store.outbox.markFailed(put, MORNING + 500);
      expect(await store.outbox.findWaiting(MORNING, 10)).toEqual([now]);
      expect((await store.outbox.findWaiting(MORNING + 500, 10)).sort()).toEqual(
        [now, later].sort(),
      );
      expect(await store.outbox.findWaiting(MORNING + 500, 1)).toHaveLength(1);
      expect(await drain(store, none)).toEqual([]);
    });

    test('a reply that is put off has not used up an attempt', async () => {
      const citizen = await aCitizen(store);
      const [id = ''] = await sayTo(store, citizen, 'a');
      await store.outbox.markSending(id);
      await store.outbox.putOff(id, MORNING + 10);
      expect(await store.outbox.next(citizen, MORNING + 9)).toBeUndefined();
      expect(await store.outbox.next(citizen, MORNING + 10)).toMatchObject({ id, attempts: 0 });
    });

    test('an attempt without an end is unsure; after the wait for a receipt it is tried again', async () => {
      const citizen = await aCitizen(store);
      const [id = ''] = await sayTo(store, citizen, 'a');
      await store.outbox.markSending(id);
      expect(await store.outbox.next(citizen, MORNING)).toMatchObject({ id, isUnsure: true });
      await store.outbox.markUnsure(id, MORNING + 60);
      expect(await store.outbox.next(citizen, MORNING + 59)).toBeUndefined();
      expect(await store.outbox.next(citizen, MORNING + 60)).toMatchObject({ id, isUnsure: false });
    });

    test('a receipt ends the wait for it', async () => {
      const citizen = await aCitizen(store);
      const [first = '', second] = await sayTo(store, citizen, 'a', 'b');
      await store.outbox.markSending(first);
      await store.outbox.markUnsure(first, MORNING + 60);
      await store.outbox.note([{ reply: first, state: 'sent', at: MORNING }]);
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(second);
    });

    test('receipts count up, in whatever order they come', async () => {
      const citizen = await aCitizen(store);
      const [id = ''] = await sayTo(store, citizen, 'a');
      await store.outbox.markSent(id, MORNING, true);
      const states = [];
      for (const state of ['delivered', 'sent', 'failed', 'read', 'delivered'] as const) {
        await store.outbox.note([{ reply: id, state, at: MORNING }]);
        states.push(await store.outbox.delivery(id));
      }
      expect(states).toEqual(['delivered', 'delivered', 'delivered', 'read', 'read']);
      await store.outbox.note([{ reply: 'nobody-knows', state: 'read', at: MORNING }]);
    });

    test('a reply that failed after it was handed on is tried again, or given up', async () => {
      const citizen = await aCitizen(store);
      const [first = '', second = ''] = await sayTo(store, citizen, 'a', 'b');
      for (const id of [first, second]) await store.outbox.markSent(id, MORNING, true);
      await store.outbox.note([
        {
          reply: first,
          state: 'failed',
          at: MORNING,
          again: { at: MORNING + 5 },
        },
      ]);
      expect(await store.outbox.next(citizen, MORNING + 5)).toMatchObject({
        id: first,
        reply: { text: 'a' },
      });
      await store.outbox.markSent(first, MORNING + 5, true);
      await store.outbox.note([{ reply: first, state: 'delivered', at: MORNING + 6 }]);
      await store.outbox.note([{ reply: second, state: 'failed', at: MORNING + 6 }]);
      expect(await store.outbox.next(citizen, MORNING + 9)).toBeUndefined();
      expect(await store.outbox.delivery(second)).toBe('failed');
    });

    test('a reply whose words are gone is not sent again', async () => {
      const citizen = await aCitizen(store);
      const [id = ''] = await sayTo(store, citizen, 'a');
      await store.outbox.markSent(id, MORNING);
      await store.outbox.note([{ reply: id, state: 'failed', at: 1, again: { at: MORNING } }]);
      expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
    });

    test('a held reply, and all behind it, goes when the citizen writes', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      const [first = '', second] = await sayTo(store, citizen, 'a', 'b');
      await store.outbox.hold(first);
      expect(await store.outbox.next(citizen, MORNING + 1e9)).toBeUndefined();
      expect(await store.outbox.findWaiting(MORNING + 1e9, 10)).toEqual([]);
      await keepMessage(store, from, aMessage(), MORNING + 10);
      const next = await store.outbox.next(citizen, MORNING + 10);
      expect(next).toMatchObject({ id: first, heardAt: MORNING + 10 });
      await store.outbox.markSent(first, MORNING + 10);
      expect((await store.outbox.next(citizen, MORNING + 10))?.id).toBe(second);
    });

    test('the same reply is kept once', async () => {
      const citizen = await aCitizen(store);
      const reply = aReply();
      await store.turns.commitTurn(aTurn({ citizen, replies: [reply] }));
      const again = aTurn({ citizen, revision: 1, replies: [reply] });
      expect(await store.turns.commitTurn(again)).toBe('stale');
      expect(await drain(store, citizen)).toEqual([reply.id]);
    });
  });
}

async function drain(store: Store, citizen: string): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const outgoing = await store.outbox.next(citizen, MORNING);
    if (!outgoing) return ids;
    ids.push(outgoing.id);
    await store.outbox.markSent(outgoing.id, MORNING);
  }
}
