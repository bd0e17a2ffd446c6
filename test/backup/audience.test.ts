import { afterAll, expect, test } from 'vitest';
import { aMasterKey, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { aMongoPlace, aSqlitePlace, backUp, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };

test.each([
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
] as const)('subscribers are still found when %s was restored into %s', async (from, to) => {
  const [place, target] = [places[from](), places[to]()];
  const [old, fresh] = [aMasterKey(), aMasterKey()];
  const store = await place.open(old);
  const post = await aPost(store);
  for (const text of ['langganan', 'mingguan', 'kesehatan', 'ya']) await post.write('w1', text);
  await post.close();
  expect(await store.audience.count()).toEqual([{ interest: 'health', count: 1 }]);
  await store.close();
  await restoreInto(target, await backUp(place, old), { old, fresh });
  const restored = await target.open(fresh);
  expect(await restored.audience.count()).toEqual([{ interest: 'health', count: 1 }]);
  await restored.close();
});
