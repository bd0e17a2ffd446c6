import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { type Channel, MAX_TRIES, type Sent } from '../../src/ports/channel.ts';
import { sendReplies } from '../../src/services/messaging/send-replies.ts';
import { aCitizen, anAddress, aPost, aReply, aTurn } from '../support/builders.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const RECONCILE_MS = 60_000;

/** A post whose channel has receipts and gives every attempt the same answer, and one reply that waits. */
async function openUnsure(answer: Sent, reconcileMs = RECONCILE_MS) {
  const store = await openMemoryStore([], MASTER_KEY);
  const attempts: number[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs,
    async send({ attempts: before }) {
      attempts.push(before);
      return answer;
    },
  };
  const post = await aPost(store, { channel });
  onTestFinished(() => post.close());
  const citizen = await aCitizen(store, anAddress('w1'), MORNING);
  await store.turns.commitTurn(aTurn({ citizen, replies: [aReply()] }));
  const sendAt = (time: number) =>
    sendReplies({ ...post.deps, clock: { ...post.deps.clock, now: () => time } }, citizen);
  return { store, citizen, attempts, sendAt };
}

test('while nothing is answered for anybody, attempts are not used up', async () => {
  const { attempts, sendAt } = await openUnsure({ type: 'unsure', isTried: false });
  let time = MORNING;
  for (let n = 0; n < 2 * MAX_TRIES; n += 1) {
    expect(await sendAt(time)).toBe(time + RECONCILE_MS);
    time += RECONCILE_MS;
  }
  expect(attempts).toEqual(Array(2 * MAX_TRIES).fill(0));
});

test('a reply without an answer waits for its receipt each time, and is given up in the end', async () => {
  const { attempts, sendAt } = await openUnsure({ type: 'unsure' });
  let time = MORNING;
  for (let next = await sendAt(time); next !== null; next = await sendAt(time)) {
    expect(next).toBe(time + RECONCILE_MS);
    time = next;
  }
  expect(attempts).toEqual(Array.from({ length: MAX_TRIES }, (_, n) => n));
});

test('a reply whose sender died is not sent again before a receipt could have come', async () => {
  const { store, citizen, attempts, sendAt } = await openUnsure({ type: 'sent' });
  const outgoing = await store.outbox.next(citizen, MORNING);
  if (outgoing) await store.outbox.begin(outgoing);
  expect(await sendAt(MORNING)).toBe(MORNING + RECONCILE_MS);
  expect(await sendAt(MORNING + RECONCILE_MS - 1)).toBeNull();
  expect(attempts).toEqual([]);
  expect(await sendAt(MORNING + RECONCILE_MS)).toBeNull();
  expect(attempts).toEqual([1]);
});

test('where a channel has no receipts, such a reply is sent again at once', async () => {
  const { store, citizen, attempts, sendAt } = await openUnsure({ type: 'sent' }, 0);
  const outgoing = await store.outbox.next(citizen, MORNING);
  if (outgoing) await store.outbox.begin(outgoing);
  expect(await sendAt(MORNING)).toBeNull();
  expect(attempts).toEqual([1]);
});
