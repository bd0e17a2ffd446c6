import { trusted } from 'mongoose';
import type { Seal } from '../seal.ts';
import type { CitizenRow, Unanswered } from './citizen-schemas.ts';
import type { Parts } from './citizens.ts';
import { type Addend, addCounters, addendSchema } from './daily-counters.ts';
import { copyReplies, cutReplies, finishedIn } from './finished-replies.ts';
import type { Models } from './models.ts';

/** Writes a committed turn's results to other collections, and moves the replies that are over; the next process finishes what a dead one left. */
export async function markAnswered(
  { models, seal }: Parts,
  row: Pick<CitizenRow, '_id' | 'life' | 'salt' | 'revision' | 'outbox' | 'farewell'>,
  unanswered: Unanswered,
): Promise<void> {
  const { _id, salt, revision } = row;
  const { told, addend } = unanswered;
  const finished = row.farewell ? [] : finishedIn(row.outbox);
  await Promise.all([
    markDone(models, _id, unanswered),
    addend && addCounters(models, openAddend(seal, salt, addend)),
    copyReplies(models, row, finished),
  ]);
  if (told.length > 0) await reopenNews(models, told);
  const change = { $unset: { isUnsettled: 1, unsettled: 1 } };
  await cutReplies(models, row, finished, { asRead: { revision }, change });
}

/** Opens the sealed counters of a turn. */
export function openAddend(seal: Seal, salt: Uint8Array, addend: Uint8Array): Addend {
  return addendSchema.parse(seal.open(salt, addend));
}

async function markDone({ letters }: Models, citizen: string, { done, aside = [] }: Unanswered) {
  if (done.length === 0) return;
  const among = (keys: string[]) => ({ _id: trusted({ $in: keys }), citizen, isDone: false });
  const apart = { $set: { isDone: true, isAside: true } };
  if (aside.length > 0) await letters.updateMany(among(aside), apart);
  await letters.updateMany(among(done), { $set: { isDone: true } });
}

/** Returns versions of fact-checks that are newer than the delivered ones, or those to deliver. */
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

/** The announcement may have searched for its citizens just before the turn was written. */
async function reopenNews(models: Models, told: Unanswered['told']): Promise<void> {
  for (const { factCheck, version } of await findNewer(models, told)) {
    const missed = { factCheck, version: trusted({ $gt: version }), isDone: true };
    await models.announcements.updateMany(missed, { $set: { isDone: false } });
  }
}
