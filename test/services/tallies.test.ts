import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFactCheck, aMasterKey, anAddress, aPost } from '../support/builders.ts';

const HOAX = 'Minum air rebusan bawang putih menyembuhkan demam berdarah hanya dalam semalam';
const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const DAY = 86_400_000;
const seal = createSeal(aMasterKey());

async function open() {
  const store = openSqlite(':memory:', seal);
  await store.factChecks.save([aFactCheck({ id: 'f', title: HOAX, narratives: [HOAX] })]);
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const counted = async (...under: string[]) =>
    Object.fromEntries(
      (await store.figures.tallies('0000', under)).map(({ name, count }) => [name, count]),
    );
  return { ...post, store, counted };
}

test('a known hoax is counted as a message, a sure match and an answer at once', async () => {
  const post = await open();
  await post.write('w1', HOAX, { forwarded: true });
  expect(await post.counted('kind', 'tier', 'answered')).toEqual({
    'kind.text': 1,
    'tier.answer': 1,
    'answered.10': 1,
  });
  expect(await post.counted('entered.tip', 'left.tip')).toEqual({
    'entered.tip.search': 1,
    'left.tip.search.on answer': 1,
    'entered.tip.answer': 1,
  });
});

test('reports are counted as opened or joined, silence and choices by the state', async () => {
  const post = await open();
  await post.report('w1', NEWS);
  await post.report('w2', NEWS);
  await post.write('w3', NEWS, { forwarded: true });
  await post.wait(DAY + 60_000);
  expect(await post.counted('case')).toEqual({ 'case.opened': 1, 'case.joined': 1 });
  expect(await post.counted('entered.submit.consent', 'left.submit.consent')).toEqual({
    'left.submit.consent.yes': 2,
    'left.submit.consent.after': 1,
  });
});

test('a first muddle is a question put again, a second one leaves it', async () => {
  const post = await open();
  await post.write('w1', NEWS, { forwarded: true });
  await post.write('w1', 'terserah begitu');
  expect(await post.counted('again')).toEqual({ 'again.submit.consent': 1 });
  await post.write('w1', 'terserah begitu');
  expect(await post.counted('left.submit.consent')).toEqual({ 'left.submit.consent.else': 1 });
});

test('who is erased leaves their open questions behind as called off, and the counts stay', async () => {
  const post = await open();
  await post.write('w1', NEWS, { forwarded: true });
  await post.write('w1', 'hapus data saya');
  await post.write('w1', 'ya');
  expect(await post.counted('left.submit.consent')).toEqual({
    'left.submit.consent.called off': 1,
  });
  expect(await post.counted('tier')).toEqual({ 'tier.none': 1 });
});

const said = [
  HOAX,
  NEWS,
  'ya',
  'tidak',
  'menu',
  'entah',
  'lewati',
  'cukup',
  '1',
  '2',
  'hapus data saya',
];
const happening = fc.record({
  citizen: fc.constantFrom('w1', 'w2', 'w3'),
  text: fc.constantFrom(...said),
  forwarded: fc.boolean(),
  pause: fc.constantFrom(0, 0, 0, 2 * 3_600_000, 2 * DAY),
});

test('whoever was counted into a state was counted out of it or stands in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 15 }), async (happenings) => {
      const store = openSqlite(':memory:', seal);
      await store.factChecks.save([aFactCheck({ id: 'f', title: HOAX, narratives: [HOAX] })]);
      const post = await aPost(store, { sweepMs: 3_600_000 });
      for (const { citizen, text, forwarded, pause } of happenings) {
        await post.write(citizen, text, { forwarded });
        await post.wait(pause);
      }
      const standing = new Map<string, number>();
      for (const { name, count } of await store.figures.tallies('0000', ['entered', 'left'])) {
        const [subject, flow, state] = name.split('.');
        const by = subject === 'entered' ? count : -count;
        standing.set(`${flow}/${state}`, (standing.get(`${flow}/${state}`) ?? 0) + by);
      }
      for (const citizen of ['w1', 'w2', 'w3']) {
        const found = await store.turns.readTurn(seal.citizenOf(anAddress(citizen)));
        for (const { flow, state } of found?.conversation.frames ?? []) {
          standing.set(`${flow}/${state}`, (standing.get(`${flow}/${state}`) ?? 0) - 1);
        }
      }
      expect([...standing].filter(([, left]) => left !== 0)).toEqual([]);
      expect(post.errors).toEqual([]);
      await post.close();
      await store.close();
    }),
    { numRuns: 25 },
  );
});
