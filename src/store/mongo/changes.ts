import { type ClientSession, trusted } from 'mongoose';
import { type Case, type Tip, tipSchema } from '../../domain/cases/case.ts';
import { BURST_MS } from '../../domain/cases/priority.ts';
import type { TurnChange } from '../../ports/commit.ts';
import type { Seal } from '../seal.ts';
import { nextInOrder } from './arrival-order.ts';
import type { CitizenRow } from './citizen-schemas.ts';
import { forget } from './forget.ts';
import type { Models } from './models.ts';
import { applyRight } from './rights.ts';
import { unset } from './schema-fields.ts';
import { touchCases } from './touch-case.ts';
import { Stale } from './transact.ts';

/** Applies one change of a turn; runs inside the turn's transaction. */
export async function applyChange(
  { models, seal }: Applying,
  citizen: Pick<CitizenRow, '_id' | 'life'>,
  change: TurnChange,
  session: ClientSession,
): Promise<void> {
  switch (change.type) {
    case 'open-case':
      await insertCase(models, change.case, session);
      for (const tip of change.tips) await fileTip({ models, seal }, tip, session);
      break;
    case 'add-tips':
      for (const tip of change.tips) await addTip({ models, seal }, tip, session);
      await touchCases(models, change.teaches ?? [], session);
      break;
    case 'note-tips':
      for (const id of change.ids) {
        await models.tips.updateOne({ _id: id }, { $set: change.notes }, { session });
      }
      break;
    case 'told':
      break; // stored in the citizen's own document
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
      await forget({ models, seal }, citizen, { change, session });
  }
}

interface Applying {
  models: Models;
  seal: Seal;
}

/** Submits a report to the desk; stale if its reference is taken. */
async function propose(
  { papers }: Models,
  { reference, handOver }: Extract<TurnChange, { type: 'propose' }>,
  session: ClientSession,
): Promise<void> {
  const _id = `hand-over:${reference}`;
  if (await papers.exists({ _id }).session(session)) throw new Stale();
  const paper = { _id, kind: 'hand-over', revision: 1, doc: JSON.stringify(handOver) };
  await papers.insertMany([paper], { session });
}

/** Inserts a new case; stale if an open case has the same claim, or any the same ticket. */
export async function insertCase(
  models: Models,
  found: Case,
  session: ClientSession,
): Promise<void> {
  const { cases } = models;
  const { id, claimKey, ticket, status, ...rest } = found;
  const isOpen = status === 'open';
  if (isOpen && (await cases.exists({ claimKey, status }).session(session))) throw new Stale();
  if (await cases.exists({ ticket }).session(session)) throw new Stale();
  await cases.insertMany([{ _id: id, claimKey, ticket, status, ...rest }], { session });
  await touchCases(models, [id], session);
}

/** Adds a tip to an open case; writes to the case, so that a decision conflicts. */
async function addTip({ models, seal }: Applying, tip: Tip, session: ClientSession): Promise<void> {
  const { matchedCount } = await models.cases.updateOne(
    { _id: tip.case, status: 'open' },
    { $inc: { joined: 1 } },
    { session },
  );
  if (matchedCount === 0) throw new Stale();
  await fileTip({ models, seal }, tip, session);
}

/** Saves a new tip; an earlier tip from before the citizen's erasure no longer counts. */
async function fileTip(
  { models, seal }: Applying,
  tip: Tip,
  session: ClientSession,
): Promise<void> {
  await saveTip(models, tip, session);
  if (tip.citizen === undefined) return;
  const person = seal.personKey(tip.citizen, tip.case);
  await models.tips.updateMany(
    { person, at: trusted({ $gt: tip.at - BURST_MS }) },
    { $set: { isAskedAgain: true }, $unset: { person: 1 } },
    { session },
  );
}

/** Inserts a tip, or replaces the one with its id. */
export async function saveTip(
  { tips }: Models,
  { id, ...tip }: Tip,
  session: ClientSession,
): Promise<void> {
  const present = Object.entries(tip).filter(([, value]) => value !== undefined);
  const names = new Set(['id', ...present.map(([name]) => name)]);
  const absent = tipSchema.keyof().options.filter((name) => !names.has(name));
  await tips.updateOne(
    { _id: id },
    {
      $set: Object.fromEntries(present),
      ...(absent.length > 0 ? unset(...absent) : {}),
      $setOnInsert: { order: nextInOrder() },
    },
    { session, upsert: true },
  );
}

/** Moves a tip to a case in its current form; inserts a new one. Returns its old case. */
export async function moveTip(
  models: Models,
  tip: Tip,
  session: ClientSession,
): Promise<string | undefined> {
  const before = await models.tips
    .findOneAndUpdate({ _id: tip.id }, { $set: { case: tip.case } }, { session })
    .lean();
  if (!before) await saveTip(models, tip, session);
  return before?.case;
}
