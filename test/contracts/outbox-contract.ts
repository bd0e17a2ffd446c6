import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import {
  aCitizen,
  aMessage,
  anAddress,
  anOutgoing,
  aReply,
  aTurn,
  endNext,
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
      const picture = { type: 'card', factCheck: 'a', version: 2, language: 'id' } as const;
      const choices = [{ id: 'a/b', label: 'Ya' }];
      const reply = aReply({ text: '*Halo* 👋\n', choices, picture });
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

    test('of many replies that wait none is lost by what is said after them', async () => {
      const citizen = await aCitizen(store);
      const texts = Array.from({ length: 55 }, (_, n) => `${n}`);
      const waiting = await sayTo(store, citizen, ...texts);
      const last = await sayTo(store, citizen, 'a');
      await sayTo(store, citizen);
      expect(await drain(store, citizen)).toEqual([...waiting, ...last]);
    });

    test('nothing overtakes a reply that is put off', async () => {
      const citizen = await aCitizen(store);
      const [first, second] = await sayTo(store, citizen, 'a', 'b');
      await endNext(store, citizen, { type: 'again', at: MORNING + 1000, isTried: true });
      expect(await store.outbox.next(citizen, MORNING + 999)).toBeUndefined();
      const again = await store.outbox.next(citizen, MORNING + 1000);
      expect(again).toMatchObject({ id: first, attempts: 1 });
      await endNext(store, citizen);
      expect((await store.outbox.next(citizen, MORNING + 1000))?.id).toBe(second);
    });

    test('a reply that is given up lets the next one through', async () => {
      const citizen = await aCitizen(store);
      const [, second] = await sayTo(store, citizen, 'a', 'b');
      await endNext(store, citizen, { type: 'failed' });
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(second);
    });

    test('a reply whose sender died on the way is offered again, as unsure', async () => {
      const { citizen, id } = await begun(store);
      expect(await store.outbox.next(citizen, MORNING)).toMatchObject({
        id,
        attempts: 1,
        isUnsure: true,
      });
      expect(await store.outbox.findWaiting(MORNING, 10)).toEqual([citizen]);
    });

    test('of two who begin the same attempt one has it', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const outgoing = await store.outbox.next(citizen, MORNING);
      if (!outgoing) throw new Error('there is nothing to send');
      const begun = await Promise.all(
        Array.from({ length: 20 }, () => store.outbox.begin(outgoing)),
      );
      expect(begun.filter((attempt) => attempt !== undefined)).toHaveLength(1);
    });

    test('a reply that has arrived after all is not begun again', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const outgoing = await store.outbox.next(citizen, MORNING);
      if (!outgoing) throw new Error('there is nothing to send');
      const { id: reply } = outgoing;
      await store.outbox.note([{ reply, state: 'delivered', at: MORNING, reference: 'w' }]);
      expect(await store.outbox.begin(outgoing)).toBeUndefined();
      expect(await store.outbox.begin({ ...outgoing, id: 'erased meanwhile' })).toBeUndefined();
    });

    test('what an older attempt reports changes nothing', async () => {
      const { citizen, attempt } = await begun(store);
      await store.outbox.end(attempt, { type: 'unsure', until: MORNING });
      const again = await store.outbox.next(citizen, MORNING);
      const second = again && (await store.outbox.begin(again));
      await store.outbox.end(attempt, { type: 'failed' });
      await store.outbox.end(attempt, { type: 'again', at: MORNING, isTried: true });
      expect(await store.outbox.next(citizen, MORNING)).toMatchObject({ isUnsure: true });
      if (second) await store.outbox.end(second, { type: 'sent', at: MORNING });
      expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
      await store.outbox.end(attempt, { type: 'again', at: MORNING, isTried: true });
      expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
    });

    test('an attempt that nobody answered does not count where nothing is answered', async () => {
      const { citizen, attempt } = await begun(store);
      await store.outbox.end(attempt, { type: 'unsure', until: MORNING, isTried: false });
      expect(await store.outbox.next(citizen, MORNING)).toMatchObject({ attempts: 0 });
    });

    test('citizens are found whose replies wait and may leave', async () => {
      const [now, later, none] = [
        await aCitizen(store),
        await aCitizen(store),
        await aCitizen(store),
      ];
      await sayTo(store, now, 'a');
      await sayTo(store, later, 'a');
      await endNext(store, later, { type: 'again', at: MORNING + 500, isTried: true });
      expect(await store.outbox.findWaiting(MORNING, 10)).toEqual([now]);
      expect((await store.outbox.findWaiting(MORNING + 500, 10)).sort()).toEqual(
        [now, later].sort(),
      );
      expect(await store.outbox.findWaiting(MORNING + 500, 1)).toHaveLength(1);
      expect(await drain(store, none)).toEqual([]);
    });

    test('an attempt that was not tried does not count', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const id = await endNext(store, citizen, { type: 'again', at: MORNING + 10, isTried: false });
      expect(await store.outbox.next(citizen, MORNING + 9)).toBeUndefined();
      expect(await store.outbox.next(citizen, MORNING + 10)).toMatchObject({ id, attempts: 0 });
    });

    test('an unsure reply waits for its receipt, and is tried again without one', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const id = await endNext(store, citizen, { type: 'unsure', until: MORNING + 60 });
      expect(await store.outbox.next(citizen, MORNING + 59)).toBeUndefined();
      const again = { id, attempts: 1, isUnsure: false };
      expect(await store.outbox.next(citizen, MORNING + 60)).toMatchObject(again);
    });

    test('a held reply, and all behind it, goes when the citizen writes', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      const [first, second] = await sayTo(store, citizen, 'a', 'b');
      await endNext(store, citizen, { type: 'held', heardAt: MORNING });
      expect(await store.outbox.next(citizen, MORNING + 1e9)).toBeUndefined();
      expect(await store.outbox.findWaiting(MORNING + 1e9, 10)).toEqual([]);
      const at = MORNING + 10;
      await keepMessage(store, from, aMessage({ sentAt: at }), at);
      const next = await store.outbox.next(citizen, at);
      expect(next).toMatchObject({ id: first, heardAt: at });
      await endNext(store, citizen);
      expect((await store.outbox.next(citizen, at))?.id).toBe(second);
    });

    test('a reply is not held where the citizen has written meanwhile', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      await sayTo(store, citizen, 'a');
      const outgoing = await store.outbox.next(citizen, MORNING);
      const attempt = outgoing && (await store.outbox.begin(outgoing));
      await keepMessage(store, from, aMessage({ sentAt: MORNING + 5 }), MORNING + 5);
      if (attempt) await store.outbox.end(attempt, { type: 'held', heardAt: MORNING });
      expect(await store.outbox.next(citizen, MORNING + 5)).toMatchObject({ id: outgoing?.id });
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
  while (await store.outbox.next(citizen, MORNING)) ids.push(await endNext(store, citizen));
  return ids;
}

/** A citizen with one reply that somebody has begun to send. */
async function begun(store: Store) {
  const citizen = await aCitizen(store);
  await sayTo(store, citizen, 'a');
  const outgoing = await store.outbox.next(citizen, MORNING);
  const attempt = outgoing && (await store.outbox.begin(outgoing));
  if (!attempt) throw new Error('there is nothing to send');
  return { citizen, id: attempt.id, attempt };
}
