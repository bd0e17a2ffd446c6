import { trusted } from 'mongoose';
import { allModels } from './backup-collections.ts';
import { copyReplies, cutReplies, finishedIn } from './finished-replies.ts';
import type { Models } from './models.ts';

/** In this order. */
const types = ['create', 'rebuild', 'move', 'drop'] as const;

/** Step of a migration; one that was cut short is done again. */
export interface Step {
  type: (typeof types)[number];
  collection: string;
  /** Name of an index, or what lies elsewhere from now on. */
  what: string;
  /** How many documents may have it. */
  documents?: number;
  run(): Promise<unknown>;
}

/** Number of the layout of documents; the ones before it are still read. */
const LAYOUT = 1;
const DOCUMENTS = 'documents';

/** Returns all in which a database differs from this version, in the order in which it is to change. */
export async function planMigration(models: Models): Promise<Step[]> {
  const isOlder = (await checkLayout(models)) < LAYOUT;
  const moves = isOlder ? [await planMove(models)] : [];
  const steps = [...(await planIndexes(models)), ...moves];
  return steps.toSorted((a, b) => types.indexOf(a.type) - types.indexOf(b.type));
}

/** Returns the layout of the documents; refuses one that a newer version has made. */
export async function checkLayout(models: Models): Promise<number> {
  const layout = (await models.layouts.findOne({ _id: DOCUMENTS }).lean())?.number ?? 0;
  if (layout <= LAYOUT) return layout;
  throw new Error(
    `MongoDB: a newer Posko has migrated the database (layout ${layout}, this one knows ${LAYOUT}); update Posko`,
  );
}

/** Before layout 1 all replies stayed with their citizen until retention. */
async function planMove(models: Models): Promise<Step> {
  const { citizens, layouts } = models;
  const isCrowded = { 'outbox.state': trusted({ $in: ['sent' as const, 'failed' as const] }) };
  const run = async () => {
    for await (const row of citizens.find(isCrowded, { life: 1, outbox: 1 }).lean().cursor()) {
      const finished = finishedIn(row.outbox);
      await copyReplies(models, row, finished);
      if (finished.length > 0) await cutReplies(models, row, finished);
    }
    await layouts.updateOne({ _id: DOCUMENTS }, { $max: { number: LAYOUT } }, { upsert: true });
  };
  const documents = await citizens.countDocuments(isCrowded);
  return { type: 'move', collection: 'citizens', what: 'replies that are over', documents, run };
}

/** Returns indexes that are missing, or other than planned, on which queries rely; and those of earlier releases, which slow every write. */
export async function planIndexes(models: Models): Promise<Step[]> {
  const steps = allModels(models).map(async ({ kind, model }): Promise<Step[]> => {
    const { toDrop, toCreate } = await model.diffIndexes({ indexOptionsToCreate: true });
    const { collection } = model;
    const step = (type: Step['type'], what: string, run: Step['run']): Step => {
      return { type, collection: collection.name, what, run };
    };
    const drop = (name: string) => collection.dropIndex(name);
    const made = (toCreate as unknown as Index[]).map(([keys, options]) => {
      const { name } = options;
      const create = () => collection.createIndex(keys, options);
      if (!toDrop.includes(name)) return step('create', name, create);
      return step('rebuild', name, () => drop(name).then(create));
    });
    const retired = (RETIRED[kind] ?? []).filter((name) => toDrop.includes(name));
    return [...made, ...retired.map((name) => step('drop', name, () => drop(name)))];
  });
  return (await Promise.all(steps)).flat();
}

/** As Mongoose gives it, whose types leave the options out. */
type Index = [Record<string, 1 | -1>, { name: string }];

/** Indexes of earlier releases that no query needs any more, by collection. */
const RETIRED: Readonly<Partial<Record<string, readonly string[]>>> = {
  citizens: ['told', 'reply'],
};

/** Brings a database to this version, and returns what it changed; `addsOnly` leaves out what processes of an earlier release need. */
export async function migrate(
  models: Models,
  { addsOnly = false, tell = () => {} }: { addsOnly?: boolean; tell?: (step: Step) => void } = {},
): Promise<Step[]> {
  const all = await planMigration(models);
  const steps = addsOnly ? all.filter(({ type }) => type === 'create') : all;
  for (const { model } of allModels(models)) await model.createCollection(); // no transaction should have to
  for (const step of steps) {
    await step.run();
    tell(step);
  }
  return steps;
}
