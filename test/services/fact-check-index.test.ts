import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Embedder } from '../../src/matching/embedder.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { IndexFile } from '../../src/store/index-file.ts';
import { aFactCheck, aFolder } from '../support/builders.ts';

/** Knows two meanings; fails as often as it is told to. */
function anEmbedder(failures = 0): Embedder {
  let left = failures;
  return {
    model: 'two meanings',
    dimensions: 2,
    async embed(text) {
      if (left > 0) {
        left -= 1;
        throw new Error('out of memory');
      }
      return /banjir|genangan/i.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1);
    },
  };
}

async function aStore() {
  return openMemoryStore([
    aFactCheck({ id: 'banjir', title: 'Banjir di pasar', narratives: [] }),
    aFactCheck({ id: 'mobil', title: 'Mobil listrik terbakar', narratives: [] }),
  ]);
}

test('with an embedder, what means the same is found without a shared word', async () => {
  const store = await aStore();
  const index = new FactCheckIndex(store.factChecks, { embedder: anEmbedder() });
  await index.follow();
  const { tier, matches } = await index.match({ text: 'genangan menutup kios' });
  expect([tier, matches.map(({ id }) => id)]).toEqual(['none', ['banjir']]);
});

test('a fact-check that could not be embedded is taken in the next time', async () => {
  const store = await aStore();
  const index = new FactCheckIndex(store.factChecks, { embedder: anEmbedder(1) });
  await expect(index.follow()).rejects.toThrow('out of memory');
  await index.follow();
  expect(index.size).toBe(2);
});

test('a message that cannot be embedded is an error, not a message without a match', async () => {
  const store = await aStore();
  const index = new FactCheckIndex(store.factChecks, { embedder: anEmbedder(3) });
  await expect(index.match({ text: 'banjir di pasar' })).rejects.toThrow('out of memory');
});

const MANY = Array.from({ length: 250 }, (_, n) =>
  aFactCheck({ id: `f${n}`, title: `Kabar nomor ${n} tentang banjir di kecamatan ${n}` }),
);

async function aShelf() {
  const shelf = new IndexFile(join(aFolder(), 'index.snapshot'));
  const store = openMemoryStore(MANY);
  const index = await FactCheckIndex.open((await store).factChecks, { shelf });
  await index.save();
  return { shelf, store: await store, index };
}

test('an index taken from its shelf reads only what has changed since', async () => {
  const { shelf, store, index } = await aShelf();
  await store.factChecks.save([aFactCheck({ id: 'baru', title: 'Gunung meletus di pulau baru' })]);
  const read: string[] = [];
  const since = store.factChecks.since.bind(store.factChecks);
  store.factChecks.since = async (change, limit) => {
    const found = await since(change, limit);
    read.push(...found.factChecks.map(({ id }) => id));
    return found;
  };
  const again = await FactCheckIndex.open(store.factChecks, { shelf });
  expect(read.filter((id) => id !== 'f249')).toEqual(['baru']);
  expect(again.size).toBe(251);
  await index.follow();
  expect(await again.match({ text: 'kabar banjir di kecamatan 17' })).toEqual(
    await index.match({ text: 'kabar banjir di kecamatan 17' }),
  );
  expect((await again.match({ text: 'gunung meletus di pulau baru' })).matches[0]?.id).toBe('baru');
});

test('an index of another store, or one that is damaged, is made anew', async () => {
  const { shelf } = await aShelf();
  const other = await openMemoryStore(MANY.slice(0, 3));
  expect((await FactCheckIndex.open(other.factChecks, { shelf })).size).toBe(3);
  const more = await openMemoryStore(
    [...MANY, ...MANY].map((each, n) => ({ ...each, id: `g${n}` })),
  );
  expect((await FactCheckIndex.open(more.factChecks, { shelf })).size).toBe(500);
  await shelf.write({
    change: 1,
    words: Buffer.from('nonsense, and of no length that fits'),
    evidence: Buffer.from('nonsense as well'),
  });
  expect((await FactCheckIndex.open(more.factChecks, { shelf })).size).toBe(500);
});

test('few changes are not worth writing down', async () => {
  const { shelf, store } = await aShelf();
  const before = await shelf.read();
  await store.factChecks.save([aFactCheck({ id: 'baru' })]);
  const again = await FactCheckIndex.open(store.factChecks, { shelf });
  await again.save();
  expect((await shelf.read())?.change).toBe(before?.change);
});
