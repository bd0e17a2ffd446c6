import { afterAll, expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { closeSession, openSession } from '../../src/store/sealed-values.ts';
import { aMasterKey } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { aMongoPlace } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

test('a database in which a restore was killed opens for nobody, and says what to do', async () => {
  const [place, key] = [aMongoPlace(mongo), aMasterKey()];
  const target = await place.target(key);
  await target.put({ type: 'plain', kind: 'erasures', row: { id: 'r', at: 1 } });
  await expect(place.open(key)).rejects.toThrow('sealed under another master key');
  await expect(place.target(key)).rejects.toThrow('did not finish; drop it and try again');
  await target.finish();
  await (await place.open(key)).close();
});

test('entries of sessions come back with their ids, and one of a version without is said to be so', () => {
  const seal = createSeal(aMasterKey());
  const old = seal.close(seal.sessionSalt('a'), 'value');
  expect(() => openSession(seal, 'a', old)).toThrow('older than 0.1.0');
  const now = closeSession(seal, 'a', { id: '1', value: 'value' });
  expect(openSession(seal, 'a', now)).toEqual({ id: '1', value: 'value' });
});
