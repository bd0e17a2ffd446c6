import { trusted } from 'mongoose';
import type { HistoryEntry } from '../../ports/commit.ts';
import { nextInOrder } from './arrival-order.ts';
import type { Models } from './models.ts';

/** Adds entries; runs inside the transaction of the change. */
export async function addHistory({ history }: Models, entries: readonly HistoryEntry[]) {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, order: nextInOrder() }));
  await history.insertMany(rows);
}

/** Erases reviewers' own words in notes and questions about cases. */
export async function eraseReviewersWords(
  { history, announcements }: Models,
  cases: readonly string[],
): Promise<void> {
  const written = { case: trusted({ $in: [...cases] }), words: trusted({ $exists: true }) };
  await history.updateMany(written, { $unset: { words: 1 } });
  for (const id of cases) {
    const asked = {
      _id: trusted({ $gte: `question:${id}:`, $lt: `question:${id};` }),
      isDone: true,
      reason: trusted({ $exists: true }),
    };
    await announcements.updateMany(asked, { $unset: { reason: 1 } });
  }
}
