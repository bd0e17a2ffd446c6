import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/commands/open-store.ts';
import type { Embedder } from '../../src/matching/embedder.ts';
import { FactCheckIndex } from '../../src/tipline/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';

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
  const index = new FactCheckIndex(store.factChecks, anEmbedder());
  await index.follow();
  const { tier, matches } = await index.match('genangan menutup kios');
  expect([tier, matches.map(({ id }) => id)]).toEqual(['none', ['banjir']]);
});

test('a fact-check that could not be embedded is taken in the next time', async () => {
  const store = await aStore();
  const index = new FactCheckIndex(store.factChecks, anEmbedder(1));
  await expect(index.follow()).rejects.toThrow('out of memory');
  await index.follow();
  expect(index.size).toBe(2);
});

test('a message that cannot be embedded is an error, not a message without a match', async () => {
  const store = await aStore();
  const index = new FactCheckIndex(store.factChecks, anEmbedder(3));
  await expect(index.match('banjir di pasar')).rejects.toThrow('out of memory');
});
