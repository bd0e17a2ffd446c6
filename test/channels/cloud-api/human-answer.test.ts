import { expect, test } from 'vitest';
import type { Settings } from '../../../src/domain/settings/settings.ts';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { aCloudPost, cloudAddress } from './stage.ts';

const HOUR = 3_600_000;
const CLAIM =
  'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini juga';

/** A post with a citizen whom somebody can answer by hand, from the phone that shares the number. */
async function aSharedNumber(settings: Partial<Settings> = {}) {
  const world = await aCloudPost({ settings });
  const { graph, post, settle } = world;
  const ani = graph.citizen('ani');
  let count = 0;
  const answerByHand = async (to = ani.phone, at = post.clock.now()) => {
    count += 1;
    const timestamp = `${Math.floor(at / 1000)}`;
    const echo = { from: '628', to, id: `wamid.hand-${count}`, timestamp, type: 'text' };
    const metadata = { display_phone_number: '628', phone_number_id: graph.numberId };
    const value = { messaging_product: 'whatsapp', metadata, message_echoes: [echo] };
    const entry = [{ id: '1', changes: [{ field: 'smb_message_echoes', value }] }];
    const body = { object: 'whatsapp_business_account', entry };
    expect(await graph.deliverRaw(JSON.stringify(body))).toBe(200);
    await settle();
  };
  const say = async (text: string, context: { forwarded?: 'often' } = {}) => {
    const before = ani.shown.length;
    await ani.write(text, context);
    await post.wait(10_000);
    await settle();
    return ani.shown.slice(before).map((shown) => shown.text ?? '');
  };
  return { ...world, ani, answerByHand, say };
}

test('after somebody has answered by hand, Posko keeps quiet and messages stay in the store', async () => {
  const { say, answerByHand, store, graph, post, ani, unknown, errors } = await aSharedNumber();
  expect(await say('menu')).toHaveLength(1);
  const readBefore = graph.read.length;
  await answerByHand();
  expect(await say('menu')).toEqual([]);
  expect(await say(CLAIM, { forwarded: 'often' })).toEqual([]);
  expect(graph.read).toHaveLength(readBefore);
  const citizen = await store.turns.citizenAt(cloudAddress(ani.userId));
  expect(await store.turns.lettersOf(citizen ?? '', 10)).toHaveLength(4); // the answer is one of them
  expect((await store.turns.readTurn(citizen ?? ''))?.pending).toEqual([]);
  expect([...unknown, ...errors, ...post.errors]).toEqual([]);
});

test('after twelve hours without another answer by hand Posko answers again', async () => {
  const { say, answerByHand, post } = await aSharedNumber();
  await say('menu');
  await answerByHand();
  await post.wait(6 * HOUR);
  await answerByHand();
  await post.wait(11 * HOUR);
  expect(await say('menu')).toEqual([]);
  await post.wait(HOUR);
  expect(await say('menu')).toHaveLength(1);
});

test('danger and the rights of citizens are answered all the same', async () => {
  const { say, answerByHand, store, ani } = await aSharedNumber();
  await say('menu');
  await answerByHand();
  expect((await say('saya mau bunuh diri')).join()).toContain('119');
  expect((await say('berhenti')).join()).toMatch(/tidak|berhenti/i);
  expect((await say('hapus data saya')).join()).toMatch(/hapus/i);
  expect((await say('ya')).join()).toMatch(/hapus/i);
  const citizen = await store.turns.citizenAt(cloudAddress(ani.userId));
  expect(await store.turns.lettersOf(citizen ?? '', 10)).toEqual([]);
});

test('a promised verdict comes, and an open question is neither asked again nor answered', async () => {
  const { say, answerByHand, store, post, settle, ani } = await aSharedNumber();
  await say(CLAIM, { forwarded: 'often' });
  await ani.tap(ani.shown.at(-1)?.choices[0]?.title ?? '');
  await post.wait(10_000);
  await settle();
  await answerByHand();
  const before = ani.shown.length;
  await post.wait(2 * HOUR);
  expect(ani.shown).toHaveLength(before);
  const [found] = await store.cases.list('open', 10);
  const url = 'https://sumber.example/cek';
  await reply(
    post.deps,
    { ticket: found?.ticket ?? '', reviewer: 'rina' },
    { verdict: 'salah', summary: 'Bank tidak tutup.', url },
  );
  await settle();
  expect(ani.shown.at(-1)?.text).toContain('Bank tidak tutup.');
});

test('a yes after that time is no answer to a question from before it', async () => {
  const { say, answerByHand, store, post } = await aSharedNumber();
  expect((await say(CLAIM, { forwarded: 'often' })).join()).toContain('Bolehkah');
  await answerByHand();
  await post.wait(13 * HOUR);
  await say('ya');
  expect(await store.cases.list('open', 10)).toEqual([]);
});

test('what waits when somebody answers is left to them', async () => {
  const { answerByHand, ani, post, settle, say } = await aSharedNumber({ quietMs: 5000 });
  await say('menu');
  const before = ani.shown.length;
  await ani.write(CLAIM, { forwarded: 'often' });
  await answerByHand();
  await post.wait(10_000);
  await settle();
  expect(ani.shown).toHaveLength(before);
});

test('an old answer, one to a stranger, and any where it is turned off change nothing', async () => {
  const old = await aSharedNumber();
  await old.say('menu');
  await old.answerByHand(undefined, old.post.clock.now() - 13 * HOUR);
  await old.answerByHand('6281999999999');
  expect(await old.say('menu')).toHaveLength(1);
  const off = await aSharedNumber({ humanQuietMs: 0 });
  await off.say('menu');
  await off.answerByHand();
  expect(await off.say('menu')).toHaveLength(1);
  for (const { store, ani } of [old, off]) {
    const citizen = await store.turns.citizenAt(cloudAddress(ani.userId));
    const kept = await store.turns.lettersOf(citizen ?? '', 10);
    expect(kept.map(({ letter }) => letter.type)).toEqual(['message', 'message']);
  }
  expect([...old.errors, ...old.post.errors, ...off.post.errors]).toEqual([]);
});
