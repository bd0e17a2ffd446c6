import { trusted } from 'mongoose';
import type { Models } from './models.ts';

const COUNTER = 'cases';

/** Makes every process reload grouping; runs in a transaction that conflicts with others. */
export async function touchCases(models: Models, ids: Iterable<string>): Promise<void> {
  for (const _id of ids) {
    const change = await countUp(models, COUNTER);
    await models.cases.updateOne({ _id }, { $set: { change, revised: nextInOrder() } });
  }
}

/** Makes every process read cases again for the queue. */
export async function reviseCases({ cases }: Models, ids: readonly string[]): Promise<void> {
  const $set = { revised: nextInOrder() };
  if (ids.length > 0) await cases.updateMany({ _id: trusted({ $in: [...ids] }) }, { $set });
}

export async function lastChange({ counters }: Models): Promise<number> {
  const counter = await counters.findOne({ _id: COUNTER }).lean();
  return counter?.count ?? 0;
}

/** Counts a counter up and returns it; of two transactions that do so at once, one starts again. */
export async function countUp({ counters }: Models, _id: string, by = 1): Promise<number> {
  const options = { upsert: true, returnDocument: 'after', lean: true } as const;
  const counter = await counters.findOneAndUpdate({ _id }, { $inc: { count: by } }, options);
  return counter?.count ?? by;
}

let last = 0;

/** Returns a number that grows per call, and across processes with the time in microseconds. */
export function nextInOrder(): number {
  last = Math.max(last + 1, Math.floor((performance.timeOrigin + performance.now()) * 1000));
  return last;
}
