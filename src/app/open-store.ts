import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, hasMasterKey, readMasterKey } from '../config/config.ts';
import { prepareDataFolder } from '../config/data-folder.ts';
import { changeFactCheck } from '../domain/fact-checks/change-fact-check.ts';
import type { FactCheck } from '../domain/fact-checks/fact-check.ts';
import type { IndexSnapshotStore, Store } from '../ports/store.ts';
import { IndexFile } from '../store/index-file.ts';
import { createSeal } from '../store/seal.ts';
import { openSqlite } from '../store/sqlite/open-sqlite.ts';
import { loadSamples } from './samples/load-samples.ts';

/** The configured store: MongoDB, or else the embedded one; a new one starts with the sample fact-checks. */
export async function openStore(config: Config): Promise<Store> {
  prepareDataFolder(config.dataFolder);
  const isKeyNew = !hasMasterKey(config);
  const seal = createSeal(readMasterKey(config));
  // Mongoose takes time and memory that the embedded store need not spend.
  const store = config.mongoUrl
    ? await (await import('../store/mongo/open-mongo.ts'))
        .openMongo(config.mongoUrl, seal)
        .catch((error: unknown) => {
          const isUseless = isKeyNew && String(error).includes('another master key');
          if (isUseless) rmSync(join(config.dataFolder, 'master.key'), { force: true });
          throw error;
        })
    : openSqlite(join(config.dataFolder, 'posko.db'), seal);
  const { factChecks } = await store.factChecks.since(0, 1);
  if (config.loadsSamples && factChecks.length === 0) await fill(store, loadSamples());
  return store;
}

export async function withStore<T>(config: Config, action: (store: Store) => Promise<T>) {
  const store = await openStore(config);
  try {
    return await action(store);
  } finally {
    await store.close();
  }
}

/** A store in memory that holds the given fact-checks, and forgets everything at the end. */
export async function openMemoryStore(
  factChecks: readonly FactCheck[],
  masterKey: Uint8Array = randomBytes(32),
): Promise<Store> {
  const store = openSqlite(':memory:', createSeal(masterKey));
  await fill(store, factChecks);
  return store;
}

async function fill(store: Store, factChecks: readonly FactCheck[]): Promise<void> {
  const now = Date.now();
  await store.factChecks.save(
    factChecks.map((factCheck) => changeFactCheck(undefined, factCheck, now).factCheck),
  );
}

/** Where the index of the fact-checks lies between two starts. */
export function openIndexSnapshots({ dataFolder }: Config): IndexSnapshotStore {
  return new IndexFile(join(dataFolder, 'index.snapshot'));
}
