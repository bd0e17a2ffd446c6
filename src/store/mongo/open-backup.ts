import type { Seal } from '../seal.ts';
import { checkKey } from './check-key.ts';
import { connect } from './connect.ts';
import { createMissingIndexes } from './indexes.ts';
import { createModels } from './models.ts';
import { MongoSource } from './mongo-source.ts';
import { MongoTarget } from './mongo-target.ts';
import { Snapshot } from './snapshot.ts';

/** Opens a database to read all of it at one moment. */
export async function openMongoSource(url: string, seal: Seal): Promise<MongoSource> {
  const connection = await connect(url);
  try {
    const models = createModels(connection);
    await checkKey(models, seal);
    const session = await connection.startSession({ snapshot: true });
    return new MongoSource(models, seal, new Snapshot(session));
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Opens an empty database to fill it; creates its collections and indexes. */
export async function openMongoTarget(url: string, seal: Seal): Promise<MongoTarget> {
  const connection = await connect(url);
  try {
    const models = createModels(connection);
    await createMissingIndexes(models);
    const target = new MongoTarget(models, seal);
    await target.begin();
    return target;
  } catch (error) {
    await connection.close();
    throw error;
  }
}
