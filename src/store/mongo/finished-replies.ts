import { trusted } from 'mongoose';
import { isOpen } from '../delivery.ts';
import type { CitizenRow, FinishedRow, ReplyRow } from './citizen-schemas.ts';
import type { Models } from './models.ts';
import { isNew } from './transact.ts';

/** Most replies that were handed on and stay with their citizen in case they fail and are sent again. */
const KEPT = 50;

/** Returns the replies of a citizen that are over for good: those without words, and all but the last of those with some. */
export function finishedIn(outbox: readonly ReplyRow[]): ReplyRow[] {
  const over = outbox.filter((row) => !isOpen(row)).toSorted((a, b) => a.place - b.place);
  const spoken = over.filter(({ content }) => content).slice(0, -KEPT);
  return [...over.filter(({ content }) => !content), ...spoken];
}

/** Returns a finished reply as it lies under its own id. */
export function toFinished(citizen: string, row: ReplyRow): FinishedRow {
  const { reply: _id, content: _, nextAt: __, ...standing } = row;
  return { _id, citizen, ...standing };
}

/** Copies finished replies out of a citizen's document: as long as they are in both, the document counts. */
export async function copyReplies(
  { replies }: Models,
  { _id: citizen }: Pick<CitizenRow, '_id'>,
  finished: readonly ReplyRow[],
): Promise<void> {
  const rows = finished.map((row) => toFinished(citizen, row));
  if (rows.length === 0 || (await isNew(replies.insertMany(rows)))) return;
  // A process died before it took them out of the document, where they may have changed since.
  for (const row of rows) {
    if (await isNew(replies.insertMany([row]))) continue;
    const { _id, version, ...rest } = row;
    const isOlder = { _id, citizen, version: trusted({ $lt: version }) };
    await replies.updateOne(isOlder, { $set: { ...rest, version } });
  }
}

/** Returns the change that takes copied replies out of the document, if they are as they were copied. */
export function withoutCopied(finished: readonly ReplyRow[]) {
  const copied = finished.map(({ reply, version }) => ({ reply, version }));
  return copied.length === 0 ? {} : { $pull: { outbox: { $or: copied } } };
}

/** Drops copies whose citizen was erased while they were made. */
export async function dropStrays(
  { citizens, replies }: Models,
  { _id, life }: Pick<CitizenRow, '_id' | 'life'>,
  finished: readonly ReplyRow[],
): Promise<void> {
  if (finished.length === 0 || (await citizens.exists({ _id, life }))) return;
  const copied = trusted({ $in: finished.map(({ reply }) => reply) });
  await replies.deleteMany({ _id: copied, citizen: _id });
}
