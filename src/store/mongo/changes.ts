import { trusted } from 'mongoose';
import { type Case, type Tip, tipSchema } from '../../domain/cases/case.ts';
import { BURST_MS } from '../../domain/cases/priority.ts';
import type { HistoryEntry, TurnChange, TurnChangeOf } from '../../ports/commit.ts';
import type { Seal } from '../seal.ts';
import type { Life } from './citizen-schemas.ts';
import { nextInOrder, reviseCases, touchCases } from './counters.ts';
import { eraseTraces } from './erase-traces.ts';
import type { Models } from './models.ts';
import { addConsent, detach, restrictTips } from './rights.ts';
import { unset } from './schema-fields.ts';
import { Stale } from './transact.ts';

/** Applies one change of a turn; runs inside the turn's transaction. */
export async function applyChange(applying: Applying, citizen: Life, change: TurnChange) {
  const apply = appliers[change.type] as Applier<TurnChange>; // the one of its type
  await apply(applying, citizen, change);
}

interface Applying {
  models: Models;
  seal: Seal;
}

type Applier<Change> = (applying: Applying, citizen: Life, change: Change) => unknown;

const appliers: { readonly [T in TurnChange['type']]: Applier<TurnChangeOf<T>> } = {
  'open-case': async ({ models, seal }, _, change) => {
    await insertCase(models, change.case);
    for (const tip of change.tips) await fileTip({ models, seal }, tip);
  },
  'add-tips': async ({ models, seal }, _, { tips, teaches = [] }) => {
    for (const tip of tips) await addTip({ models, seal }, tip);
    await touchCases(models, teaches);
  },
  'note-tips': async ({ models }, _, { ids, notes }) => {
    for (const _id of ids) {
      const tip = await models.tips.findOneAndUpdate({ _id }, { $set: notes }).lean();
      await reviseCases(models, tip ? [tip.case] : []);
    }
  },
  told: () => {}, // stored in the citizen's own document
  feedback: ({ models }, { _id: citizen }, { factCheck, isHelpful, at }) =>
    models.feedback.insertMany([{ citizen, factCheck, isHelpful, at }]),
  consent: ({ models }, { _id }, change) => addConsent(models, _id, change),
  asked: ({ models }, _, { receipt: _id, asked, at }) =>
    models.requests.insertMany([{ _id, asked, at }]),
  done: ({ models }, _, { receipt: _id, at: doneAt }) =>
    models.requests.updateOne({ _id, doneAt: trusted({ $exists: false }) }, { $set: { doneAt } }),
  detach: ({ models }, citizen) => detach(models, citizen),
  restrict: ({ models }, { _id }, { isRestricted }) => restrictTips(models, _id, isRestricted),
  propose: ({ models }, _, change) => propose(models, change),
  forget,
};

/** Submits a report to the desk; stale if its reference is taken. */
async function propose({ papers }: Models, { reference, handOver }: TurnChangeOf<'propose'>) {
  const _id = `hand-over:${reference}`;
  if (await papers.exists({ _id })) throw new Stale();
  const paper = { _id, kind: 'hand-over', revision: 1, doc: JSON.stringify(handOver) };
  await papers.insertMany([paper]);
}

/** Inserts a new case; stale if an open case has the same claim, or any the same ticket. */
export async function insertCase(models: Models, found: Case): Promise<void> {
  const { cases } = models;
  const { id, claimKey, ticket, status, ...rest } = found;
  const isOpen = status === 'open';
  if (isOpen && (await cases.exists({ claimKey, status }))) throw new Stale();
  if (await cases.exists({ ticket })) throw new Stale();
  await cases.insertMany([{ _id: id, claimKey, ticket, status, ...rest }]);
  await touchCases(models, [id]);
}

/** Adds a tip to an open case; writes to the case, so that a decision conflicts. */
async function addTip({ models, seal }: Applying, tip: Tip): Promise<void> {
  const open = { _id: tip.case, status: 'open' } as const;
  const joins = { $inc: { joined: 1 }, $set: { revised: nextInOrder() } };
  const { matchedCount } = await models.cases.updateOne(open, joins);
  if (matchedCount === 0) throw new Stale();
  await fileTip({ models, seal }, tip);
}

/** Saves a new tip; an earlier tip from before the citizen's erasure no longer counts. */
async function fileTip({ models, seal }: Applying, tip: Tip): Promise<void> {
  await saveTip(models, tip);
  if (tip.citizen === undefined) return;
  const person = seal.personKey(tip.citizen, tip.case);
  const earlier = { person, at: trusted({ $gt: tip.at - BURST_MS }) };
  await models.tips.updateMany(earlier, { $set: { isAskedAgain: true }, $unset: { person: 1 } });
}

/** Inserts a tip, or replaces the one with its id. */
export async function saveTip({ tips }: Models, { id, ...tip }: Tip): Promise<void> {
  const present = Object.entries(tip).filter(([, value]) => value !== undefined);
  const names = new Set(['id', ...present.map(([name]) => name)]);
  const absent = tipSchema.keyof().options.filter((name) => !names.has(name));
  const change = {
    $set: Object.fromEntries(present),
    ...(absent.length > 0 ? unset(...absent) : {}),
    $setOnInsert: { order: nextInOrder() },
  };
  await tips.updateOne({ _id: id }, change, { upsert: true });
}

/** Moves a tip to a case in its current form; inserts a new one. Returns its old case. */
export async function moveTip(models: Models, tip: Tip): Promise<string | undefined> {
  const $set = { case: tip.case };
  const before = await models.tips.findOneAndUpdate({ _id: tip.id }, { $set }).lean();
  if (!before) await saveTip(models, tip);
  return before?.case;
}

/** Erases a citizen except for the sealed address, which is erased after the last reply. */
async function forget({ models, seal }: Applying, citizen: Life, change: TurnChangeOf<'forget'>) {
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

/** Adds entries; runs inside the transaction of the change. */
export async function addHistory({ history }: Models, entries: readonly HistoryEntry[]) {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, order: nextInOrder() }));
  await history.insertMany(rows);
}

/** Erases reviewers' own words in notes and questions about cases. */
export async function eraseReviewersWords(
  { history, announcements }: Models,
  cases: readonly string[],
): Promise<void> {
  const written = { case: trusted({ $in: [...cases] }), words: trusted({ $exists: true }) };
  await history.updateMany(written, { $unset: { words: 1 } });
  for (const id of cases) {
    const asked = {
      _id: trusted({ $gte: `question:${id}:`, $lt: `question:${id};` }),
      isDone: true,
      reason: trusted({ $exists: true }),
    };
    await announcements.updateMany(asked, { $unset: { reason: 1 } });
  }
}
