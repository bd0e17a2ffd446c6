import { expect, test } from 'vitest';
import { cardPainter } from '../../../src/rendering/paint-card.ts';
import { aFactCheck, aReply, aTurn } from '../../support/builders.ts';
import { aCloudPost } from './stage.ts';

const HOAX =
  'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini juga';
const HOUR = 3_600_000;

/** A citizen who has just been told a verdict. */
async function aTold() {
  const stage = await aCloudPost({ painter: cardPainter });
  await stage.store.factChecks.save([aFactCheck({ id: 'bank', title: HOAX, narratives: [HOAX] })]);
  await stage.post.deps.index.follow();
  const ani = stage.graph.citizen('ani');
  await ani.write(HOAX, { forwarded: 'once' });
  await stage.settle();
  const pictures = () => ani.shown.filter(({ picture }) => picture !== undefined);
  return { ...stage, ani, pictures };
}

test('the card comes by a button, and the buttons of the verdict still work after it', async () => {
  const { ani, settle, pictures, graph, post } = await aTold();
  expect(ani.shown.at(-1)?.choices).toHaveLength(3);
  const [helpful, , card] = ani.shown.at(-1)?.choices ?? [];
  await ani.tap(card?.title ?? '');
  await settle();
  expect(pictures()).toMatchObject([{ picture: { mime: 'image/png' }, choices: [] }]);
  expect(ani.shown.at(-1)?.text).toMatch(/❌ \*SALAH\*\n“Awas, mulai besok/);
  const answer = { type: 'button_reply', button_reply: helpful };
  await ani.send({ type: 'interactive', interactive: answer });
  await settle();
  expect(ani.shown.at(-1)?.text).toContain('Terima kasih kabarnya.');
  expect(graph.pictures.size).toBe(1);
  expect(post.errors).toEqual([]);
});

test('a sender that dies between handing in the picture and the message sends it once', async () => {
  const { ani, settle, pictures, store, graph, post } = await aTold();
  graph.uploadFaults.push({ type: 'silence', isTaken: true });
  await ani.write('kartu');
  await post.settle();
  const [citizen = ''] = await store.outbox.findWaiting(Number.MAX_SAFE_INTEGER, 1);
  const outgoing = await store.outbox.next(citizen, Number.MAX_SAFE_INTEGER);
  if (!outgoing) throw new Error('there is nothing to send');
  await store.outbox.begin(outgoing); // and never ends
  expect(graph.pictures.size).toBe(1);
  await settle();
  expect(pictures()).toEqual([]);
  await post.wait(60_000);
  await settle();
  await post.wait(600_000);
  expect(pictures()).toHaveLength(1);
});

test('a card whose answer was lost is known by its receipt and not sent again', async () => {
  const { ani, settle, pictures, graph, post } = await aTold();
  graph.faults.push({ type: 'silence', isTaken: true });
  await ani.write('kartu');
  await settle();
  await post.wait(600_000);
  await settle();
  expect(pictures()).toHaveLength(1);
});

test('a card that WhatsApp has lost, as a receipt tells, is handed in and sent anew', async () => {
  const { ani, settle, pictures, graph, post } = await aTold();
  graph.faults.push({ type: 'failed-later', code: 131053 });
  await ani.write('kartu');
  await settle();
  expect(pictures()).toEqual([]);
  await post.wait(70_000);
  await settle();
  expect(pictures()).toHaveLength(1);
  expect(graph.pictures.size).toBe(2);
});

test('a card after 24 hours waits behind a template, and comes once when the citizen writes', async () => {
  const { ani, settle, pictures, graph, post, store } = await aTold();
  graph.faults.push({ type: 'error', status: 400, code: 131016 });
  await ani.write('halo');
  await post.settle();
  const [citizen = ''] = await store.outbox.findWaiting(Number.MAX_SAFE_INTEGER, 1);
  await post.wait(25 * HOUR);
  const picture = { type: 'card', factCheck: 'bank', version: 1, language: 'id' } as const;
  const revision = (await store.turns.readTurn(citizen))?.revision ?? 0;
  await store.turns.commitTurn(aTurn({ citizen, revision, replies: [aReply({ picture })] }));
  await post.wait(60_000);
  await settle();
  expect(ani.shown.at(-1)?.template).toBe('kabar_posko');
  expect(graph.pictures.size).toBe(0);
  await ani.write('halo?');
  await settle();
  await post.wait(60_000);
  await settle();
  expect(pictures()).toHaveLength(1);
});
