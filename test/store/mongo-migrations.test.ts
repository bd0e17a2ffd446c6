import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { migrate, type Step } from '../../src/store/mongo/migrations.ts';
import { migrateMongo, openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aCitizen, endNext, sayTo } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
console.log(`MongoDB migrations run on: ${mongo.name}`);
afterAll(() => mongo.close());

const seal = createSeal(MASTER_KEY);
const named = (steps: readonly Step[]) =>
  steps.map(({ type, collection, what }) => `${type} ${collection}: ${what}`);
const plan = async () => named(await migrateMongo(url, { isDry: true }));

let url: string;
let stage: Awaited<ReturnType<typeof openMongoStage>>;
beforeEach(async () => {
  url = mongo.url();
  stage = await openMongoStage(url);
});

/** Three citizens as an earlier version left them, each with one reply that is over; returns those. */
async function anOlderDatabase(): Promise<string[]> {
  const replies: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const citizen = await aCitizen(stage.store);
    replies.push(...(await sayTo(stage.store, citizen, 'a')));
    await endNext(stage.store, citizen);
  }
  await stage.models.layouts.deleteMany({});
  return replies;
}

test('an older layout is planned with its documents, still read, and moved', async () => {
  const replies = await anOlderDatabase();
  const steps = await migrateMongo(url, { isDry: true });
  expect(steps).toMatchObject([{ type: 'move', collection: 'citizens', documents: 3 }]);
  const { models } = stage;
  expect(await models.replies.countDocuments({})).toBe(0);
  const opened = await openMongo(url, seal);
  await opened.outbox.note([{ reply: replies[0] ?? '', state: 'delivered', at: MORNING }]);
  await migrateMongo(url, { isDry: false });
  expect(await models.citizens.countDocuments({ 'outbox.reply': /./ as never })).toBe(0);
  for (const reply of replies) {
    await opened.outbox.note([{ reply, state: 'read', at: MORNING }]);
    expect(await opened.outbox.delivery(reply)).toBe('read');
  }
  await opened.close();
  expect(await plan()).toEqual([]);
});

test('a migration that was cut short goes on where it was', async () => {
  const replies = await anOlderDatabase();
  const { models, store } = stage;
  const real = models.citizens.updateOne.bind(models.citizens);
  vi.spyOn(models.citizens, 'updateOne')
    .mockImplementationOnce(real)
    .mockImplementationOnce(() => {
      throw new Error('killed');
    });
  await expect(migrate(models)).rejects.toThrow('killed');
  expect(await migrateMongo(url, { isDry: true })).toMatchObject([{ type: 'move', documents: 2 }]);
  for (const reply of replies) {
    await store.outbox.note([{ reply, state: 'delivered', at: MORNING }]);
    expect(await store.outbox.delivery(reply)).toBe('delivered');
  }
  await migrate(models);
  expect(await models.replies.countDocuments({ delivery: 'delivered' })).toBe(3);
  expect(await plan()).toEqual([]);
});

test('an index that is other than planned is made again, under its own name', async () => {
  const { collection } = stage.models.citizens;
  await collection.dropIndex('due');
  await collection.createIndex({ due: -1 }, { name: 'due' });
  await expect(openMongo(url, seal)).rejects.toThrow(/index due of citizens .*posko db migrate/);
  expect(await plan()).toEqual(['rebuild citizens: due']);
  await migrateMongo(url, { isDry: false });
  const due = (await collection.indexes()).find(({ name }) => name === 'due');
  expect(due).toMatchObject({ key: { due: 1 } });
  expect(await plan()).toEqual([]);
});

test('as long as an earlier version runs, only new indexes are made', async () => {
  await anOlderDatabase();
  const { models } = stage;
  await models.citizens.collection.createIndex({ 'outbox.reply': 1 }, { name: 'reply' });
  await models.replies.collection.dropIndex('said');
  const done: string[] = [];
  const tell = (step: Step) => done.push(...named([step]));
  await migrateMongo(url, { isDry: false, addsOnly: true, tell });
  expect(done).toEqual(['create replies: said']);
  await (await openMongo(url, seal)).close();
  expect(await plan()).toEqual(['move citizens: replies that are over', 'drop citizens: reply']);
});

test('a database that a newer version has migrated is refused, and left as it is', async () => {
  await stage.models.layouts.updateOne({ _id: 'documents' }, { $set: { number: 99 } });
  await stage.models.citizens.collection.dropIndex('due');
  const refusal = /newer Posko has migrated .*layout 99.*update Posko/;
  await expect(openMongo(url, seal)).rejects.toThrow(refusal);
  await expect(migrateMongo(url, { isDry: false })).rejects.toThrow(refusal);
  const names = (await stage.models.citizens.collection.indexes()).map(({ name }) => name);
  expect(names).not.toContain('due');
});
