import { onTestFinished } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Channel, Sent } from '../../src/ports/channel.ts';
import { sendReplies } from '../../src/services/messaging/send-replies.ts';
import { aCitizen, anAddress, aPost, aReply, aTurn } from './builders.ts';
import { MASTER_KEY, MORNING } from './stage.ts';

/** A post whose channel gives every attempt the same answer, and one reply that waits; with `reconcileMs` it has receipts. */
export async function openAnswered(answer: Sent, reconcileMs = 0) {
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
  return { store, post, citizen, attempts, sendAt };
}
