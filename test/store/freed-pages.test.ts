import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../src/store/sqlite/database.ts';
import { seededNumbers } from '../support/generate.ts';

const ROWS = 20_000;

test('what SQLite leaves of an erased row when it moves rows is gone once the file is written anew', () => {
  const { db, path, erased } = fill();
  const isLeft = () => {
    const bytes = readFileSync(path, 'latin1');
    return erased.some((id) => bytes.includes(id));
  };
  db.truncateLog();
  expect(isLeft()).toBe(true); // although secure_delete is on
  db.rewrite(1000);
  expect(isLeft()).toBe(true); // the file is larger
  db.rewrite(Number.POSITIVE_INFINITY);
  expect(isLeft()).toBe(false);
  expect(db.get('SELECT count(*) AS n FROM people')).toEqual({ n: ROWS - erased.length });
});

/** A file of many rows by random names, of which every third is erased. */
function fill() {
  const folder = mkdtempSync(join(tmpdir(), 'posko-freed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'posko.db');
  const db = new Database(path);
  onTestFinished(() => db.close());
  db.script('CREATE TABLE people (id TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID');
  const random = seededNumbers(1);
  const kept: string[] = [];
  const erased: string[] = [];
  db.transaction(() => {
    for (let n = 0; n < ROWS; n += 1) {
      const id = Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(16)).join(
        '-',
      );
      db.insert('people', { id, words: 'x'.repeat(n % 97) });
      kept.push(id);
      if (n % 3 !== 0) continue;
      const [gone] = kept.splice(Math.floor(random() * kept.length), 1);
      if (gone === undefined) continue;
      db.run('DELETE FROM people WHERE id = ?', gone);
      erased.push(gone);
    }
  });
  return { db, path, erased };
}
