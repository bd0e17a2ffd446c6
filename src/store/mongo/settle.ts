import { trusted } from 'mongoose';
import type { Unsettled } from './citizen-schemas.ts';
import type { Models } from './models.ts';

/**
 * Brings what a committed turn has decided into the other collections: its letters are done, and who
 * was told a verdict that was corrected at that very moment gets the correction. Whoever comes next
 * finishes what a dead process has left; doing it twice changes nothing.
 */
export async function settle(
  models: Models,
  { citizen, revision, done, told }: { citizen: string; revision: number } & Unsettled,
): Promise<void> {
  if (done.length > 0) {
    await models.letters.updateMany(
      { _id: trusted({ $in: done }), isDone: false },
      { $set: { isDone: true } },
    );
  }
  if (told.length > 0) await reopenNews(models, told);
  await models.citizens.updateOne(
    { _id: citizen, revision },
    { $unset: { isUnsettled: 1, unsettled: 1 } },
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
