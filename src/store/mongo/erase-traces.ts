import { type Model, trusted } from 'mongoose';
import { addressOf, openState } from '../sealed-values.ts';
import type { Life } from './citizen-schemas.ts';
import type { Parts } from './citizens.ts';
import { reviseCases } from './counters.ts';
import type { Models } from './models.ts';
import { transact } from './transact.ts';

/** Removes every link from stored data to a citizen; runs inside a transaction. */
export async function eraseTraces(models: Models, { _id: citizen, life }: Life): Promise<void> {
  const { letters, replies, tips, feedback, consents, papers } = models;
  await unname(letters, { citizen, life });
  await replies.deleteMany({ citizen });
  // Their own words about it are erased too.
  const $unset = { citizen: 1, link: 1, answers: 1, saved: 1, offered: 1 };
  await reviseCases(models, await tips.distinct('case', { citizen }));
  await tips.updateMany({ citizen }, { $unset });
  await unname(feedback, { citizen });
  await unname(consents, { citizen });
  for (const { _id, revision, doc } of await papers.find({ kind: 'hand-over' })) {
    const { citizen: whose, files: _, ...rest }: Record<string, unknown> = JSON.parse(doc);
    if (whose !== citizen) continue;
    const $set = { doc: JSON.stringify(rest), revision: revision + 1 };
    await papers.updateOne({ _id }, { $set });
  }
}

/** Takes their citizen out of documents, and the words of those that are letters; inside a transaction, because a shard key is not changed but written anew. */
export async function unname(model: unknown, filter: { citizen: string; life?: unknown }) {
  const known = model as Model<{ citizen?: string; isDone?: boolean }>; // each has its own document
  const rows = await known.find(filter, { citizen: 0, life: 0, content: 0 }).lean();
  if (rows.length > 0) await known.deleteMany(filter);
  await known.insertMany(rows.map((row) => ('isDone' in row ? { ...row, isDone: true } : row)));
}

/** Erases a citizen and all that names them, if they still meet a condition, which a simultaneous message undoes. */
export async function eraseCitizen(
  { models, seal, traces }: Parts,
  citizen: Life,
  { condition, endsAfter }: { condition: object; endsAfter?: number },
): Promise<boolean> {
  const { _id, life } = citizen;
  await traces.prepare();
  return transact(models.connection, async () => {
    const gone = await models.citizens.findOneAndDelete({ ...condition, _id, life }).lean();
    if (!gone) return false;
    const { profile } = openState(seal, gone);
    const left = { address: addressOf(seal, gone), profile, ...(endsAfter && { endsAfter }) };
    await traces.leave(left);
    await eraseTraces(models, citizen);
    await models.aliases.deleteMany({ citizen: _id });
    return true;
  });
}

/** Erases a citizen who asked for it once their last reply is sent. */
export function sayFarewell(parts: Parts, citizen: Life): Promise<boolean> {
  const condition = { farewell: true, 'outbox.nextAt': trusted({ $exists: false }) };
  return eraseCitizen(parts, citizen, { condition });
}

/** Drops inbox items that arrived during an erasure; items are read before the citizen, so a missing life is over. */
export async function dropOrphans(models: Models, citizen: string): Promise<void> {
  const lives = await models.letters.distinct('life', { citizen, isDone: false });
  const found = await models.citizens.findOne({ _id: citizen }, { life: 1 }).lean();
  const over = lives.filter((life) => life !== found?.life);
  if (over.length === 0) return;
  const ofThem = { citizen, life: trusted({ $in: over }) };
  await transact(models.connection, () => unname(models.letters, ofThem));
}
