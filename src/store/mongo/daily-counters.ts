import { createHash } from 'node:crypto';
import { trusted } from 'mongoose';
import { z } from 'zod';
import type { Models } from './models.ts';
import type { Counts, DailyCounterRow } from './schemas.ts';
import { isNew } from './transact.ts';

/** Counters of a turn; its id is random, so that it does not lead to a citizen. */
export const addendSchema = z.object({
  id: z.string(),
  day: z.string(),
  tallies: z.record(z.string(), z.number()),
});
export type Addend = z.infer<typeof addendSchema>;

const DOCUMENTS = 16;
/** A turn settled twice counts once unless this times `DOCUMENTS` others came in between. */
const REMEMBERED = 64;

/** Adds to the counters of a day in one write; repeating it changes nothing. */
export async function addCounters(models: Models, addend: Addend): Promise<void> {
  if (await tryToAdd(models, addend)) return;
  await isNew(models.tallies.insertMany([{ _id: rowOf(addend), applied: [] }]));
  await tryToAdd(models, addend); // fails if it is already included
}

async function tryToAdd({ tallies }: Models, addend: Addend): Promise<boolean> {
  const counts = Object.entries(addend.tallies).map(([name, count]) => [`counts.${name}`, count]);
  const { matchedCount } = await tallies.updateOne(
    { _id: rowOf(addend), applied: trusted({ $ne: addend.id }) },
    {
      $inc: Object.fromEntries(counts),
      $push: { applied: { $each: [addend.id], $slice: -REMEMBERED } },
    },
  );
  return matchedCount > 0;
}

/** Must be the same for every repetition of an addition. */
function rowOf({ id, day }: Addend): string {
  const [byte = 0] = createHash('sha256').update(id).digest();
  return `${day} ${String(byte % DOCUMENTS).padStart(2, '0')}`;
}

/** Returns the counters of a document by their full names. */
export function countersIn({ _id, counts = {} }: Pick<DailyCounterRow, '_id' | 'counts'>) {
  const [day = ''] = _id.split(' ');
  return namesIn(counts, '').map(([name, count]) => ({ day, name, count }));
}

function namesIn(counts: Counts, before: string): [string, number][] {
  return Object.entries(counts).flatMap(([part, count]): [string, number][] =>
    typeof count === 'number' ? [[before + part, count]] : namesIn(count, `${before}${part}.`),
  );
}
