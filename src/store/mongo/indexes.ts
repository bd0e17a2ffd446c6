import type { Model } from 'mongoose';
import { allModels } from './backup-collections.ts';
import type { Models } from './models.ts';

/** Returns the planned indexes that a database lacks; queries rely on them, and some enforce uniqueness. */
export async function findMissingIndexes(models: Models) {
  const missing = allModels(models).map(async ({ model }) => {
    const plans = await toCreate(model);
    return plans.map(([, { name }]) => ({
      collection: model.collection.name,
      index: String(name),
    }));
  });
  return (await Promise.all(missing)).flat();
}

/** Creates missing collections and indexes, and drops those that earlier releases have left. */
export async function createMissingIndexes(models: Models): Promise<void> {
  for (const { kind, model } of allModels(models)) {
    await model.createCollection(); // a transaction should not have to
    if ((await toCreate(model)).length > 0) await model.createIndexes();
    for (const name of RETIRED[kind] ?? []) {
      if (await model.collection.indexExists(name)) await model.collection.dropIndex(name);
    }
  }
}

/** Indexes of earlier releases that no query needs any more, by collection; each would slow every write. */
const RETIRED: Readonly<Partial<Record<string, readonly string[]>>> = {
  citizens: ['told', 'reply'],
};

type Plan = [Record<string, unknown>, { name?: string }];

async function toCreate(model: Model<object>): Promise<Plan[]> {
  const { toCreate: found } = await model.diffIndexes({ indexOptionsToCreate: true });
  return found as unknown as Plan[]; // Mongoose's types leave the options out
}
