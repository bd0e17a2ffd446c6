import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Database } from '../../src/store/sqlite/database.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFactCheck,
  aFolder,
  endNext,
  sayTo,
} from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

const FULL = 2;

test('SQLite waits for the disk with every commit, and overwrites what it deletes', async () => {
  const db = new Database(join(aFolder(), 'posko.db'));
  const settings = () => [
    db.get`PRAGMA synchronous`?.synchronous,
    db.get`PRAGMA secure_delete`?.secure_delete,
  ];
  expect(settings()).toEqual([FULL, 1]);
  db.script('CREATE TABLE numbers (n INTEGER PRIMARY KEY)');
  await db.runLightly`INSERT INTO numbers VALUES (1) RETURNING n`;
  expect(settings()).toEqual([FULL, 1]);
  await expect(db.runLightly`INSERT INTO numbers VALUES (1) RETURNING n`).rejects.toThrow();
  expect(settings()).toEqual([FULL, 1]);
  db.close();
});

test('what cannot be committed fails for all who wait for it, and is nowhere', async () => {
  const db = new Database(join(aFolder(), 'posko.db'));
  // A broken reference that is looked at late makes the COMMIT itself fail, as a full disk does.
  db.script(`CREATE TABLE numbers (n INTEGER PRIMARY KEY);
    CREATE TABLE others (n INTEGER REFERENCES numbers (n) DEFERRABLE INITIALLY DEFERRED)`);
  const good = db.together(() => db.run`INSERT INTO numbers VALUES (1)`);
  const broken = db.together(() => db.run`INSERT INTO others VALUES (7)`);
  const results = await Promise.allSettled([good, broken]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(() => db.transaction(() => db.run`INSERT INTO others VALUES (8)`)).toThrow();
  await db.together(() => db.run`INSERT INTO numbers VALUES (2)`);
  expect(db.all`SELECT n FROM numbers UNION ALL SELECT n FROM others`).toEqual([{ n: 2 }]);
  db.close();
});

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'commitTransaction']);

test('MongoDB acknowledges no write before a majority has it', async () => {
  const { store, sent } = await openMongoStage(mongo.url());
  sent.length = 0;
  const citizen = await aCitizen(store);
  await sayTo(store, citizen, 'halo');
  await endNext(store, citizen);
  await store.factChecks.save([aFactCheck()]);
  await store.cases.commit(aCaseCommit({ newCases: [aCase()] }));
  await store.documents.put('setting', { id: 'a', revision: 0, value: 1 });
  await store.media.keep(
    { sha256: 'a'.repeat(64), mime: 'image/png', size: 1 },
    Buffer.from('a'),
    MORNING,
  );
  // Within a transaction the concern is that of its end.
  const ends = sent.filter(({ name, command }) => {
    return WRITES.has(name) && (name === 'commitTransaction' || command.autocommit === undefined);
  });
  expect(new Set(ends.map(({ name }) => name))).toContain('commitTransaction');
  expect(ends.length).toBeGreaterThan(5);
  const weak = ends.filter(({ command }) => {
    return (command.writeConcern as { w?: unknown } | undefined)?.w !== 'majority';
  });
  expect(weak.map(({ name }) => name)).toEqual([]);
});
