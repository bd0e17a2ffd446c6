import { expect, test } from 'vitest';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { type QueryWord, readQuery } from '../../src/matching/read-query.ts';
import { createGenerator } from '../support/generate.ts';

const MOST = 20;

test('the candidates are those that score best of all documents, whatever was left out on the way', () => {
  const library = new MatchIndex();
  const { factCheck, message } = createGenerator(3);
  const all = Array.from({ length: 900 }, (_, n) => factCheck(n));
  for (const each of all) library.put(each);
  for (const { id } of all.filter((_, n) => n % 9 === 4)) library.remove(id);
  const finder = new CandidateFinder(library);
  for (let n = 0; n < 60; n += 1) {
    const words = readQuery(library, { text: message(all) });
    const found = finder.find(words, MOST).map((slot) => library.heads.idOf(slot));
    expect(found).toEqual(bestOfAll(library, words));
  }
});

test('a word that every document has adds to those found by the rarer ones', () => {
  const library = new MatchIndex();
  const put = (n: number, rest: string) =>
    library.put({ id: `${n}`, title: `vaksin ${rest} halaman${n}`, narratives: [] });
  for (let n = 100; n < 400; n += 1) put(n, n === 250 ? 'kambing' : n % 2 ? 'sapi' : 'ayam');
  const words = readQuery(library, { text: 'kambing sapi vaksin' });
  const found = new CandidateFinder(library).find(words, 3).map((slot) => library.heads.idOf(slot));
  expect(found).toEqual(['250', '101', '103']);
});

/** Scores every document by all of its words, without any of the finder's short cuts. */
function bestOfAll(library: MatchIndex, words: readonly QueryWord[]) {
  const weights = new Map<number, number>();
  for (const { roots, weight, known } of words) {
    for (const root of roots)
      weights.set(root, Math.max(weights.get(root) ?? 0, known ? weight : weight * 0.75));
  }
  return Array.from({ length: library.shelf.end }, (_, slot) => slot)
    .flatMap((slot) => {
      const id = library.heads.idOf(slot);
      const [from, to] = library.shelf.fieldRange(slot);
      const roots = new Set<number>();
      for (let field = from; field < to; field += 1)
        for (const word of library.shelf.wordsOf(field)) roots.add(library.vocabulary.rootOf(word));
      const found = [...roots].reduce((sum, root) => sum + (weights.get(root) ?? 0), 0);
      const score = found / (1 + (0.25 * library.shelf.lengthOf(slot)) / library.averageLength);
      return id !== undefined && found > 0 ? [{ id, score }] : [];
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ id }) => id);
}
