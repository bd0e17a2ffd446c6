import { afterAll } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey } from './builders.ts';
import { openTestMongo } from './mongo.ts';

export type OpenStore = (key?: Uint8Array) => Promise<Store>;

/** A fresh store on SQLite in memory. */
export const openInMemory: OpenStore = async (key = aMasterKey()) =>
  openSqlite(':memory:', createSeal(key));

/** How to open a fresh store on SQLite and on MongoDB, for `describe.each`; the server ends with the file of tests. */
export async function bothStores(): Promise<[name: string, open: OpenStore][]> {
  const mongo = await openTestMongo();
  afterAll(() => mongo.close());
  return [
    ['SQLite', openInMemory],
    [mongo.name, async (key = aMasterKey()) => openMongo(await mongo.migrated(), createSeal(key))],
  ];
}
