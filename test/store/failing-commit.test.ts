import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../src/store/sqlite/database.ts';

/** A database in which a row of `orders` without its `people` lets the COMMIT fail, as a full disk does. */
function aDatabase(): Database {
  const db = new Database(':memory:');
  db.script(`CREATE TABLE people (id INTEGER PRIMARY KEY);
    CREATE TABLE orders (person INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED)`);
  onTestFinished(() => db.close());
  return db;
}

const order = (db: Database, person: number) => db.run`INSERT INTO orders VALUES (${person})`;
const people = (db: Database) => db.all`SELECT id FROM people ORDER BY id`.map(({ id }) => id);
const meet = (db: Database, id: number) => db.run`INSERT INTO people VALUES (${id})`;

test('a COMMIT that fails is told to all who were in it, and holds up nobody after', async () => {
  const db = aDatabase();
  const writes = [db.together(() => meet(db, 1)), db.together(() => order(db, 9))];
  const results = await Promise.allSettled(writes);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(people(db)).toEqual([]);
  await db.together(() => meet(db, 2));
  expect(people(db)).toEqual([2]);
});

test('a COMMIT that fails undoes a transaction of its own, and holds up nobody after', () => {
  const db = aDatabase();
  expect(() =>
    db.transaction(() => {
      meet(db, 1);
      order(db, 9);
    }),
  ).toThrow(/FOREIGN KEY/);
  expect(people(db)).toEqual([]);
  db.transaction(() => meet(db, 2));
  expect(people(db)).toEqual([2]);
});

test('where SQLite has undone everything, nobody is told that their part holds', async () => {
  const db = aDatabase();
  const full = () => {
    db.script('ROLLBACK'); // as SQLite itself does when the disk is full
    throw new Error('the disk is full');
  };
  const results = await Promise.allSettled([db.together(() => meet(db, 1)), db.together(full)]);
  for (const each of results)
    expect(each).toMatchObject({ reason: { message: 'the disk is full' } });
  await expect(db.together(full)).rejects.toThrow('the disk is full');
  expect(people(db)).toEqual([]);
  await db.together(() => meet(db, 2));
  expect(people(db)).toEqual([2]);
});

test('what still waits is written before the file is closed', async () => {
  const db = new Database(':memory:');
  db.script('CREATE TABLE people (id INTEGER PRIMARY KEY)');
  const writing = db.together(() => meet(db, 1));
  db.close();
  expect(await writing).toBe(1);
});

test('a light write leaves the next one as durable as ever, also where it fails', async () => {
  const db = aDatabase();
  const synchronous = () => Number(db.get`PRAGMA synchronous`?.synchronous);
  const full = synchronous();
  expect(full).toBe(2);
  expect(await db.runLightly`INSERT INTO people VALUES (1) RETURNING id`).toEqual({ id: 1 });
  expect(synchronous()).toBe(full);
  await expect(db.runLightly`INSERT INTO people VALUES (1) RETURNING id`).rejects.toThrow(/UNIQUE/);
  expect(synchronous()).toBe(full);
});

test('erased rows are overwritten, and rows that name nobody are refused', () => {
  const db = aDatabase();
  expect(Number(db.get`PRAGMA secure_delete`?.secure_delete)).toBe(1);
  expect(Number(db.get`PRAGMA foreign_keys`?.foreign_keys)).toBe(1);
});

test('a file is written anew up to a size, and left as it is beyond', () => {
  const db = aDatabase();
  const pages = () => Number(db.get`PRAGMA page_count`?.page_count);
  db.script('CREATE TABLE big (bytes BLOB)');
  db.run`INSERT INTO big VALUES (zeroblob(200000))`;
  db.run`DELETE FROM big`;
  const before = pages();
  db.rewrite(before * 4096 - 1);
  expect(pages()).toBe(before);
  db.rewrite(before * 4096);
  expect(pages()).toBeLessThan(before);
});
