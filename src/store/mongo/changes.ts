import { type ClientSession, trusted } from 'mongoose';
import type { Case, Tip } from '../../review/case.ts';
import type { Change } from '../../tipline/turns/commit.ts';
import { nextInOrder } from './arrival-order.ts';
import type { CitizenRow } from './citizen-schemas.ts';
import { eraseTraces } from './erase-traces.ts';
import { eraseReviewersWords } from './history.ts';
import type { Models } from './models.ts';
import { applyRight } from './rights.ts';
import { Stale } from './transact.ts';

/** Applies one change of a turn; runs inside the turn's transaction. */
export async function applyChange(
  models: Models,
  citizen: Pick<CitizenRow, '_id' | 'life'>,
  change: Change,
  session: ClientSession,
): Promise<void> {
  switch (change.type) {
    case 'open-case':
      await insertCase(models, change.case, session);
      for (const tip of change.tips) await saveTip(models, tip, session);
      break;
    case 'add-tips':
      for (const tip of change.tips) await addTip(models, tip, session);
      break;
    case 'note-tips':
      for (const id of change.ids) {
        await models.tips.updateOne({ _id: id }, { $set: change.notes }, { session });
      }
      break;
    case 'told':
      break; // lies in the citizen's own document
    case 'feedback': {
      const { factCheck, isHelpful, at } = change;
      const entry = { citizen: citizen._id, factCheck, isHelpful, at };
      await models.feedback.insertMany([entry], { session });
      break;
    }
    case 'consent':
    case 'asked':
    case 'done':
    case 'detach':
    case 'restrict':
      await applyRight(models, citizen, change, session);
      break;
    case 'propose':
      await propose(models, change, session);
      break;
    case 'forget':
      await eraseReviewersWords(
        models,
        await casesOfNobodyElse(models, citizen._id, session),
        session,
      );
      // A file cannot be masked as words can.
      await models.tips.updateMany({ citizen: citizen._id }, { $set: { media: [] } }, { session });
      await eraseTraces(models, citizen, session);
      await models.citizens.updateOne(
        { _id: citizen._id, life: citizen.life },
        { $pull: { outbox: { state: { $in: ['sent', 'failed'] } } } },
        { session },
      );
      await models.erasures.insertMany([{ _id: change.receipt, at: change.at }], { session });
  }
}

/** Puts a report before the desk; stale where another one has its reference. */
async function propose(
  { papers }: Models,
  { reference, handOver }: Extract<Change, { type: 'propose' }>,
  session: ClientSession,
): Promise<void> {
  const _id = `hand-over:${reference}`;
  if (await papers.exists({ _id }).session(session)) throw new Stale();
  const paper = { _id, kind: 'hand-over', revision: 1, doc: JSON.stringify(handOver) };
  await papers.insertMany([paper], { session });
}

/** Cases about which nobody but one citizen has asked who is known. */
async function casesOfNobodyElse(
  { tips }: Models,
  citizen: string,
  session: ClientSession,
): Promise<string[]> {
  const own = await tips.find({ citizen }, { case: 1 }, { session }).lean();
  const asked = [...new Set(own.map((tip) => tip.case))];
  const others = await tips
    .find({ case: trusted({ $in: asked }) }, { case: 1, citizen: 1 }, { session })
    .lean();
  const shared = new Set(
    others.flatMap((tip) => (tip.citizen && tip.citizen !== citizen ? tip.case : [])),
  );
  return asked.filter((id) => !shared.has(id));
}

/** Inserts a new case; stale where another open case has the same claim, or any the same ticket. */
export async function insertCase(
  { cases }: Models,
  found: Case,
  session: ClientSession,
): Promise<void> {
  const { id, claimKey, ticket, status, ...rest } = found;
  const isOpen = status === 'open';
  if (isOpen && (await cases.exists({ claimKey, status }).session(session))) throw new Stale();
  if (await cases.exists({ ticket }).session(session)) throw new Stale();
  await cases.insertMany([{ _id: id, claimKey, ticket, status, ...rest }], { session });
}

/** Adds a tip to a case that must still be open; writes to the case, so that a decision conflicts. */
async function addTip(models: Models, tip: Tip, session: ClientSession): Promise<void> {
  const { matchedCount } = await models.cases.updateOne(
    { _id: tip.case, status: 'open' },
    { $inc: { joined: 1 } },
    { session },
  );
  if (matchedCount === 0) throw new Stale();
  await saveTip(models, tip, session);
}

const OPTIONAL = [
  'citizen',
  'source',
  'link',
  'region',
  'worry',
  'triage',
  'isRestricted',
] as const;

/** Inserts a tip, or replaces the one with its id. */
export async function saveTip(
  { tips }: Models,
  { id, ...tip }: Tip,
  session: ClientSession,
): Promise<void> {
  const absent = OPTIONAL.filter((field) => tip[field] === undefined);
  const present = Object.fromEntries(
    Object.entries(tip).filter(([, value]) => value !== undefined),
  );
  await tips.updateOne(
    { _id: id },
    {
      $set: present,
      ...(absent.length > 0
        ? { $unset: Object.fromEntries(absent.map((field) => [field, 1])) }
        : {}),
      $setOnInsert: { order: nextInOrder() },
    },
    { session, upsert: true },
  );
}

/** Brings a tip to a case as it is by now, for its citizen may be gone since it was read; inserts one that is new. */
export async function moveTip(models: Models, tip: Tip, session: ClientSession): Promise<void> {
  const { matchedCount } = await models.tips.updateOne(
    { _id: tip.id },
    { $set: { case: tip.case } },
    { session },
  );
  if (matchedCount === 0) await saveTip(models, tip, session);
}
