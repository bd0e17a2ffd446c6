import { expect, test } from 'vitest';
import { SimilarPairs } from '../../src/services/cases/similar-pairs.ts';

/** Pairs of which the cases named after what they look like are found. */
function somePairs(alike: Readonly<Record<string, readonly string[]>>) {
  const compared: string[] = [];
  const pairs = new SimilarPairs((id) => {
    if (alike[id]) compared.push(id);
    return alike[id];
  });
  return { pairs, compared };
}

test('what is looked at is compared before what has changed elsewhere', () => {
  const { pairs, compared } = somePairs({ old: [], older: [], seen: ['twin'], twin: ['seen'] });
  for (const id of ['old', 'older']) pairs.note(id);
  pairs.compare(['seen'], 2);
  expect(compared).toEqual(['seen', 'twin']);
  expect([...pairs.of('twin')]).toEqual(['seen']);
  pairs.compare(['seen'], 2);
  expect(compared).toEqual(['seen', 'twin', 'old', 'older']);
});

test('a case that says nothing to compare leaves the others their turn', () => {
  const { pairs, compared } = somePairs({ told: ['twin'], twin: ['told'] });
  pairs.compare(['picture', 'voice', 'told'], 1);
  expect(compared).toEqual(['told']);
  expect([...pairs.of('told')]).toEqual(['twin']);
});
