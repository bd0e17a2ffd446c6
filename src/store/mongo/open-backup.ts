import type { Seal } from '../seal.ts';
import { checkKey } from './check-key.ts';
import { migrate } from './migrations.ts';
import { openModels } from './models.ts';
import { createParts } from './mongo-part.ts';
import { MongoSource } from './mongo-source.ts';
import { MongoTarget } from './mongo-target.ts';
import { Snapshot } from './snapshot.ts';

/** Opens a database to read all of it at one moment. */
export async function openMongoSource(url: string, seal: Seal): Promise<MongoSource> {
  return openModels(url, async (models) => {
    await checkKey(models, seal);
    const session = await models.connection.startSession({ snapshot: true });
    return new MongoSource(createParts(models, seal), new Snapshot(session));
  });
}

/** Opens an empty database to fill it; creates its collections and indexes. */
export async function openMongoTarget(url: string, seal: Seal): Promise<MongoTarget> {
  return openModels(url, async (models) => {
    await migrate(models);
    const target = new MongoTarget(createParts(models, seal));
    await target.begin();
    return target;
  });
}
