import { afterAll, expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/store/mongo/connect.ts';
import { createModels } from '../../src/store/mongo/models.ts';
import { createStore, openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aDeed } from '../contracts/audit-contract.ts';
import { deedKills } from '../contracts/deed-kills.ts';
import { aCase, aCaseCommit } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { MASTER_KEY } from '../support/stage.ts';

const mongo = await openTestMongo({ lifetimeMs: 300 });
console.log(`MongoDB kills run on: ${mongo.name}`);
afterAll(() => mongo.close());

const WRITE = /^(insert|update|delete|findAndModify|commitTransaction)$/;

deedKills(mongo.isReal ? 'MongoDB' : 'MongoDB, by a stand-in', async () => {
  const url = await mongo.migrated();
  const death = { at: Number.POSITIVE_INFINITY, writes: 0 };
  const [mortal, living] = [await connect(`${url}&monitorCommands=true`), await connect(url)];
  mortal.getClient().on('commandStarted', ({ commandName }) => {
    if (WRITE.test(commandName)) death.writes += 1;
    // A server ends the transaction of a dead process by itself, if later.
    if (death.writes >= death.at && commandName !== 'abortTransaction') throw new Error('killed');
  });
  onTestFinished(async () => {
    await mortal.close();
    await living.close();
  });
  const seal = createSeal(MASTER_KEY);
  return {
    mortal: createStore(createModels(mortal), seal),
    living: createStore(createModels(living), seal),
    dieAt(n) {
      death.at = n ?? Number.POSITIVE_INFINITY;
      death.writes = 0;
    },
    writes: () => death.writes,
  };
});

test('four processes that change cases at once write one chain', async () => {
  const url = await mongo.migrated();
  const seal = createSeal(MASTER_KEY);
  const stores = await Promise.all([1, 2, 3, 4].map(() => openMongo(url, seal)));
  const changes = stores.flatMap((store, n) =>
    Array.from({ length: 8 }, (_, k) => {
      const events = [aDeed({ of: `${n} ${k}` })];
      return store.cases.commit(aCaseCommit({ newCases: [aCase()], events }));
    }),
  );
  expect(await Promise.all(changes)).toEqual(Array(32).fill('committed'));
  const [first] = stores;
  expect(await first?.audit.verify()).toMatchObject({ type: 'sound', entries: 32 });
  for (const store of stores) await store.close();
});
