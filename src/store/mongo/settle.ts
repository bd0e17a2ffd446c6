import { trusted } from 'mongoose';
import type { Seal } from '../seal.ts';
import type { CitizenRow, Unsettled } from './citizen-schemas.ts';
import type { Parts } from './citizens.ts';
import type { Models } from './models.ts';
import { type Addend, addendSchema, addTallies } from './tallies.ts';

/**
 * Brings what a committed turn has decided into the other collections: its letters are done, it is
 * counted, and who was told a verdict that was corrected at that very moment gets the correction.
 * Whoever comes next finishes what a dead process has left; doing it twice changes nothing.
 */
export async function settle(
  { models, seal }: Parts,
  { _id, salt, revision }: Pick<CitizenRow, '_id' | 'salt' | 'revision'>,
  { done, aside = [], told, addend }: Unsettled,
): Promise<void> {
  await Promise.all([
    markDone(models, done, aside),
    addend && addTallies(models, openAddend(seal, salt, addend)),
  ]);
  if (told.length > 0) await reopenNews(models, told);
  await models.citizens.updateOne({ _id, revision }, { $unset: { isUnsettled: 1, unsettled: 1 } });
}

/** What a turn adds to the counts, out of the seal of its citizen. */
export function openAddend(seal: Seal, salt: Uint8Array, addend: Uint8Array): Addend {
  return addendSchema.parse(seal.open(salt, addend));
}

async function markDone(
  { letters }: Models,
  done: readonly string[],
  aside: readonly string[],
): Promise<void> {
  if (done.length === 0) return;
  const apart = { _id: trusted({ $in: [...aside] }), isDone: false };
  if (aside.length > 0) await letters.updateMany(apart, { $set: { isDone: true, isAside: true } });
  await letters.updateMany(
    { _id: trusted({ $in: [...done] }), isDone: false },
    { $set: { isDone: true } },
  );
}

/** Versions of fact-checks that are newer than what was, or is to be, told. */
export async function findNewer(
  { factChecks }: Models,
  told: readonly { factCheck: string; version: number }[],
) {
  if (told.length === 0) return [];
  const ids = [...new Set(told.map(({ factCheck }) => factCheck))];
  const found = await factChecks.find({ _id: trusted({ $in: ids }) }, { version: 1 }).lean();
  const versions = new Map(found.map(({ _id, version }) => [_id, version]));
  return told.filter(({ factCheck, version }) => (versions.get(factCheck) ?? 0) > version);
}

/** An announcement may have looked for whom it concerns just before the turn was written. */
async function reopenNews(models: Models, told: Unsettled['told']): Promise<void> {
  for (const { factCheck, version } of await findNewer(models, told)) {
    await models.announcements.updateMany(
      { factCheck, version: trusted({ $gt: version }), isDone: true },
      { $set: { isDone: false } },
    );
  }
}
