import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { aMasterKey, aPost } from '../support/builders.ts';

const HOUR = 3_600_000;
const UNKNOWN =
  'Sumur di Desa Karangjati berubah jadi minyak wangi sejak Selasa malam, warga antre';

/** A post with the sample fact-checks, and a citizen whose question about keeping a tip is open. */
async function asked() {
  const store = await openMemoryStore(loadSamples(), aMasterKey());
  const post = await aPost(store);
  await post.write('w1', UNKNOWN, { forwarded: true });
  return { post, store, last: () => post.heard.at(-1)?.text ?? '' };
}

test('a list that comes while a question is open can be chosen from', async () => {
  const { post, last } = await asked();
  await post.write('w1', 'cari vaksin');
  expect(last()).toContain('Balas dengan nomornya');
  expect(last()).not.toContain('menyimpan');
  await post.write('w1', '1');
  expect(
    post.heard
      .slice(-2)
      .map(({ text }) => text)
      .join('\n'),
  ).toMatch(/SALAH|MENYESATKAN|BENAR/);
});

test('a number after a list is never consent', async () => {
  for (const number of ['1', '2', '3', '4', '5']) {
    const { post, store } = await asked();
    await post.write('w1', 'cari vaksin');
    await post.write('w1', number);
    await post.write('w1', 'terima kasih');
    expect(await store.cases.list('open', 10), number).toEqual([]);
  }
});

test('the open question comes again once the list is read, and a number answers it then', async () => {
  const { post, store, last } = await asked();
  await post.write('w1', 'cari vaksin');
  await post.write('w1', '1');
  expect(last()).toContain('tadi');
  await post.write('w1', '1');
  expect(await store.cases.list('open', 10)).toHaveLength(1);
});

test('a yes after a list puts the question again instead of being taken for its answer', async () => {
  const { post, store, last } = await asked();
  const question = last();
  await post.write('w1', 'cari vaksin');
  await post.write('w1', 'ya');
  expect(await store.cases.list('open', 10)).toEqual([]);
  expect(last()).toContain(question.split('\n').at(-1));
  await post.write('w1', 'ya');
  expect(await store.cases.list('open', 10)).toHaveLength(1);
});

test('silence after a list still ends the question below it, and is no consent', async () => {
  const { post, store } = await asked();
  await post.write('w1', 'cari vaksin');
  const before = post.heard.length;
  await post.wait(25 * HOUR);
  expect(post.heard.length).toBeGreaterThan(before);
  await post.write('w1', '1');
  expect(await store.cases.list('open', 10)).toEqual([]);
});

test('messages that are answered together go by letters, so that a number can only mean a choice', async () => {
  const store = await openMemoryStore(loadSamples(), aMasterKey());
  const post = await aPost(store, { settings: { quietMs: 2000 } });
  await Promise.all([
    post.write('w1', UNKNOWN, { forwarded: true }),
    post.write('w1', 'Kucing oranye di Balai Desa Sukamaju bisa bicara bahasa Belanda', {
      forwarded: true,
    }),
  ]);
  await post.wait(5000);
  const said = post.heard.map(({ text }) => text).join('\n');
  expect(said).toContain('*A.*');
  expect(said).not.toMatch(/^\*1\.\* “/m);
});
