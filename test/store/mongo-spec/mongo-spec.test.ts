import { Long } from 'bson';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openTestMongo, type TestMongo } from '../../support/mongo.ts';
import { serveMongo } from '../../support/mongo-stand-in/serve-mongo.ts';
import { playSpec } from './play-spec.ts';
import { readSpecs } from './read-spec.ts';

const folder = process.env.POSKO_TEST_MONGO_SPEC;
const cases = folder ? readSpecs(folder) : [];

/** What the store stands on behaves as MongoDB's publisher says, by the tests of its public specifications. */
describe.runIf(folder)("MongoDB's own tests", () => {
  let server: TestMongo;
  beforeAll(async () => {
    server = await openTestMongo();
  });
  afterAll(() => server.close());

  test.for(cases.filter(({ beyond }) => !beyond))('$name', (each) => playSpec(each, server.url()));

  test('what is asked of each kind of command is played, but for what beyond.json names', () => {
    const played = Map.groupBy(
      cases.filter(({ beyond }) => !beyond),
      ({ name }) => name.split('/')[0],
    );
    const counts = Object.fromEntries([...played].map(([part, own]) => [part, own.length]));
    expect(counts).toEqual({
      crud: 168,
      transactions: 72,
      'transactions-convenient-api': 14,
      sessions: 16,
    });
  });
});

test('a write that comes again with its number is done once', async () => {
  const server = await serveMongo();
  onTestFinished(() => server.close());
  const client = await mongo.MongoClient.connect(server.url('twice'));
  onTestFinished(() => client.close());
  const session = client.startSession();
  const send = (more: object) => client.db().command({ ...more }, { session });
  const txnNumber = Long.fromNumber(7);
  const adds = { updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }] };
  for (let n = 0; n < 2; n += 1) await send({ update: 'rows', ...adds, txnNumber });
  expect(await client.db().collection<{ _id: number }>('rows').findOne({ _id: 1 })).toEqual({
    _id: 1,
    n: 1,
  });
});

test.skipIf(folder)('POSKO_TEST_MONGO_SPEC names the folder of the specifications', () => {});
