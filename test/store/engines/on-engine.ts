import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrateMongo, openMongo } from '../../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { storeContract } from '../../contracts/store-contract.ts';
import { aMasterKey } from '../../support/builders.ts';
import type { Engine } from '../../support/mongo-engines/open-engine.ts';

/** What each engine lacks, in words, and the tests that need it. */
const lacks: Record<string, Record<string, string[]>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'lacks.json'), 'utf8'),
);

/** Holds the store to its contract on an engine of others; skipped aloud where `setting` names none. */
export function contractOnEngine(
  name: string,
  setting: string,
  start: (at: string) => Promise<Engine>,
): void {
  const at = process.env[setting];
  if (!at) console.warn(`${setting} names no ${name}; the store is not held to its contract on it`);
  const skipped = new Map(
    Object.entries(lacks[name] ?? {}).flatMap(([why, tests]) =>
      tests.map((test) => [test, why] as const),
    ),
  );
  const met = new Set<string>();
  let engine: Engine;
  describe.skipIf(!at)(`the store on ${name}`, () => {
    beforeAll(async () => {
      engine = await start(at ?? '');
    });
    afterAll(() => engine.close());
    beforeEach(({ task, skip }) => {
      met.add(task.name);
      const why = skipped.get(task.name);
      if (why) skip(why);
    });
    storeContract(name, async () => {
      const url = engine.url();
      await migrateMongo(url, { isDry: false });
      return openMongo(url, createSeal(aMasterKey()));
    });
    test('every test that is left out is one of the contract', () => {
      expect([...skipped.keys()].filter((each) => !met.has(each))).toEqual([]);
    });
  });
}
