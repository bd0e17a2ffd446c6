import { expect, test } from 'vitest';
import { assess } from '../../src/matching/assess.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { THRESHOLDS } from '../../src/matching/judge.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { makeQueries } from '../bench/match-queries.ts';
import { documents } from '../bench/match-texts.ts';

const library = new MatchIndex();
for (const document of documents(400)) library.put(document);
const finder = new CandidateFinder(library);

test('where only copies are wanted, nothing is set aside that would be answered as one', () => {
  const found = makeQueries(400, 20).map(({ text }) => {
    const words = readQuery(library, { text });
    const all = assess(library, finder, { words });
    const isCopy = all.some(({ score }) => score >= THRESHOLDS.answer);
    return { isCopy, all, copies: assess(library, finder, { words, onlyCopies: true }) };
  });
  for (const { isCopy, all, copies } of found) {
    if (isCopy || copies.length > 0) expect(copies).toEqual(all);
  }
  expect(found.filter(({ isCopy }) => isCopy).length).toBeGreaterThan(40);
  expect(found.filter(({ copies, all }) => copies.length < all.length).length).toBeGreaterThan(20);
});
