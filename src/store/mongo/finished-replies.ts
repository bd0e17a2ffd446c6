import { trusted } from 'mongoose';
import { isOpen } from '../delivery.ts';
import type { FinishedRow, Life, ReplyRow } from './citizen-schemas.ts';
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
  { _id: citizen }: Life,
  finished: readonly ReplyRow[],
): Promise<void> {
  for (const row of finished.map((each) => toFinished(citizen, each))) {
    if (await isNew(replies.insertMany([row]))) continue;
    // A process died before it took them out of the document, where they may have changed since.
    const { _id, version, ...rest } = row;
    const isOlder = { _id, citizen, version: trusted({ $lt: version }) };
    await replies.updateOne(isOlder, { $set: { ...rest, version } });
  }
}

/** Takes copied replies out of the document unless they have changed since; drops the copies of a citizen who was erased meanwhile. */
export async function cutReplies(
  { citizens, replies }: Models,
  { _id, life }: Life,
  finished: readonly ReplyRow[],
  { asRead = {}, change = {} }: { asRead?: object; change?: object } = {},
): Promise<void> {
  const $or = finished.map(({ reply, version }) => ({ reply, version }));
  const cut = $or.length > 0 && { $pull: { outbox: { $or } } };
  const who = { _id, life };
  const known = await citizens.updateOne({ ...who, ...asRead }, { ...change, ...cut });
  if (known.matchedCount === 1 || !cut || (await citizens.exists(who))) return;
  await replies.deleteMany({ _id: trusted({ $in: $or.map((each) => each.reply) }), citizen: _id });
}
