import { trusted } from 'mongoose';
import { LEASE_MS } from '../../domain/cases/lifecycle.ts';
import { type Load, repliesByState, type Waiting, waiting } from '../../ports/load.ts';
import type { Models } from './models.ts';

interface Group {
  _id: string | null;
  count: number;
  oldest: number | null;
}

/** Counts what waits in a database, by the indexes of open work. */
export async function readLoad({ letters, citizens, cases }: Models, now: number): Promise<Load> {
  const [unread, replies, open, held] = await Promise.all([
    letters.aggregate<Group>([{ $match: { isDone: false } }, countBy(null, '$arrivedAt')]),
    citizens.aggregate<Group>([
      { $match: { 'outbox.nextAt': { $gte: 0 } } },
      { $unwind: '$outbox' },
      countBy('$outbox.state', '$outbox.createdAt'),
    ]),
    cases.aggregate<Group>([{ $match: { status: 'open' } }, countBy(null, '$openedAt')]),
    cases.find({ status: 'open', 'lease.until': trusted({ $gt: now }) }, { lease: 1 }).lean(),
  ]);
  const renewed = held.map(({ lease }) => (lease?.until ?? now) - LEASE_MS);
  return {
    letters: toWaiting(unread[0]),
    replies: repliesByState(replies.map((row) => ({ state: row._id ?? '', ...toWaiting(row) }))),
    cases: toWaiting(open[0]),
    claims: renewed.length === 0 ? { count: 0 } : waiting(held.length, Math.min(...renewed)),
  };
}

function countBy(key: string | null, time: string) {
  return { $group: { _id: key, count: { $sum: 1 }, oldest: { $min: time } } };
}

function toWaiting(group: Group | undefined): Waiting {
  return waiting(group?.count ?? 0, group?.oldest);
}
