import { expect, test } from 'vitest';
import { SnapshotReader, SnapshotWriter } from '../../src/matching/snapshot.ts';
import { TextRow } from '../../src/matching/text-row.ts';

/** Short and long ones, nothing, and letters of one to four bytes, of more than one block. */
const TEXTS = Array.from({ length: 3000 }, (_, n) =>
  n % 7 === 0 ? '' : `${n} Benarkah bantuan “tunai” dibagi? 𝗩𝗜𝗥𝗔𝗟 `.repeat(n % 400 === 1 ? 150 : 1),
);

function rowOf(texts: readonly string[], row = new TextRow()): TextRow {
  for (const text of texts) row.push(text);
  return row;
}

function reopened(row: TextRow): { row: TextRow; bytes: number } {
  const writer = new SnapshotWriter();
  row.save(writer);
  const sealed = writer.seal();
  return { row: TextRow.open(new SnapshotReader(sealed)), bytes: sealed.length };
}

const readAll = (row: TextRow) => TEXTS.map((_, at) => row.at(at));

test('every text is read as it was written, in any order', () => {
  const row = rowOf(TEXTS);
  expect(readAll(row)).toEqual(TEXTS);
  const backwards = TEXTS.map((_, at) => TEXTS.length - 1 - at);
  expect(backwards.map((at) => row.at(at))).toEqual(TEXTS.toReversed());
});

test.for([0, 1, 200, 2999])('after being saved with %i texts, it is read and goes on', (count) => {
  const { row } = reopened(rowOf(TEXTS.slice(0, count)));
  expect(readAll(rowOf(TEXTS.slice(count), row))).toEqual(TEXTS);
});

test('saving changes nothing for those who go on', () => {
  const row = rowOf(TEXTS.slice(0, 1500));
  reopened(row);
  expect(readAll(rowOf(TEXTS.slice(1500), row))).toEqual(TEXTS);
  expect(readAll(reopened(row).row)).toEqual(TEXTS);
});

test('texts take less than half of their bytes', () => {
  const written = TEXTS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  expect(reopened(rowOf(TEXTS)).bytes).toBeLessThan(written / 2);
});
