import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { readCloudApi } from '../../src/channels/cloud-api/settings.ts';
import { readEnvironment } from '../../src/config/config.ts';
import type { Channel, Sent } from '../../src/ports/channel.ts';
import { sendReplies } from '../../src/services/messaging/send-replies.ts';
import { openAnswered } from '../support/answered-sends.ts';
import { aCitizen, anAddress, aPost, aReply, aTurn } from '../support/builders.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const CLOUD = {
  POSKO_CLOUD_NUMBER_ID: '1',
  POSKO_CLOUD_TOKEN: 'token-for-tests',
  POSKO_CLOUD_APP_SECRET: 'secret-for-tests',
  POSKO_CLOUD_VERIFY_TOKEN: 'verify-for-tests',
};
/** How long SQLite waits for its lock. */
const LOCK_MS = 10_000;

/** The shortest wait for a receipt with which nothing is repeated, as docs/settings.md says, and how long WhatsApp may take to answer. */
function shortest() {
  const given = { ...CLOUD, POSKO_CLOUD_RECONCILE_S: '30' };
  const [number] = readCloudApi(readEnvironment(given))?.numbers ?? [];
  if (!number) throw new Error('no number');
  return number;
}

/** Two processes on one store, whose channel answers when the test says so. */
async function openTwo(reconcileMs: number) {
  const store = await openMemoryStore([], MASTER_KEY);
  const answers: ((sent: Sent) => void)[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs,
    send: () => new Promise((resolve) => answers.push(resolve)),
  };
  const post = await aPost(store, { channel });
  onTestFinished(() => post.close());
  const citizen = await aCitizen(store, anAddress('w1'), MORNING);
  await store.turns.commitTurn(aTurn({ citizen, replies: [aReply()] }));
  let time = MORNING;
  const clock = { ...post.deps.clock, now: () => time };
  return {
    answers,
    sendAt: (at: number) => {
      time = at;
      return sendReplies({ ...post.deps, clock }, citizen);
    },
  };
}

test('a reply is sent once, although another process looks while its answer takes as long as it may', async () => {
  const { timeoutMs, reconcileMs } = shortest();
  const { answers, sendAt } = await openTwo(reconcileMs);
  const sending = sendAt(MORNING);
  await expect.poll(() => answers.length).toBe(1);
  // Redis is wiped: the other process sends what waits, too.
  expect(await sendAt(MORNING)).toBe(MORNING + reconcileMs);
  expect(await sendAt(MORNING + timeoutMs + LOCK_MS)).toBeNull();
  answers[0]?.({ type: 'accepted' });
  expect(await sending).toBeNull();
  expect(await sendAt(MORNING + reconcileMs)).toBeNull();
  expect(answers).toHaveLength(1);
});

test('half a minute for a receipt is longer than an answer and its record may take', () => {
  const { timeoutMs, reconcileMs } = shortest();
  expect(reconcileMs).toBeGreaterThan(timeoutMs + LOCK_MS);
});

test('a send that throws may have arrived, so that its receipt is waited for', async () => {
  const { post, citizen, store } = await openAnswered({ type: 'sent' }, 60_000);
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 60_000,
    send: () => Promise.reject(new Error('the store could not count the template')),
  };
  const deps = { ...post.deps, store, channels: new Map([['terminal', channel]]) };
  const now = post.clock.now();
  expect(await sendReplies(deps, citizen)).toBe(now + 60_000);
});
