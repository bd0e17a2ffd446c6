import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Database } from '../../src/store/sqlite/database.ts';
import { aFolder } from '../support/builders.ts';

test('many writes at once hold or fail each by itself', async () => {
  const db = aDatabase();
  const writes = [1, 2, 2, 3].map((n) =>
    db.together(() => {
      db.run`INSERT INTO numbers VALUES (${n + 100})`;
      return db.run`INSERT INTO numbers VALUES (${n})`;
    }),
  );
  const results = await Promise.allSettled(writes);
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(numbersOf(db)).toEqual([1, 2, 3, 101, 102, 103]);
  db.close();
});

test('nobody is told before everything is on disk', async () => {
  const path = join(aFolder(), 'numbers.db');
  const [db, other] = [aDatabase(path), new Database(path)];
  const seen: number[][] = [];
  await Promise.all(
    [1, 2, 3].map((n) =>
      db
        .together(() => db.run`INSERT INTO numbers VALUES (${n})`)
        .then(() => seen.push(numbersOf(other))),
    ),
  );
  expect(seen).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
  db.close();
  other.close();
});

test('what another writer does not let through fails for all, and for none of those after', async () => {
  const path = join(aFolder(), 'numbers.db');
  const [db, other] = [aDatabase(path, 50), new Database(path)];
  other.script('BEGIN IMMEDIATE');
  const writes = [1, 2].map((n) => db.together(() => db.run`INSERT INTO numbers VALUES (${n})`));
  for (const { status } of await Promise.allSettled(writes)) expect(status).toBe('rejected');
  other.script('ROLLBACK');
  await db.together(() => db.run`INSERT INTO numbers VALUES (3)`);
  expect(numbersOf(db)).toEqual([3]);
  db.close();
  other.close();
});

test('closing writes what waits', async () => {
  const path = join(aFolder(), 'numbers.db');
  const db = aDatabase(path);
  const written = db.together(() => db.run`INSERT INTO numbers VALUES (7)`);
  db.close();
  await written;
  const again = new Database(path);
  expect(numbersOf(again)).toEqual([7]);
  again.close();
});

test('what comes after the end is refused, and takes nothing down with it', async () => {
  const db = aDatabase();
  db.close();
  const written = db.together(() => db.run`INSERT INTO numbers VALUES (7)`);
  await expect(written).rejects.toThrow('not open');
});

function aDatabase(path = ':memory:', busyMs?: number): Database {
  const db = new Database(path);
  db.script('CREATE TABLE IF NOT EXISTS numbers (n INTEGER PRIMARY KEY)');
  if (busyMs !== undefined) db.script(`PRAGMA busy_timeout = ${busyMs}`);
  return db;
}

function numbersOf(db: Database): number[] {
  return db.all`SELECT n FROM numbers ORDER BY n`.map(({ n }) => Number(n));
}
