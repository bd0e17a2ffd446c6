import { calculateObjectSize } from 'bson';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { replyId } from '../../src/domain/messages/reply-id.ts';
import type { Outcome } from '../../src/ports/channel.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCitizen, anAddress, anId, aReply, aTurn, endNext } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
console.log(`MongoDB replies run on: ${mongo.name}`);
afterAll(() => mongo.close());

let stage: Awaited<ReturnType<typeof openMongoStage>>;
let store: Store;
let citizen: string;
beforeEach(async () => {
  stage = await openMongoStage(mongo.url());
  store = stage.store;
  citizen = await aCitizen(store);
});

const SENT: Outcome = { type: 'sent', at: MORNING };
const ACCEPTED: Outcome = { type: 'accepted', at: MORNING };

/** A turn that says something, under an id as the conversation gives it. */
async function say(revision: number): Promise<string> {
  const id = replyId({ citizen, firstAt: MORNING, revision }, 0);
  const turn = aTurn({ citizen, revision, replies: [aReply({ id })] });
  expect(await store.turns.commitTurn(turn)).toBe('committed');
  return id;
}

async function sayAndSend(revision: number, outcome = SENT): Promise<string> {
  const id = await say(revision);
  await endNext(store, citizen, outcome);
  return id;
}

const document = () => stage.models.citizens.findOne({ _id: citizen }).orFail().lean();
const held = async () => (await document()).outbox.map(({ reply }) => reply);
const moved = async () =>
  (await stage.models.replies.find({}).sort({ place: 1 }).lean()).map(({ _id }) => _id);
const note = (reply: string, state: 'delivered' | 'read') =>
  store.outbox.note([{ reply, state, at: MORNING }]);

test('the document of a citizen stays as it is over 1,000 turns', async () => {
  const sizes: number[] = [];
  for (let revision = 0; revision < 1000; revision += 1) {
    const isAccepted = revision % 2 === 0;
    const id = await sayAndSend(revision, isAccepted ? ACCEPTED : SENT);
    if (isAccepted) await note(id, 'delivered');
    if (revision % 100 < 4) sizes.push(calculateObjectSize(await document()));
  }
  expect(Math.max(...sizes)).toBeLessThan(Math.max(...sizes.slice(0, 4)) + 50);
  expect(await stage.models.replies.countDocuments({})).toBe(999);
}, 1_800_000);

test('of replies that nobody ever confirmed, the last fifty can be sent again', async () => {
  for (let revision = 0; revision < 60; revision += 1) await sayAndSend(revision, ACCEPTED);
  const ids = [...(await moved()), ...(await held())];
  expect(await held()).toHaveLength(51);
  expect(ids).toEqual(Array.from({ length: 60 }, (_, n) => `${citizen}:${MORNING}:${n}:0`));
  const [unsent = '', last = ''] = [ids[0], ids[58]];
  const failed = { state: 'failed', at: MORNING, again: { at: MORNING } } as const;
  await store.outbox.note([{ reply: unsent, ...failed }]);
  expect(await store.outbox.delivery(unsent)).toBe('failed');
  expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
  await store.outbox.note([{ reply: last, ...failed }]);
  expect(await store.outbox.next(citizen, MORNING)).toMatchObject({ id: last });
});

test('a reply that has moved holds no words and is found by its receipts', async () => {
  const [first, second] = [await sayAndSend(0), await sayAndSend(1)];
  expect([await moved(), await held()]).toEqual([[first], [second]]);
  const row = await stage.models.replies.findOne({ _id: first }).lean();
  expect(row).toMatchObject({ citizen, state: 'sent' });
  expect(row).not.toHaveProperty('content');
  await note(first, 'read');
  await note(first, 'delivered');
  expect(await store.outbox.delivery(first)).toBe('read');
});

test('a process that dies before its replies are moved loses none, and doubles none', async () => {
  const first = await sayAndSend(0);
  vi.spyOn(stage.models.replies, 'insertMany').mockRejectedValueOnce(new Error('killed'));
  await expect(say(1)).rejects.toThrow('killed');
  expect(await moved()).toEqual([]);
  expect(await store.outbox.delivery(first)).toBeUndefined();
  await note(first, 'delivered');
  await endNext(store, citizen);
  await say(2);
  expect(await moved()).toHaveLength(2);
  expect(await store.outbox.delivery(first)).toBe('delivered');
});

test('a receipt between the copy and the cut is not lost', async () => {
  const first = await sayAndSend(0);
  const { citizens } = stage.models;
  const real = citizens.updateOne.bind(citizens);
  const spy = vi.spyOn(citizens, 'updateOne').mockImplementation(((...given: [object, object]) => {
    if (!('$pull' in given[1])) return real(...given);
    spy.mockRestore();
    return (async () => {
      expect(await moved()).toEqual([first]);
      await note(first, 'delivered');
      return real(...given);
    })();
  }) as typeof citizens.updateOne);
  await say(1);
  expect(await store.outbox.delivery(first)).toBe('delivered');
  expect(await held()).toHaveLength(2);
  await endNext(store, citizen);
  await say(2);
  expect(await moved()).toHaveLength(2);
  expect(await store.outbox.delivery(first)).toBe('delivered');
  await note(first, 'read');
  expect(await store.outbox.delivery(first)).toBe('read');
});

test.each([
  ['leaves none behind, those of others stay', false],
  ['and writes again at once leaves none behind either', true],
])('a citizen who is erased while their replies are moved %s', async (_, comesBack) => {
  for (const revision of [0, 1]) await sayAndSend(revision);
  const ofOther = await moved();
  const from = anAddress();
  citizen = await aCitizen(store, from, MORNING - 1);
  await sayAndSend(0);
  const { replies } = stage.models;
  const real = replies.insertMany.bind(replies);
  const cutoffs = { letter: 0, tip: 0, media: 0, address: MORNING, farewell: 0, tally: 0 };
  vi.spyOn(replies, 'insertMany').mockImplementationOnce((async (rows: never[]) => {
    await store.retention.erase(cutoffs);
    if (comesBack) expect(await aCitizen(store, from, MORNING + 2)).toBe(citizen);
    return real(rows);
  }) as never);
  await say(1);
  expect(await stage.models.citizens.countDocuments({})).toBe(comesBack ? 2 : 1);
  expect(await moved()).toEqual(ofOther);
  if (comesBack) expect(await held()).toEqual([]);
});

test('a citizen who writes just before a reply is held for them gets it', async () => {
  const from = anAddress();
  citizen = await aCitizen(store, from);
  const id = await say(0);
  const { citizens } = stage.models;
  const outgoing = await store.outbox.next(citizen, MORNING);
  const attempt = outgoing && (await store.outbox.begin(outgoing));
  const real = citizens.findOneAndUpdate.bind(citizens);
  vi.spyOn(citizens, 'findOneAndUpdate').mockImplementationOnce((async (...given: never[]) => {
    await aCitizen(store, from, MORNING + 1);
    return real(...(given as unknown as Parameters<typeof real>));
  }) as never);
  if (attempt) await store.outbox.end(attempt, { type: 'held', heardAt: MORNING });
  expect(await store.outbox.next(citizen, MORNING + 1)).toMatchObject({ id });
});

test('with HAPUS goes what was moved, and what was over', async () => {
  await sayAndSend(0);
  await sayAndSend(1);
  const changes = [{ type: 'forget' as const, receipt: anId(), at: MORNING }];
  const profile = newProfile('id', MORNING);
  await store.turns.commitTurn(
    aTurn({ citizen, revision: 2, profile, replies: [aReply()], changes }),
  );
  expect(await moved()).toEqual([]);
  expect(await held()).toHaveLength(1);
});

test('retention takes what was moved', async () => {
  await sayAndSend(0);
  await sayAndSend(1);
  const before = { tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
  await store.retention.erase({ ...before, letter: MORNING });
  expect(await moved()).toHaveLength(1);
  await store.retention.erase({ ...before, letter: MORNING + 1 });
  expect([await moved(), await held()]).toEqual([[], []]);
});

test('retention leaves a reply of late beside an old one, to be sent again where it fails', async () => {
  const old = await sayAndSend(0, ACCEPTED);
  const fresh = replyId({ citizen, firstAt: MORNING, revision: 1 }, 0);
  const now = MORNING + 1000;
  await store.turns.commitTurn(
    aTurn({ citizen, revision: 1, now, replies: [aReply({ id: fresh })] }),
  );
  await endNext(store, citizen, ACCEPTED);
  expect(await held()).toEqual([old, fresh]);
  const before = { tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
  await store.retention.erase({ ...before, letter: MORNING + 1 });
  expect(await held()).toEqual([fresh]);
  await store.outbox.note([{ reply: fresh, state: 'failed', at: now, again: { at: now } }]);
  expect(await store.outbox.next(citizen, now)).toMatchObject({ id: fresh });
});
