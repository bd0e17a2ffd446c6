import { createHash } from 'node:crypto';
import { trusted } from 'mongoose';
import { z } from 'zod';
import type { Tally } from '../../domain/stats/counter.ts';
import type { Models } from './models.ts';
import { isDuplicate } from './transact.ts';

/** What a turn adds to the counts of its day; its id is random, so that nothing leads from it to a citizen. */
export const addendSchema = z.object({
  id: z.string(),
  day: z.string(),
  tallies: z.record(z.string(), z.number()),
});
export type Addend = z.infer<typeof addendSchema>;

/** Counts that lie within one another as the parts of their names do. */
export interface Counts {
  [part: string]: number | Counts;
}

/** Some of a day's counts; many documents share a day, so that workers seldom meet at one. */
export interface TallyRow {
  /** The day, a space and the number of the document. */
  _id: string;
  counts?: Counts;
  /** Ids of what was added last. */
  applied: string[];
}

const DOCUMENTS = 16;
/** A turn settled twice counts once unless as many others as this times `DOCUMENTS` came in between. */
const REMEMBERED = 64;

/** Adds to the counts of a day in one write; done again, it changes nothing. */
export async function addTallies(models: Models, addend: Addend): Promise<void> {
  if (await tryToAdd(models, addend)) return;
  await models.tallies.insertMany([{ _id: rowOf(addend), applied: [] }]).catch((error) => {
    if (!isDuplicate(error)) throw error;
  });
  await tryToAdd(models, addend); // in vain where it is in there already
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

/** Always the same for an addend, or it could not be known again. */
function rowOf({ id, day }: Addend): string {
  const [byte = 0] = createHash('sha256').update(id).digest();
  return `${day} ${String(byte % DOCUMENTS).padStart(2, '0')}`;
}

/** What was counted from a day on under some names, in the order of days and names. */
export async function readTallies(
  { tallies }: Models,
  since: string,
  under: readonly string[],
): Promise<Tally[]> {
  const wanted = Object.fromEntries(under.map((name) => [`counts.${name}`, 1]));
  const rows = await tallies.find({ _id: trusted({ $gte: since }) }, wanted).lean();
  const sums = new Map<string, Tally>();
  for (const { day, name, count } of rows.flatMap(talliesIn)) {
    const key = `${day} ${name}`;
    const known = sums.get(key);
    if (known) known.count += count;
    else sums.set(key, { day, name, count });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}

/** The counts of a document by their whole names. */
export function talliesIn({ _id, counts = {} }: Pick<TallyRow, '_id' | 'counts'>): Tally[] {
  const [day = ''] = _id.split(' ');
  return namesIn(counts, '').map(([name, count]) => ({ day, name, count }));
}

function namesIn(counts: Counts, before: string): [string, number][] {
  return Object.entries(counts).flatMap(([part, count]): [string, number][] =>
    typeof count === 'number' ? [[before + part, count]] : namesIn(count, `${before}${part}.`),
  );
}

/** Erases what was counted before a day; tells how many documents. */
export async function eraseTallies({ tallies }: Models, before: string): Promise<number> {
  const { deletedCount } = await tallies.deleteMany({ _id: trusted({ $lt: before }) });
  return deletedCount;
}
