import { trusted } from 'mongoose';
import { oldStartsWithWords, parseHistoryEvent } from '../../domain/cases/history.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import { nextInOrder } from './arrival-order.ts';
import type { Models } from './models.ts';

/** Adds entries; runs inside the transaction of the change. */
export async function addHistory({ history }: Models, entries: readonly HistoryEntry[]) {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, order: nextInOrder() }));
  await history.insertMany(rows);
}

const HAS_WORDS = [
  { words: trusted({ $exists: true }) },
  ...oldStartsWithWords.map((start) => ({ what: new RegExp(`^${start}`) })),
];

/** Erases reviewers' own words in notes and questions about cases. */
export async function eraseReviewersWords(
  { history, announcements }: Models,
  cases: readonly string[],
): Promise<void> {
  const written = { case: trusted({ $in: [...cases] }), $or: HAS_WORDS };
  for (const row of await history.find(written).lean()) {
    const { what, of } = parseHistoryEvent(row);
    const kept = { what, ...(of === undefined ? {} : { of }) };
    await history.updateOne({ _id: row._id }, { $set: kept, $unset: { words: 1 } });
  }
  for (const id of cases) {
    const asked = {
      _id: trusted({ $gte: `question:${id}:`, $lt: `question:${id};` }),
      isDone: true,
      reason: trusted({ $exists: true }),
    };
    await announcements.updateMany(asked, { $unset: { reason: 1 } });
  }
}
