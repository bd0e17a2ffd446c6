import { expect, test } from 'vitest';
import { MAX_TRIES } from '../../src/ports/channel.ts';
import { openAnswered } from '../support/answered-sends.ts';
import { MORNING } from '../support/stage.ts';

const RECONCILE_MS = 60_000;

test('while nothing is answered for anybody, attempts are not used up', async () => {
  const { attempts, sendAt } = await openAnswered({ type: 'unsure', isTried: false }, RECONCILE_MS);
  let time = MORNING;
  for (let n = 0; n < 2 * MAX_TRIES; n += 1) {
    expect(await sendAt(time)).toBe(time + RECONCILE_MS);
    time += RECONCILE_MS;
  }
  expect(attempts).toEqual(Array(2 * MAX_TRIES).fill(0));
});

test('a reply without an answer waits for its receipt each time, and is given up in the end', async () => {
  const { attempts, sendAt } = await openAnswered({ type: 'unsure' }, RECONCILE_MS);
  let time = MORNING;
  for (let next = await sendAt(time); next !== null; next = await sendAt(time)) {
    expect(next).toBe(time + RECONCILE_MS);
    time = next;
  }
  expect(attempts).toEqual(Array.from({ length: MAX_TRIES }, (_, n) => n));
});

test('a reply whose sender died is not sent again before a receipt could have come', async () => {
  const { store, citizen, attempts, sendAt } = await openAnswered({ type: 'sent' }, RECONCILE_MS);
  const outgoing = await store.outbox.next(citizen, MORNING);
  if (outgoing) await store.outbox.begin(outgoing);
  expect(await sendAt(MORNING)).toBe(MORNING + RECONCILE_MS);
  expect(await sendAt(MORNING + RECONCILE_MS - 1)).toBeNull();
  expect(attempts).toEqual([]);
  expect(await sendAt(MORNING + RECONCILE_MS)).toBeNull();
  expect(attempts).toEqual([1]);
});

test('where a channel has no receipts, such a reply is sent again at once', async () => {
  const { store, citizen, attempts, sendAt } = await openAnswered({ type: 'sent' });
  const outgoing = await store.outbox.next(citizen, MORNING);
  if (outgoing) await store.outbox.begin(outgoing);
  expect(await sendAt(MORNING)).toBeNull();
  expect(attempts).toEqual([1]);
});
