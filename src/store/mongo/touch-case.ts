import { countUp } from './count-up.ts';
import type { Models } from './models.ts';

const COUNTER = 'cases';

/** Makes every process reload grouping; runs in a transaction that conflicts with others. */
export async function touchCases(models: Models, ids: Iterable<string>): Promise<void> {
  for (const _id of ids) {
    const change = await countUp(models, COUNTER);
    await models.cases.updateOne({ _id }, { $set: { change } });
  }
}

/** Returns the number of the last change. */
export async function lastChange({ counters }: Models): Promise<number> {
  const counter = await counters.findOne({ _id: COUNTER }).lean();
  return counter?.count ?? 0;
}
