import { afterAll, expect, test } from 'vitest';
import { erasedProfile } from '../../../src/domain/citizens/trace.ts';
import { idle } from '../../../src/engine/conversation.ts';
import type { TurnChange, TurnCommit } from '../../../src/ports/commit.ts';
import type { Store } from '../../../src/ports/store.ts';
import { sayFarewell } from '../../../src/store/mongo/erase-traces.ts';
import { MongoTraces } from '../../../src/store/mongo/traces.ts';
import { aCitizen, anAddress, aReply, aTurn, endNext } from '../../support/builders.ts';
import { openTestMongo } from '../../support/mongo.ts';
import { openMongoStage } from '../../support/mongo-stage.ts';
import { MORNING } from '../../support/stage.ts';
import { ADDRESS, CASE, leaveMarks, SHA256 } from './leave-marks.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

/** Everything of one citizen and of another, each with a reply that lies outside the citizen's document. */
async function openTwo() {
  const stage = await openMongoStage(mongo.url());
  const { store } = stage;
  const citizen = await leaveMarks(store);
  const plain = {
    type: 'propose',
    reference: 'K7Q2-3-KPU',
    handOver: handOverOf(citizen),
  } as const;
  await commit(store, citizen, [plain], { replies: [aReply()] });
  await endNext(store, citizen);
  await commit(store, citizen, []);
  const other = await aCitizen(store, anAddress('other@lid', { phone: 'other-phone' }));
  const done = (await store.turns.readTurn(other))?.pending.map(({ key }) => key) ?? [];
  await commit(store, other, changesOf(other), { replies: [aReply()], done });
  await endNext(store, other);
  await commit(store, other, []);
  return { ...stage, citizen, other };
}

test('of one who is erased no row is left that could be joined to another of theirs', async () => {
  const { store, models, citizen, other } = await openTwo();
  expect(await models.replies.countDocuments({ citizen })).toBe(1);
  const count = async () => [
    await models.consents.countDocuments(),
    await models.feedback.countDocuments(),
  ];
  const before = await count();
  // What comes meanwhile waits for nobody.
  await aCitizen(store, ADDRESS);
  await forget(store, citizen);
  expect(await models.replies.distinct('citizen')).toEqual([other]);
  const letters = (await models.letters.find().lean()).filter((row) => row.citizen !== other);
  expect(letters.length).toBeGreaterThan(0);
  for (const row of letters) {
    expect(Object.keys(row).toSorted()).toEqual(['_id', 'arrivedAt', 'isDone', 'order', 'sentAt']);
    expect(row.isDone).toBe(true);
  }
  const papers = await models.papers.find().lean();
  expect(papers.filter(({ doc }) => doc.includes(citizen))).toEqual([]);
  // What is counted stays, of nobody.
  expect(await count()).toEqual(before);
  const rows = [...(await models.consents.find().lean()), ...(await models.feedback.find().lean())];
  expect(new Set(rows.map((row) => row.citizen))).toEqual(new Set([undefined, other]));
});

test.for([
  ['erasure', forget],
  ['withdrawal', (store: Store, citizen: string) => commit(store, citizen, [{ type: 'detach' }])],
] as const)('the %s of one takes nothing of another', async ([, leave]) => {
  const { store, models, citizen, other } = await openTwo();
  const rows = async () => ({
    citizens: await models.citizens.find({ _id: other }).lean(),
    letters: await models.letters.find({ citizen: other }).lean(),
    replies: await models.replies.find({ citizen: other }).lean(),
    aliases: await models.aliases.find({ citizen: other }).lean(),
    consents: await models.consents.find({ citizen: other }).lean(),
    feedback: await models.feedback.find({ citizen: other }).lean(),
    papers: (await models.papers.find().lean()).filter(({ doc }) => doc.includes(other)),
  });
  const before = await rows();
  expect(Object.values(before).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  await leave(store, citizen);
  expect(await rows()).toEqual(before);
});

test('who wrote again, or whose receipt still waits, is not erased by an earlier look at them', async () => {
  const { store, models, seal } = await openMongoStage(mongo.url());
  const parts = { models, seal, traces: new MongoTraces(models, seal) };
  const citizen = await aCitizen(store, ADDRESS);
  const asSeen = await models.citizens.findById(citizen).lean();
  if (!asSeen) throw new Error('the citizen is not there');
  expect(await sayFarewell(parts, asSeen)).toBe(false);
  const change = { type: 'forget', receipt: 'R', at: MORNING } as const;
  await commit(store, citizen, [change], { replies: [aReply()] });
  expect(await sayFarewell(parts, asSeen)).toBe(false);
  expect(await models.citizens.countDocuments()).toBe(1);
  await models.citizens.updateOne({ _id: citizen }, { $set: { life: 'another' } });
  await models.citizens.updateOne({ _id: citizen }, { $set: { outbox: [] } });
  expect(await sayFarewell(parts, asSeen)).toBe(false);
  expect(await sayFarewell(parts, { _id: citizen, life: 'another' })).toBe(true);
});

test('what came in during an erasure names nobody who comes back, and what they write since is kept', async () => {
  const { store, models } = await openMongoStage(mongo.url());
  const other = await aCitizen(store);
  const citizen = await aCitizen(store, ADDRESS);
  await models.letters.updateMany({ citizen }, { $set: { life: 'over' } });
  await aCitizen(store, ADDRESS, MORNING + 1);
  expect((await store.turns.readTurn(citizen))?.pending).toHaveLength(1);
  const rows = await models.letters.find().sort({ order: 1 }).lean();
  expect(rows.map((row) => [row.citizen, row.isDone])).toEqual([
    [other, false],
    [undefined, true],
    [citizen, false],
  ]);
});

function changesOf(citizen: string): TurnChange[] {
  const entry = { purpose: 'check', deed: 'given', digest: 'd1', at: MORNING } as const;
  const said = { purpose: 'check', language: 'id', version: 'V', text: 'Boleh?' } as const;
  const handOver = { ...handOverOf(citizen), files: [SHA256] };
  return [
    { type: 'consent', entry, text: { digest: 'd1', ...said } },
    { type: 'feedback', factCheck: 'f1', isHelpful: true, at: MORNING },
    { type: 'propose', reference: `${CASE.ticket}-2-BAWASLU`, handOver },
  ];
}

function handOverOf(citizen: string) {
  const about = { report: 'L2', organisation: 'bawaslu', threat: 'penipuan' } as const;
  return { ...about, citizen, proposedAt: MORNING, steps: [], told: 0 };
}

async function forget(store: Store, citizen: string): Promise<void> {
  const profile = (await store.turns.readTurn(citizen))?.profile;
  if (!profile) throw new Error('the citizen is not there');
  const forgotten = { profile: erasedProfile(profile, MORNING), conversation: idle };
  const change = { type: 'forget', receipt: 'R', at: MORNING } as const;
  await commit(store, citizen, [change], { ...forgotten, replies: [aReply()] });
  await endNext(store, citizen);
}

async function commit(
  store: Store,
  citizen: string,
  changes: TurnChange[],
  more: Partial<TurnCommit> = {},
): Promise<void> {
  const { profile, conversation, revision = 0 } = (await store.turns.readTurn(citizen)) ?? {};
  const state = { ...(profile && { profile }), ...(conversation && { conversation }) };
  const turn = aTurn({ revision, ...state, changes, ...more, citizen });
  expect(await store.turns.commitTurn(turn)).toBe('committed');
}
