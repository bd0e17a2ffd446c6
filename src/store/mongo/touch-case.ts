import type { Models } from './models.ts';

const COUNTER = 'cases';

/** Makes every process reload grouping; runs in a transaction that conflicts with others. */
export async function touchCases(
  { cases, counters }: Models,
  ids: Iterable<string>,
): Promise<void> {
  for (const _id of ids) {
    const counter = await counters
      .findOneAndUpdate(
        { _id: COUNTER },
        { $inc: { count: 1 } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    await cases.updateOne({ _id }, { $set: { change: counter?.count ?? 1 } });
  }
}

/** Returns the number of the last change. */
export async function lastChange({ counters }: Models): Promise<number> {
  const counter = await counters.findOne({ _id: COUNTER }).lean();
  return counter?.count ?? 0;
}
