import { afterAll, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openMongoSource } from '../../src/store/mongo/open-backup.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aCitizen, aMasterKey, aTurn } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';
import { aMongoPlace, aSqlitePlace, backUp, fill, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };
const ALL = ['entered', 'left', 'again', 'kind', 'tier', 'answered', 'case', 'told'];
const tallies = (store: Store) => store.figures.tallies('0000', ALL);

test.each([
  ['SQLite', 'SQLite'],
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
  ['MongoDB', 'MongoDB'],
] as const)('what was counted comes over from %s to %s, and goes on', async (from, to) => {
  const [place, target] = [places[from](), places[to]()];
  const [old, fresh] = [aMasterKey(), aMasterKey()];
  const store = await place.open(old);
  await fill(store);
  const before = await tallies(store);
  expect(before.length).toBeGreaterThan(20);
  await store.close();
  await restoreInto(target, await backUp(place, old), { old, fresh });
  const restored = await target.open(fresh);
  expect(await tallies(restored)).toEqual(before);
  const citizen = await aCitizen(restored);
  const more = { 'kind.text': 5 };
  await restored.turns.commitTurn(aTurn({ citizen, tallies: more, now: MORNING }));
  const sum = (list: readonly { name: string; count: number }[]) =>
    list.reduce((total, { name, count }) => total + (name === 'kind.text' ? count : 0), 0);
  expect(sum(await tallies(restored))).toBe(sum(before) + 5);
  await restored.close();
});

test('a turn that is committed but not yet counted is counted in the backup, once', async () => {
  const url = mongo.url();
  const { store, models } = await openMongoStage(url);
  const citizen = await aCitizen(store);
  const real = models.tallies.updateOne;
  models.tallies.updateOne = () => {
    throw new Error('killed');
  };
  await store.turns.commitTurn(aTurn({ citizen, tallies: { 'kind.text': 1 } })).catch(() => {});
  models.tallies.updateOne = real;
  const source = {
    ...aSqlitePlace(),
    source: (key: Uint8Array) => openMongoSource(url, createSeal(key)),
  };
  const target = aSqlitePlace();
  await restoreInto(target, await backUp(source, MASTER_KEY), {
    old: MASTER_KEY,
    fresh: MASTER_KEY,
  });
  const restored = await target.open(MASTER_KEY);
  expect((await tallies(restored)).map(({ count }) => count)).toEqual([1]);
  await restored.close();
});
