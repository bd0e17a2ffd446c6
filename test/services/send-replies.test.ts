import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { type Channel, MAX_TRIES } from '../../src/ports/channel.ts';
import type { Outbox } from '../../src/ports/store.ts';
import { sendReplies } from '../../src/services/messaging/send-replies.ts';
import { openAnswered } from '../support/answered-sends.ts';
import { aCitizen, anAddress, aPost, aReply, aTurn } from '../support/builders.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

/** Sends one reply by a clock that goes on whenever somebody looks at it, and tells what the citizen hears. */
async function send(reply: ReturnType<typeof aReply>): Promise<string[]> {
  const store = await openMemoryStore([], MASTER_KEY);
  const post = await aPost(store);
  onTestFinished(() => post.close());
  const citizen = await aCitizen(store, anAddress('w1'), MORNING);
  await store.turns.commitTurn(aTurn({ citizen, replies: [reply] }));
  let time = MORNING;
  const clock = { ...post.deps.clock, now: () => ++time };
  await sendReplies({ ...post.deps, clock }, citizen);
  return post.heard.map(({ text }) => text);
}

test('an answer never goes stale, however time passes while it is looked at', async () => {
  expect(await send(aReply({ text: 'Kabar itu salah.' }))).toEqual(['Kabar itu salah.']);
});

test('what nobody asked for is sent until its time is over, and then not', async () => {
  const text = 'Cek fakta terbaru';
  expect(await send(aReply({ text, unaskedUntil: MORNING + 1000 }))).toEqual([text]);
  expect(await send(aReply({ text, unaskedUntil: MORNING - 1 }))).toEqual([]);
});

test('whoever is overtaken by another process while it sends leaves the rest to that one', async () => {
  const store = await openMemoryStore([], MASTER_KEY);
  let sent = 0;
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    async send() {
      sent += 1;
      if (sent > 5) throw new Error('the two send the same reply for ever');
      const seen = await store.outbox.next(citizen, MORNING);
      if (seen) await store.outbox.begin(seen);
      return { type: 'sent' };
    },
  };
  const post = await aPost(store, { channel });
  onTestFinished(() => post.close());
  const citizen = await aCitizen(store, anAddress('w1'), MORNING);
  await store.turns.commitTurn(aTurn({ citizen, replies: [aReply(), aReply()] }));
  expect(await sendReplies(post.deps, citizen)).toBeNull();
  expect(sent).toBe(1);
});

test('a reply that cannot be sent is tried again, after twice as long each time, and given up', async () => {
  const { attempts, sendAt } = await openAnswered({ type: 'later', ms: 0 });
  const pauses: number[] = [];
  let time = MORNING;
  for (let next = await sendAt(time); next !== null; next = await sendAt(time)) {
    pauses.push(next - time);
    time = next;
  }
  expect(attempts).toEqual(Array.from({ length: MAX_TRIES }, (_, n) => n));
  expect(pauses).toEqual(Array.from({ length: MAX_TRIES - 1 }, (_, n) => 1000 * 2 ** n));
});

test('a reply is not tried before the pause that its channel asks for, nor sooner than after the others', async () => {
  const { sendAt } = await openAnswered({ type: 'later', ms: 5000 });
  const pauses: number[] = [];
  let time = MORNING;
  for (let next = await sendAt(time); next !== null; next = await sendAt(time)) {
    pauses.push(next - time);
    time = next;
  }
  expect(pauses).toEqual([5000, 5000, 5000, 8000, 16_000, 32_000, 64_000].slice(0, MAX_TRIES - 1));
});

test('a channel that has to wait costs no attempt', async () => {
  const { attempts, sendAt } = await openAnswered({ type: 'wait', ms: 5000 });
  expect(await sendAt(MORNING)).toBe(MORNING + 5000);
  expect(await sendAt(MORNING + 5000)).toBe(MORNING + 10_000);
  expect(attempts).toEqual([0, 0]);
});

test('a reply is told as sent when the store has it, and not before', async () => {
  const { store, post, citizen } = await openAnswered({ type: 'sent' });
  const steps: string[] = [];
  const outbox = new Proxy(store.outbox, {
    get: (whole, name: keyof Outbox) =>
      name === 'end'
        ? async (...given: Parameters<Outbox['end']>) => {
            await new Promise(setImmediate);
            await whole.end(...given);
            steps.push('kept');
          }
        : whole[name].bind(whole),
  });
  await sendReplies({ ...post.deps, store: { ...store, outbox } }, citizen);
  steps.push('told');
  expect(steps).toEqual(['kept', 'told']);
});

test('what was sent a moment ago counts against the allowance before anybody has counted it', async () => {
  const store = await openMemoryStore([], MASTER_KEY);
  const sent: string[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    isCharged: true,
    async send({ reply: { text } }) {
      sent.push(text);
      return { type: 'sent' };
    },
  };
  const post = await aPost(store, { channel, settings: { monthlyAllowance: 2 } });
  onTestFinished(() => post.close());
  const citizen = await aCitizen(store, anAddress('w1'), MORNING);
  const replies = ['satu', 'dua', 'tiga'].map((text) => aReply({ text }));
  await store.turns.commitTurn(aTurn({ citizen, replies }));
  await sendReplies(post.deps, citizen);
  expect(sent).toEqual(['satu', 'dua']);
});
