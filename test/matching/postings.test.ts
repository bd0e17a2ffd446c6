import { expect, test } from 'vitest';
import { GrowingArray } from '../../src/matching/growing-array.ts';
import { Postings } from '../../src/matching/postings.ts';
import { SnapshotReader, SnapshotWriter } from '../../src/matching/snapshot.ts';
import { seededNumbers } from '../support/generate.ts';

const DOCUMENTS = 3000;
/** The share of documents that have each term: none, one, few, half and all. */
const SHARES = [0, 1 / DOCUMENTS, 0.01, 0.5, 1, 0.2];

/** Documents of each term, ascending, and the index that holds them. */
function lots(seed: number) {
  const random = seededNumbers(seed);
  const postings = new Postings();
  const lists = SHARES.map((): number[] => []);
  for (let document = 0; document < DOCUMENTS; document += 1) {
    for (const [term, share] of SHARES.entries()) {
      if (share === 1 / DOCUMENTS ? document !== 1700 : random() >= share) continue;
      postings.add(term, document);
      lists[term]?.push(document);
    }
  }
  return { postings, lists, random };
}

function reopened(postings: Postings): Postings {
  const writer = new SnapshotWriter();
  postings.save(writer);
  return Postings.open(new SnapshotReader(writer.seal()));
}

/** The documents of a term, and how often each was counted. */
function read(postings: Postings, term: number): [number[], number] {
  const scores = new Float32Array(DOCUMENTS + 500);
  const touched = new GrowingArray();
  postings.addTo(term, 2, scores, touched);
  expect(scores.every((score) => score === 0 || score === 2)).toBe(true);
  return [[...touched.used], postings.count(term)];
}

test('each term has its documents and no other, also after a snapshot and after what is added then', () => {
  const { postings, lists } = lots(1);
  for (const [term, list] of lists.entries())
    expect(read(postings, term)).toEqual([list, list.length]);
  const opened = reopened(postings);
  expect(lists.map((_, term) => read(opened, term))).toEqual(
    lists.map((list) => [list, list.length]),
  );
  for (let more = 0; more < 40; more += 1) {
    for (const term of [0, 3, 9]) opened.add(term, DOCUMENTS + more);
  }
  const added = Array.from({ length: 40 }, (_, more) => DOCUMENTS + more);
  for (const index of [opened, reopened(opened)]) {
    expect(read(index, 0)).toEqual([added, 40]);
    expect(read(index, 3)[0]).toEqual([...(lists[3] ?? []), ...added]);
    expect(read(index, 9)).toEqual([added, 40]);
    expect([6, 7, 8, 10, 99].map((term) => read(index, term))).toEqual(
      [6, 7, 8, 10, 99].map(() => [[], 0]),
    );
  }
});

test('a document is touched once, however many terms it has, and its score is their sum', () => {
  const { postings, lists } = lots(2);
  const [scores, touched] = [new Float32Array(DOCUMENTS), new GrowingArray()];
  for (const term of [2, 3, 4, 5]) postings.addTo(term, 2 ** term, scores, touched);
  expect([...touched.used].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: DOCUMENTS }, (_, document) => document),
  );
  const sums = Array.from(scores, (_, document) =>
    [2, 3, 4, 5].reduce((sum, term) => sum + (lists[term]?.includes(document) ? 2 ** term : 0), 0),
  );
  expect([...scores]).toEqual(sums);
});

test.each([1, 2, 3, 40, 1024, 2900])(
  'of %i documents, exactly those that have a term get its weight',
  (count) => {
    const { postings, lists, random } = lots(count);
    for (const index of [postings, reopened(postings)]) {
      const some = Array.from({ length: count }, () => Math.floor(random() * DOCUMENTS));
      const asked = Uint32Array.from(new Set(some)).toSorted();
      for (const [term, list] of lists.entries()) {
        const scores = new Float32Array(DOCUMENTS).fill(1);
        index.addAmong(term, 2, scores, asked);
        const has = new Set(list);
        const raised = [...scores.keys()].filter((document) => scores[document] !== 1);
        expect(raised).toEqual([...asked].filter((document) => has.has(document)));
        expect(raised.every((document) => scores[document] === 3)).toBe(true);
      }
    }
  },
);

test('a removed document is counted no longer, and a count is never below none', () => {
  const postings = new Postings();
  for (const document of [0, 1]) postings.add(5, document);
  postings.forget(5);
  expect([postings.count(5), postings.count(4), postings.count(6)]).toEqual([1, 0, 0]);
  for (let more = 0; more < 3; more += 1) postings.forget(5);
  postings.forget(77);
  expect([postings.count(5), postings.count(77)]).toEqual([0, 0]);
});
