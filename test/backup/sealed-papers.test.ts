import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import {
  addOrganisation,
  findOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';
import { aMongoPlace, aSqlitePlace, backUp, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };

const clock = new VirtualClock(MORNING);
const liaison = 'Sari Contoh, +62 812 0000 0001, sari@bawaslu.example';
const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', liaison } as const;
const PERSONAL = /0000 0001|sari@|Sari Contoh/;

test('a file of the store shows neither the number nor the address of a liaison', async () => {
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, createSeal(aMasterKey()));
  await addOrganisation({ store, clock }, bawaslu, 'ayu');
  expect(await findOrganisation({ store }, 'bawaslu')).toMatchObject({ liaison, revision: 1 });
  await store.close();
  expect(readFileSync(path).toString('latin1')).not.toMatch(PERSONAL);
});

test('a collection of MongoDB shows neither', async () => {
  const { store, models } = await openMongoStage(mongo.url());
  await addOrganisation({ store, clock }, bawaslu, 'ayu');
  const [row] = await models.papers.find({ kind: 'organisation' }).lean();
  expect(row?.doc).not.toMatch(PERSONAL);
  expect(await findOrganisation({ store }, 'bawaslu')).toMatchObject({ liaison });
});

test('a liaison that an earlier version left unsealed is read, and sealed at the next change', async () => {
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  const old = { ...bawaslu, id: undefined, members: [], generation: 1, isActive: true };
  const file = new DatabaseSync(path);
  onTestFinished(() => file.close());
  const insert = file.prepare('INSERT INTO papers (kind, id, revision, doc) VALUES (?, ?, ?, ?)');
  insert.run('organisation', 'bawaslu', 1, JSON.stringify(old));
  const found = await findOrganisation({ store }, 'bawaslu');
  expect(found).toMatchObject({ liaison, revision: 1 });
  const value = { ...old, generation: 2 };
  const document = { id: 'bawaslu', revision: 1, value };
  expect(await store.documents.put('organisation', document)).toBe('saved');
  expect(await findOrganisation({ store }, 'bawaslu')).toMatchObject({ liaison, generation: 2 });
  const row = file.prepare("SELECT doc FROM papers WHERE kind = 'organisation'").get();
  expect(String(row?.doc)).not.toMatch(PERSONAL);
});

test.each([
  ['SQLite', 'SQLite'],
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
] as const)(
  'liaisons and addresses of staff are read after a move from %s to %s under another key',
  async (from, to) => {
    const [old, fresh] = [aMasterKey(), aMasterKey()];
    const source = places[from]();
    const first = await source.open(old);
    await addOrganisation({ store: first, clock }, bawaslu, 'ayu');
    const value = { zone: 'WIB', email: 'rina@posko.example' };
    await first.documents.put('duty-person', { id: 'Rina', revision: 0, value });
    await first.close();
    const target = places[to]();
    await restoreInto(target, await backUp(source, old), { old, fresh });
    const store = await target.open(fresh);
    onTestFinished(() => store.close());
    expect(await findOrganisation({ store }, 'bawaslu')).toMatchObject({ liaison, revision: 1 });
    expect((await store.documents.get('duty-person', 'Rina'))?.value).toEqual(value);
  },
);
