import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/tipline/ports.ts';
import { aCitizen, anAddress, aReply, aTurn, sayTo } from '../support/builders.ts';
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
      expect(outgoing).toEqual({ id: reply.id, to: from, reply, attempts: 0 });
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
