import { trusted } from 'mongoose';
import { BURST_MS } from '../../domain/cases/priority.ts';
import type { TurnChange } from '../../ports/commit.ts';
import type { Seal } from '../seal.ts';
import type { CitizenRow } from './citizen-schemas.ts';
import { eraseTraces } from './erase-traces.ts';
import { eraseReviewersWords } from './history.ts';
import type { Models } from './models.ts';

/** Erases a citizen except for the sealed address, which is erased after the last reply. */
export async function forget(
  { models, seal }: { models: Models; seal: Seal },
  citizen: Pick<CitizenRow, '_id' | 'life'>,
  change: Extract<TurnChange, { type: 'forget' }>,
): Promise<void> {
  const { _id, life } = citizen;
  await eraseReviewersWords(models, await casesOfNobodyElse(models, _id));
  // Recognises an erased citizen for the length of a burst, in each case separately.
  const recent = { citizen: _id, at: trusted({ $gt: change.at - BURST_MS }) };
  for (const tip of await models.tips.find(recent, { case: 1 }).lean()) {
    const $set = { person: seal.personKey(_id, tip.case) };
    await models.tips.updateOne({ _id: tip._id }, { $set });
  }
  // A file cannot be masked as words can.
  await models.tips.updateMany({ citizen: _id }, { $set: { media: [] } });
  await eraseTraces(models, citizen);
  await models.citizens.updateOne(
    { _id, life },
    { $pull: { outbox: { state: { $in: ['sent', 'failed'] } } } },
  );
  await models.erasures.insertMany([{ _id: change.receipt, at: change.at }]);
}

/** Returns cases whose only known citizen is this one. */
async function casesOfNobodyElse({ tips }: Models, citizen: string): Promise<string[]> {
  const own = await tips.find({ citizen }, { case: 1 }).lean();
  const asked = [...new Set(own.map((tip) => tip.case))];
  const others = await tips.find({ case: trusted({ $in: asked }) }, { case: 1, citizen: 1 }).lean();
  const shared = new Set(
    others.flatMap((tip) => (tip.citizen && tip.citizen !== citizen ? tip.case : [])),
  );
  return asked.filter((id) => !shared.has(id));
}
