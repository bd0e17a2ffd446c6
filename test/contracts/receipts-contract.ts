import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Receipt } from '../../src/ports/channel.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCitizen, aMessage, anAddress, endNext, keepMessage, sayTo } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const LATER = MORNING + 1e9;
const SOON = { at: MORNING };

/** Receipts come late, early, twice and in any order; none of that loses or repeats a reply. */
export function receiptsContract(open: OpenStore): void {
  describe('receipts', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    /** A citizen with one reply, handed on as message `m1`. */
    async function accepted(reference = 'm1') {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      await sayTo(store, citizen, 'a');
      const reply = await endNext(store, citizen, { type: 'accepted', at: MORNING, reference });
      const note = (told: Omit<Receipt, 'reply' | 'at'>) =>
        store.outbox.note([{ reply, at: MORNING, ...told }]);
      const isWaiting = async () => (await store.outbox.next(citizen, LATER))?.id === reply;
      return { from, citizen, reply, note, isWaiting };
    }

    test('a receipt ends the wait for it', async () => {
      const citizen = await aCitizen(store);
      const [first = '', second] = await sayTo(store, citizen, 'a', 'b');
      await endNext(store, citizen, { type: 'unsure', until: MORNING + 60 });
      await store.outbox.note([{ reply: first, state: 'sent', at: MORNING }]);
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(second);
    });

    test('receipts count up, in whatever order they come', async () => {
      const { reply, note } = await accepted();
      const states = [];
      for (const state of ['delivered', 'sent', 'failed', 'read', 'delivered'] as const) {
        await note({ state });
        states.push(await store.outbox.delivery(reply));
      }
      expect(states).toEqual(['delivered', 'delivered', 'delivered', 'read', 'read']);
      await store.outbox.note([{ reply: 'nobody-knows', state: 'read', at: MORNING }]);
    });

    test.for([
      ['the last turn', false],
      ['an earlier turn', true],
    ] as const)(
      'of receipts that come at once for a reply of %s the furthest counts',
      async ([, isEarlier]) => {
        const citizen = await aCitizen(store);
        const [before = '', reply = ''] = await sayTo(store, citizen, 'a', 'b');
        for (const _ of [before, reply]) await endNext(store, citizen);
        if (isEarlier) await sayTo(store, citizen, 'c');
        const states = ['sent', 'delivered', 'read', 'delivered', 'sent'] as const;
        const receipts = states.map((state) => ({ reply, state, at: MORNING }));
        await Promise.all(receipts.map((receipt) => store.outbox.note([receipt])));
        expect(await store.outbox.delivery(reply)).toBe('read');
        expect(await store.outbox.delivery(before)).toBeUndefined();
      },
    );

    test('a receipt finds a reply of an earlier turn', async () => {
      const { citizen, reply, note, isWaiting } = await accepted();
      await note({ state: 'delivered' });
      await sayTo(store, citizen, 'b');
      await endNext(store, citizen);
      await sayTo(store, citizen, 'c');
      await note({ state: 'read' });
      expect(await store.outbox.delivery(reply)).toBe('read');
      await note({ state: 'failed', again: SOON });
      expect(await isWaiting()).toBe(false);
    });

    test('a reply of an earlier turn that failed is sent again, before those that came after it', async () => {
      const { citizen, reply, note } = await accepted();
      await sayTo(store, citizen, 'b');
      await note({ state: 'failed', reference: 'm1', again: SOON });
      expect(await store.outbox.next(citizen, MORNING)).toMatchObject({ id: reply, attempts: 1 });
    });

    test('a reply that failed after it was handed on is tried again, in its own words', async () => {
      const { citizen, note, isWaiting } = await accepted();
      await note({ state: 'failed', reference: 'm1', again: SOON });
      expect((await store.outbox.next(citizen, MORNING))?.reply.text).toBe('a');
      await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: 'm2' });
      await note({ state: 'delivered', reference: 'm2' });
      expect(await isWaiting()).toBe(false);
    });

    test('a reply that fails time and again through no fault of its own is kept', async () => {
      const { citizen, note } = await accepted('m0');
      for (let n = 0; n < 20; n += 1) {
        const again = { at: MORNING, isTried: false };
        await note({ state: 'failed', reference: `m${n}`, again });
        const reference = `m${n + 1}`;
        await endNext(store, citizen, { type: 'accepted', at: MORNING, reference });
      }
      await note({ state: 'failed', reference: 'm20', again: { at: MORNING, isTried: false } });
      expect(await store.outbox.next(citizen, LATER)).toMatchObject({ attempts: 0 });
    });

    test('a failure that is told without an id is that of the last attempt', async () => {
      const { note, isWaiting } = await accepted();
      await note({ state: 'failed', again: SOON });
      expect(await isWaiting()).toBe(true);
    });

    test('a failure of an attempt before the last does not send a reply again', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const reply = await endNext(store, citizen, { type: 'unsure', until: MORNING });
      await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: 'm2' });
      await store.outbox.note([
        { reply, state: 'failed', at: MORNING, again: SOON, reference: 'm1' },
      ]);
      expect(await store.outbox.next(citizen, LATER)).toBeUndefined();
    });

    test('a reply that can never arrive is given up', async () => {
      const { reply, note, isWaiting } = await accepted();
      await note({ state: 'failed', reference: 'm1' });
      expect(await store.outbox.delivery(reply)).toBe('failed');
      expect(await isWaiting()).toBe(false);
    });

    test('a failure that is told before the answer to the request came in is not forgotten', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const outgoing = await store.outbox.next(citizen, MORNING);
      const attempt = outgoing && (await store.outbox.begin(outgoing));
      if (!attempt) throw new Error('there is nothing to send');
      const failed = { reply: attempt.id, state: 'failed', at: MORNING, again: SOON } as const;
      await store.outbox.note([{ ...failed, reference: 'm1' }]);
      await store.outbox.end(attempt, { type: 'accepted', at: MORNING, reference: 'm1' });
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(attempt.id);
    });

    test('the same failure told again, or told late, does not send a reply a third time', async () => {
      const { citizen, note, isWaiting } = await accepted();
      const failure = { state: 'failed', reference: 'm1', again: SOON } as const;
      await note(failure);
      await note(failure);
      const outgoing = await store.outbox.next(citizen, MORNING);
      const attempt = outgoing && (await store.outbox.begin(outgoing));
      await note(failure);
      if (!attempt) throw new Error('there is nothing to send');
      await store.outbox.end(attempt, { type: 'accepted', at: MORNING, reference: 'm2' });
      await note(failure);
      expect(await isWaiting()).toBe(false);
    });

    test('a reply that fails again and again is given up in the end, after longer and longer pauses', async () => {
      const { citizen, reply, note } = await accepted();
      const times: number[] = [];
      for (let n = 1; n < 20; n += 1) {
        await note({ state: 'failed', reference: `m${n}`, again: SOON });
        if (!(await store.outbox.next(citizen, LATER))) break;
        let at = MORNING;
        while (!(await store.outbox.next(citizen, at))) at += 60_000;
        times.push((at - MORNING) / 60_000);
        await endNext(store, citizen, { type: 'accepted', at, reference: `m${n + 1}` });
      }
      expect(times).toEqual([0, 1, 3, 7, 15, 31, 63]);
      expect(await store.outbox.delivery(reply)).toBe('failed');
    });

    test('a reply that waits to go again is not given up for an attempt before that', async () => {
      for (const again of [SOON, 'when-heard'] as const) {
        const { citizen, reply, note } = await accepted();
        await note({ state: 'failed', reference: 'm1', again });
        if (again === 'when-heard') {
          await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: 'm2' });
          await note({ state: 'failed', reference: 'm2', again });
        }
        await note({ state: 'failed', reference: 'm0' });
        expect(await store.outbox.delivery(reply)).toBeUndefined();
      }
    });

    test('a reply that WhatsApp took without an id can fail under the id that it then tells', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const reply = await endNext(store, citizen, { type: 'accepted', at: MORNING });
      const failed = { reply, state: 'failed', at: MORNING, again: SOON } as const;
      await store.outbox.note([{ ...failed, reference: 'm1' }]);
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(reply);
    });

    test('a reply whose words are gone is not sent again', async () => {
      const citizen = await aCitizen(store);
      await sayTo(store, citizen, 'a');
      const reply = await endNext(store, citizen);
      await store.outbox.note([{ reply, state: 'failed', at: MORNING, again: SOON }]);
      expect(await store.outbox.next(citizen, LATER)).toBeUndefined();
    });

    test('a reply that came after the 24 hours is tried once more, then waits for the citizen', async () => {
      const { from, citizen, note, isWaiting } = await accepted();
      await note({ state: 'failed', reference: 'm1', again: 'when-heard' });
      expect(await isWaiting()).toBe(true);
      await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: 'm2' });
      await note({ state: 'failed', reference: 'm2', again: 'when-heard' });
      expect(await isWaiting()).toBe(false);
      await keepMessage(store, from, aMessage({ sentAt: MORNING + 9 }), MORNING + 9);
      expect(await isWaiting()).toBe(true);
      await endNext(store, citizen, { type: 'accepted', at: MORNING + 9, reference: 'm3' });
      await note({ state: 'failed', reference: 'm3', again: 'when-heard' }); // from before they wrote
      expect(await isWaiting()).toBe(true);
    });
  });
}
