import type { Store } from '../../ports/store.ts';
import type { Seal } from '../seal.ts';
import { checkKey } from './check-key.ts';
import { connect } from './connect.ts';
import { createStore } from './create-store.ts';
import { createMissingIndexes, findMissingIndexes, type MissingIndex } from './indexes.ts';
import { createModels } from './models.ts';

/** Opens a store in a MongoDB replica set; refuses one with wrong indexes or master key. */
export async function openMongo(url: string, seal: Seal): Promise<Store> {
  const connection = await connect(url);
  const models = createModels(connection);
  try {
    const [missing] = await findMissingIndexes(models);
    if (missing) {
      throw new Error(
        `MongoDB: the index ${missing.index} of ${missing.collection} is missing; run "posko db migrate"`,
      );
    }
    await checkKey(models, seal);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return createStore(models, seal);
}

/** Creates missing indexes, or only lists them. */
export async function migrateMongo(
  url: string,
  { isDry }: { isDry: boolean },
): Promise<MissingIndex[]> {
  const connection = await connect(url);
  try {
    const models = createModels(connection);
    const missing = await findMissingIndexes(models);
    if (!isDry) await createMissingIndexes(models);
    return missing;
  } finally {
    await connection.close();
  }
}
