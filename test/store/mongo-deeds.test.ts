import { afterAll, expect, test } from 'vitest';
import { openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aDeed } from '../contracts/audit-contract.ts';
import { deedKills } from '../contracts/deed-kills.ts';
import { openMongoToKill } from '../kills/kill-stage.ts';
import { aCase, aCaseCommit } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { MASTER_KEY } from '../support/stage.ts';

const mongo = await openTestMongo({ lifetimeMs: 300 });
console.log(`MongoDB kills run on: ${mongo.name}`);
afterAll(() => mongo.close());

deedKills(mongo.isReal ? 'MongoDB' : 'MongoDB, by a stand-in', () => openMongoToKill(mongo));

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
