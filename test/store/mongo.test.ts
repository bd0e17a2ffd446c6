import { afterAll, expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import type { Address } from '../../src/domain/messages/message.ts';
import { migrateMongo, openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { storeContract } from '../contracts/store-contract.ts';
import { checkTracesLast } from '../contracts/traces-contract.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aMasterKey,
  anAddress,
  anAnnouncement,
  aTurn,
} from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
console.log(`MongoDB tests run on: ${mongo.name}`);
afterAll(() => mongo.close());

const seal = createSeal(aMasterKey());

/** Looking for a server takes 20 seconds; meanwhile the other tests run. */
const away = openMongo('mongodb://127.0.0.1:1/posko', seal).then(
  () => 'opened',
  (error: Error) => error.message,
);

storeContract(
  mongo.isReal ? 'MongoDB' : 'MongoDB, by a stand-in',
  async () => openMongo(await mongo.migrated(), createSeal(aMasterKey())),
  { racers: mongo.isReal ? 60 : 20 },
);

test('what was committed is there when the database is opened again', async () => {
  const url = await mongo.migrated();
  const first = await openMongo(url, seal);
  const citizen = await aCitizen(first);
  await first.close();
  const second = await openMongo(url, seal);
  expect((await second.turns.readTurn(citizen))?.pending).toHaveLength(1);
  await second.close();
});

test('a block comes back with its citizen when the database is opened again', async () => {
  const url = await mongo.migrated();
  await checkTracesLast(() => openMongo(url, seal));
});

test('eight processes open a new database at once', async () => {
  const url = await mongo.migrated();
  const stores = await Promise.all(Array.from({ length: 8 }, () => openMongo(url, seal)));
  for (const store of stores) await store.close();
});

test('a database sealed under another key is refused, and is unharmed', async () => {
  const url = await mongo.migrated();
  await (await openMongo(url, seal)).close();
  const other = createSeal(aMasterKey());
  await expect(openMongo(url, other)).rejects.toThrow(/another master key.*backup/);
  await (await openMongo(url, seal)).close();
});

test('a database without an index is refused with what to do, and a dry run only tells', async () => {
  const url = mongo.url();
  await expect(openMongo(url, seal)).rejects.toThrow(
    /index .* is missing, or of an earlier version; run "posko db migrate"/,
  );
  const planned = await migrateMongo(url, { isDry: true });
  const step = { type: 'create', collection: 'cases', what: 'open_claim' };
  expect(planned).toContainEqual(expect.objectContaining(step));
  const named = (steps: typeof planned) => steps.map(({ collection, what }) => [collection, what]);
  expect(named(await migrateMongo(url, { isDry: false }))).toEqual(named(planned));
  expect(await migrateMongo(url, { isDry: true })).toEqual([]);
  const { models } = await openMongoStage(url);
  await models.citizens.collection.dropIndex('due');
  await expect(openMongo(url, seal)).rejects.toThrow(/index due of citizens/);
});

test('a migration drops the index that an earlier release has left, and no other', async () => {
  const url = await mongo.migrated();
  const { models } = await openMongoStage(url);
  const { collection } = models.citizens;
  await collection.createIndex({ 'told.factCheck': 1 }, { name: 'told' });
  await collection.createIndex({ lastAt: -1 }, { name: 'own_of_operator' });
  const names = async () => (await collection.indexes()).map(({ name }) => name);
  const before = await names();
  await migrateMongo(url, { isDry: true });
  expect(await names()).toEqual(before);
  await migrateMongo(url, { isDry: false });
  expect(await names()).toEqual(before.filter((name) => name !== 'told'));
  expect(before).toContain('told');
});

test('a write concern that can lose what was acknowledged is refused', async () => {
  await expect(openMongo(`${mongo.url()}&w=1`, seal)).rejects.toThrow(/w=1 can lose.*majority/);
});

test('a server that is away is told as such', async () => {
  expect(await away).toMatch(/MongoDB: .*ECONNREFUSED/);
});

test('a filter takes no operator and no field that our own code did not put there', async () => {
  const { models } = await openMongoStage(mongo.url());
  const planted: object = { ticket: { $gt: '' } };
  await expect(models.cases.findOne(planted)).rejects.toThrow(/Cast/);
  const unknown: object = { password: 'x' };
  await expect(models.cases.findOne(unknown)).rejects.toThrow(/strictQuery/);
  const where: object = { $where: 'true' };
  await expect(models.cases.findOne(where)).rejects.toThrow(/not allowed/);
});

test('of more files than are looked at together all go that nobody needs', async () => {
  const { store, models } = await openMongoStage(await mongo.migrated());
  const files = Array.from({ length: 1001 }, (_, n) => String(2000 - n).padStart(64, '0'));
  const rest = { mime: 'image/png', size: 1, upload: 'none', keptAt: MORNING };
  await models.files.insertMany(files.map((_id) => ({ _id, ...rest })));
  const past = { letter: MORNING + 1, tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
  expect((await store.retention.erase(past)).media).toBe(files.length);
  expect(await models.files.countDocuments({})).toBe(0);
});

test('a retired key of traces stays as long as one of them, beside a new key', async () => {
  const url = await mongo.migrated();
  const block = { until: MORNING + 86_400_000, isTold: true };
  const [first, second] = [await openMongoStage(url), await openMongoStage(url)];
  const leave = async ({ store }: typeof first, from: Address) => {
    const profile = { ...newProfile('id', MORNING), block };
    await store.turns.commitTurn(aTurn({ citizen: await aCitizen(store, from), profile }));
    const never = { letter: 0, tip: 0, media: 0, farewell: 0, tally: 0 };
    await store.retention.erase({ ...never, address: MORNING + 1 });
    await store.retention.dropTraces(MORNING);
  };
  const retired = async () =>
    (await first.models.traceKeys.find().lean()).map((key) => key.isRetired);
  const [ani, budi] = [anAddress('ani'), anAddress('budi')];
  await leave(first, ani);
  await first.models.traceKeys.updateMany({}, { $set: { isRetired: true } });
  await leave(second, budi);
  expect((await retired()).toSorted()).toEqual([false, true]);
  for (const from of [ani, budi]) {
    const back = await aCitizen(second.store, from);
    expect((await second.store.turns.readTurn(back))?.profile.block).toBeDefined();
    await second.store.retention.dropTraces(MORNING);
    expect(await retired()).toEqual([false]);
  }
});

test('citizens who agree to the same words at two processes hold up neither', async () => {
  const url = await mongo.migrated();
  const text = { digest: 'd1', purpose: 'check', language: 'id', version: 'V' } as const;
  const entry = { purpose: 'check', deed: 'given', digest: 'd1', at: MORNING } as const;
  const consent = { type: 'consent', entry, text: { ...text, text: 'Boleh?' } } as const;
  for (let n = 0; n < 2; n += 1) {
    const { store } = await openMongoStage(url);
    const citizen = await aCitizen(store);
    expect(await store.turns.commitTurn(aTurn({ citizen, changes: [consent] }))).toBe('committed');
    expect(await store.rights.consentsOf(citizen)).toEqual([entry]);
  }
});

test('a question that was asked goes some time after the decision', async () => {
  const { store, models } = await openMongoStage(mongo.url());
  const found = aCase({ status: 'closed', decidedAt: 1 });
  const id = `question:${found.id}:1`;
  const reason = 'Siapa Bu Siti?';
  const question = anAnnouncement({ id, news: 'question', case: found.id, reason });
  await store.cases.commit(aCaseCommit({ newCases: [found], announcements: [question] }));
  await store.ledger.closeAnnouncement(question.id);
  await store.retention.erase({ letter: 0, tip: 2, media: 0, address: 0, farewell: 0, tally: 0 });
  const rows = await models.announcements.find().lean();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain('Siti');
});
