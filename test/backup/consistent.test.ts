import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Reviewer } from '../../src/domain/accounts/reviewer.ts';
import { createParts } from '../../src/store/mongo/mongo-part.ts';
import { MongoSource } from '../../src/store/mongo/mongo-source.ts';
import { Snapshot } from '../../src/store/mongo/snapshot.ts';
import { aCitizen, aMasterKey } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';
import { aMongoPlace, aSqlitePlace, backUp, fill, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };

test('a backup of SQLite is of one moment, and holds up nobody who writes', async () => {
  const [place, key] = [aSqlitePlace(), aMasterKey()];
  const store = await place.open(key);
  onTestFinished(() => store.close());
  await fill(store);
  const source = await place.source(key);
  const records = source.records();
  const kinds = [(await records[Symbol.asyncIterator]().next()).value?.type];
  const before = await count(place, key);
  await aCitizen(store);
  expect(await count(place, key)).toBe(before + 1);
  for await (const { type } of records) kinds.push(type);
  expect(kinds.filter((type) => type === 'citizen')).toHaveLength(before);
  await source.close();
});

async function count(place: ReturnType<typeof aSqlitePlace>, key: Uint8Array): Promise<number> {
  const source = await place.source(key);
  let found = 0;
  for await (const { type } of source.records()) found += type === 'citizen' ? 1 : 0;
  await source.close();
  return found;
}

test('a backup of MongoDB reads everything in one snapshot session', async () => {
  const { store, models, seal, sent } = await openMongoStage(mongo.url());
  await fill(store);
  const before = sent.length;
  const session = await models.connection.startSession({ snapshot: true });
  const source = new MongoSource(createParts(models, seal), new Snapshot(session));
  let records = 0;
  for await (const _ of source.records()) records += 1;
  expect(records).toBeGreaterThan(10);
  const reads = sent.slice(before).filter(({ name }) => name === 'find');
  expect(reads.length).toBeGreaterThan(10);
  for (const { command } of reads) {
    expect(command.readConcern).toMatchObject({ level: 'snapshot' });
    expect(command.lsid).toEqual(reads[0]?.command.lsid);
  }
  await session.endSession();
});

const reviewer: Reviewer = {
  id: 'r1',
  name: 'Rina',
  role: 'admin',
  password: '$scrypt$a$b',
  totp: { secret: 'TOTPSECRET', lastStep: 7 },
  recovery: ['digest'],
  isDisabled: false,
  epoch: 3,
  createdAt: MORNING,
  lastLoginAt: MORNING + 1,
  revision: 0,
};

describe.each([
  ['SQLite', 'SQLite'],
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
  ['MongoDB', 'MongoDB'],
] as const)('from %s to %s', (from, to) => {
  test('reviewers come in as before, and the audit log is sound under the new key', async () => {
    const [place, target] = [places[from](), places[to]()];
    const [old, fresh] = [aMasterKey(), aMasterKey()];
    const store = await place.open(old);
    expect(await store.reviewers.add(reviewer)).toBe('added');
    const { lastLoginAt: _, ...second } = { ...reviewer, id: 'r2', name: 'Budi', isDisabled: true };
    await store.reviewers.add(second);
    for (const of of ['', 'Budi', 'Rina']) {
      const details = { role: 'admin', nth: 1 };
      await store.audit.append({ at: MORNING, by: 'rina', what: 'reviewer-added', of, details });
    }
    const entries = await store.audit.list(10);
    await store.close();
    const path = await backUp(place, old);
    await restoreInto(target, path, { old, fresh });
    const restored = await target.open(fresh);
    onTestFinished(() => restored.close());
    expect(await restored.reviewers.get('r1')).toEqual(reviewer);
    expect(await restored.reviewers.byName('BUDI')).toEqual(second);
    expect(await restored.audit.list(10)).toEqual(entries);
    expect(await restored.audit.verify(entries[1]?.hash)).toMatchObject({
      type: 'sound',
      entries: 3,
    });
    const next = { at: MORNING, by: 'rina', what: 'login', of: 'Rina', details: {} } as const;
    expect((await restored.audit.append(next)).seq).toBe(4);
  });
});
