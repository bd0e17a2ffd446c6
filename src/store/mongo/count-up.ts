import type { Models } from './models.ts';

/** Counts a counter up and returns it; of two transactions that do so at once, one starts again. */
export async function countUp({ counters }: Models, _id: string, by = 1): Promise<number> {
  const options = { upsert: true, returnDocument: 'after', lean: true } as const;
  const counter = await counters.findOneAndUpdate({ _id }, { $inc: { count: by } }, options);
  return counter?.count ?? by;
}
