import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { type AuditRow, nextRow, toEntry, verifyChain } from '../../src/store/audit-chain.ts';
import { openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aDeed } from '../contracts/audit-contract.ts';
import { aFolder, aMasterKey } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MASTER_KEY } from '../support/stage.ts';

const mongo = await openTestMongo();
console.log(`Audit tests run on: ${mongo.name}`);
afterAll(() => mongo.close());

const seal = createSeal(aMasterKey());
const LENGTH = 5;

function aChain(of = seal): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let n = 1; n <= LENGTH; n += 1) {
    rows.push(nextRow(of, rows.at(-1), aDeed({ at: n, of: `T${n}`, details: { n } })));
  }
  return rows;
}

function verify(rows: readonly AuditRow[], head?: string) {
  const after = async (seq: number, limit: number) =>
    rows.filter((row) => row.seq > seq).slice(0, limit);
  return verifyChain(seal, after, head);
}

test('an untouched chain is whole', async () => {
  expect(await verify(aChain())).toMatchObject({ type: 'sound', entries: LENGTH });
});

test('a chain of several pages is read to its end, and a noted head may lie anywhere in it', async () => {
  const all: AuditRow[] = [];
  for (let n = 1; n <= 501; n += 1) all.push(nextRow(seal, all.at(-1), aDeed({ at: n })));
  for (const length of [499, 500, 501]) {
    const rows = all.slice(0, length);
    const whole = { type: 'sound', entries: length, head: rows.at(-1)?.hash };
    expect(await verify(rows, rows[1]?.hash)).toEqual(whole);
    expect(await verify(rows, 'none')).toEqual({ ...whole, type: 'cut-off' });
    const last = rows.map((row) => (row.seq === length ? { ...row, by: 'x' } : row));
    expect(await verify(last)).toEqual({ type: 'broken', seq: length, why: 'changed' });
  }
});

test('an entry has one text, in whatever order its details are told', () => {
  const row = (details: Record<string, number>) => nextRow(seal, undefined, aDeed({ details }));
  const [one, other] = [row({ a: 1, c: 3, b: 2 }), row({ b: 2, a: 1, c: 3 })];
  expect([one.hash, one.details]).toEqual([other.hash, '{"a":1,"b":2,"c":3}']);
  expect(toEntry(one)).toMatchObject({ seq: 1, details: { a: 1, b: 2, c: 3 }, hash: one.hash });
});

const fields = ['at', 'by', 'what', 'of', 'details', 'hash', 'mark'] as const;
const cells = fields.flatMap((field) =>
  Array.from({ length: LENGTH }, (_, at) => [field, at + 1] as const),
);

test.each(cells)('a changed %s of entry %i is noticed', async (field, seq) => {
  const fresh = { at: 99, details: '{"n":99}', what: 'login' };
  const rows = aChain().map((row) =>
    row.seq === seq
      ? { ...row, [field]: { ...fresh, by: 'x', of: 'x', hash: 'x', mark: 'x' }[field] }
      : row,
  );
  const why = field === 'mark' ? 'forged' : 'changed';
  expect(await verify(rows)).toEqual({ type: 'broken', seq, why });
});

test('an entry that was taken out is noticed where it is missing', async () => {
  for (let seq = 1; seq < LENGTH; seq += 1) {
    const rows = aChain().filter((row) => row.seq !== seq);
    expect(await verify(rows)).toEqual({ type: 'broken', seq, why: 'missing' });
    const closed = rows.map((row, at) => ({ ...row, seq: at + 1 }));
    expect(await verify(closed)).toEqual({ type: 'broken', seq, why: 'changed' });
  }
});

test('two entries that changed places are noticed', async () => {
  const [first, second, ...rest] = aChain();
  const swapped = [{ ...second, seq: 1 }, { ...first, seq: 2 }, ...rest] as AuditRow[];
  expect(await verify(swapped)).toEqual({ type: 'broken', seq: 1, why: 'changed' });
});

test('an entry of another chain under the same key does not fit in', async () => {
  const other = aChain().map(({ seq }) => seq);
  const rows: AuditRow[] = [];
  for (const at of other) rows.push(nextRow(seal, rows.at(-1), aDeed({ at: at + 100 })));
  expect(await verify(rows)).toMatchObject({ type: 'sound' });
  for (let seq = 2; seq <= LENGTH; seq += 1) {
    const spliced = [...aChain().slice(0, seq - 1), ...rows.slice(seq - 1)];
    expect(await verify(spliced)).toEqual({ type: 'broken', seq, why: 'changed' });
  }
});

test('an entry that was put in at the end, with the right hash, is noticed without the master key', async () => {
  const rows = aChain();
  const forged = nextRow(createSeal(aMasterKey()), rows.at(-1), aDeed());
  const why = 'forged';
  expect(await verify([...rows, forged])).toEqual({ type: 'broken', seq: LENGTH + 1, why });
  const copied = { ...forged, mark: rows.at(-1)?.mark ?? '' };
  expect(await verify([...rows, copied])).toEqual({ type: 'broken', seq: LENGTH + 1, why });
});

test('a log that was written anew from the start is noticed', async () => {
  const foreign = aChain(createSeal(aMasterKey()));
  expect(await verify(foreign)).toEqual({ type: 'broken', seq: 1, why: 'forged' });
});

test('an end that was cut off is noticed by a head noted before', async () => {
  const rows = aChain();
  const noted = rows.at(-1)?.hash;
  expect(await verify(rows.slice(0, -1))).toMatchObject({ type: 'sound' });
  expect(await verify(rows.slice(0, -1), noted)).toMatchObject({ type: 'cut-off', entries: 4 });
  expect(await verify([], noted)).toMatchObject({ type: 'cut-off', entries: 0 });
});

test('the SQLite file refuses to change, drop, replace or push in an entry', async () => {
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, seal);
  onTestFinished(() => store.close());
  for (let n = 0; n < 3; n += 1) await store.audit.append(aDeed());
  const file = new DatabaseSync(path);
  onTestFinished(() => file.close());
  const row = `1, 'budi', 'login', 'x', '{}', 'h', 'm'`;
  for (const sql of [
    `UPDATE audit SET by = 'budi' WHERE seq = 2`,
    'UPDATE audit SET seq = 9 WHERE seq = 3',
    'DELETE FROM audit',
    'DELETE FROM audit WHERE seq = 3',
    `INSERT OR REPLACE INTO audit VALUES (2, ${row})`,
    `INSERT INTO audit VALUES (9, ${row})`,
    `INSERT INTO audit VALUES (0, ${row})`,
  ]) {
    expect(() => file.exec(sql), sql).toThrow();
  }
  expect(await store.audit.verify()).toMatchObject({ type: 'sound', entries: 3 });
  const hash = `(SELECT hash FROM audit WHERE seq = 1)`;
  file.exec(`INSERT OR REPLACE INTO audit VALUES (4, 1, 'budi', 'login', 'x', '{}', ${hash}, 'm')`);
  expect(await store.audit.verify()).toEqual({ type: 'broken', seq: 4, why: 'changed' });
});

test('what somebody changes in the SQLite file with the triggers gone is named', async () => {
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, seal);
  onTestFinished(() => store.close());
  for (let n = 0; n < 3; n += 1) await store.audit.append(aDeed());
  const file = new DatabaseSync(path);
  file.exec(`DROP TRIGGER audit_unchanged; UPDATE audit SET by = 'budi' WHERE seq = 2`);
  file.close();
  expect(await store.audit.verify()).toEqual({ type: 'broken', seq: 2, why: 'changed' });
});

test('what somebody changes in MongoDB is named', async () => {
  const { store, models } = await openMongoStage(mongo.url());
  for (let n = 0; n < 3; n += 1) await store.audit.append(aDeed());
  await models.audit.updateOne({ _id: 2 }, { $set: { details: '{"n":1}' } });
  expect(await store.audit.verify()).toEqual({ type: 'broken', seq: 2, why: 'changed' });
});

test('four processes append sixty deeds to one SQLite file and to one MongoDB', async () => {
  const path = join(aFolder(), 'posko.db');
  const url = mongo.url();
  const { store } = await openMongoStage(url);
  const own = createSeal(MASTER_KEY);
  const four = [1, 2, 3, 4];
  for (const stores of [
    four.map(() => openSqlite(path, seal)),
    [store, ...(await Promise.all(four.slice(1).map(() => openMongo(url, own))))],
  ]) {
    const events = Array.from({ length: 60 }, (_, n) => stores[n % 4]?.audit.append(aDeed()));
    await Promise.all(events);
    expect(await stores[0]?.audit.verify()).toMatchObject({ type: 'sound', entries: 60 });
    for (const each of stores) if (each !== store) await each.close();
  }
});
