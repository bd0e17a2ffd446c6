import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { ALL } from '../../src/ports/audience.ts';
import type { Store } from '../../src/ports/store.ts';
import { eraseFile } from '../../src/store/mongo/erase-media.ts';
import {
  aCaseCommit,
  aCitizen,
  aFactCheck,
  aMessage,
  anAddress,
  anAnnouncement,
  anId,
  aReply,
  aTurn,
  endNext,
  keepMessage,
  sayTo,
} from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
console.log(`MongoDB recovery runs on: ${mongo.name}`);
afterAll(() => mongo.close());

type Stage = Awaited<ReturnType<typeof openMongoStage>>;
let stage: Stage;
let store: Store;
beforeEach(async () => {
  stage = await openMongoStage(mongo.url());
  store = stage.store;
});

/** The process dies when it is about to do this. */
function dieAt<K extends string>(model: { [key in K]: (...args: never[]) => unknown }, method: K) {
  vi.spyOn(model as Record<string, () => unknown>, method).mockImplementationOnce(() => {
    throw new Error('killed');
  });
}

/** The process dies when it is about to do this for the second time. */
function dieAtSecond(model: object, method: string) {
  const target = model as Record<string, (...args: unknown[]) => unknown>;
  const real = target[method]?.bind(target);
  vi.spyOn(target, method)
    .mockImplementationOnce((...args) => real?.(...args))
    .mockImplementationOnce(() => {
      throw new Error('killed');
    });
}

/** Something else happens just before this. */
function before(model: object, method: string, happen: () => Promise<unknown>) {
  const target = model as Record<string, (...args: unknown[]) => unknown>;
  const real = target[method]?.bind(target);
  vi.spyOn(target, method).mockImplementationOnce(async (...args) => {
    await happen();
    return real?.(...args);
  });
}

const NEVER = { letter: 0, tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
const told = { factCheck: 'f1', version: 1, at: MORNING };
const changes = [{ type: 'told' as const, told }];

async function forget(from: ReturnType<typeof anAddress>) {
  const citizen = await aCitizen(store, from);
  const forgetting = [{ type: 'forget' as const, receipt: anId(), at: MORNING }];
  await store.turns.commitTurn(aTurn({ citizen, replies: [aReply()], changes: forgetting }));
  return citizen;
}

test('a turn whose process died after its one write holds, and its letters are done', async () => {
  const citizen = await aCitizen(store);
  const done = (await store.turns.readTurn(citizen))?.pending.map(({ key }) => key) ?? [];
  dieAt(stage.models.letters, 'updateMany');
  const turn = aTurn({ citizen, done, replies: [aReply()] });
  await expect(store.turns.commitTurn(turn)).rejects.toThrow('killed');
  expect(await store.turns.findDue(MORNING, 10)).toEqual([citizen]);
  expect(await store.turns.readTurn(citizen)).toMatchObject({ revision: 1, pending: [] });
  expect(await store.turns.findDue(MORNING, 10)).toEqual([]);
  expect(await store.turns.commitTurn({ ...turn, revision: 0 })).toBe('stale');
});

test.each(['before', 'after'] as const)(
  'a turn whose process died %s it was counted counts once',
  async (when) => {
    const citizen = await aCitizen(store);
    const done = (await store.turns.readTurn(citizen))?.pending.map(({ key }) => key) ?? [];
    const tallies = { 'kind.text': 1 };
    if (when === 'before') dieAt(stage.models.tallies, 'updateOne');
    else dieAtSecond(stage.models.citizens, 'updateOne');
    const turn = aTurn({ citizen, done, tallies });
    await expect(store.turns.commitTurn(turn)).rejects.toThrow('killed');
    expect(await store.turns.findDue(MORNING, 10)).toEqual([citizen]);
    await store.turns.readTurn(citizen);
    await store.turns.readTurn(citizen);
    const counted = await store.figures.tallies('0000', ['kind']);
    expect(counted.map(({ name, count }) => [name, count])).toEqual([['kind.text', 1]]);
  },
);

test('what is still to be counted lies sealed, and names nobody once it is counted', async () => {
  const citizen = await aCitizen(store);
  dieAt(stage.models.tallies, 'updateOne');
  const tallies = { 'left.tip.confirm.yes': 1 };
  await store.turns.commitTurn(aTurn({ citizen, tallies })).catch(() => {});
  const row = await stage.models.citizens.findOne({ _id: citizen }).lean();
  expect(row?.unsettled?.addend).toBeDefined();
  expect(JSON.stringify(row)).not.toContain('confirm');
  await store.turns.readTurn(citizen);
  const counted = JSON.stringify(await stage.models.tallies.find({}).lean());
  expect(counted).toContain('confirm');
  expect(counted).not.toContain(citizen);
});

test('a next turn settles what the last one has left, and does not lose it', async () => {
  const citizen = await aCitizen(store);
  const done = (await store.turns.readTurn(citizen))?.pending.map(({ key }) => key) ?? [];
  dieAt(stage.models.letters, 'updateMany');
  await expect(store.turns.commitTurn(aTurn({ citizen, done }))).rejects.toThrow('killed');
  await store.turns.commitTurn(aTurn({ citizen, revision: 1 }));
  expect(await store.turns.readTurn(citizen)).toMatchObject({ revision: 2, pending: [] });
});

test.each([false, true])(
  'a correction in the moment its old verdict is told still finds its citizen (killed: %s)',
  async (isKilled) => {
    const citizen = await aCitizen(store);
    const factCheck = aFactCheck({ id: 'f1' });
    await store.factChecks.save([factCheck]);
    const news = anAnnouncement({ news: 'correction', factCheck: 'f1', version: 2 });
    before(stage.models.citizens, 'updateOne', async () => {
      const factChecks = [{ ...factCheck, version: 2 }];
      await store.cases.commit(aCaseCommit({ factChecks, announcements: [news] }));
      expect(await store.ledger.toldBefore('f1', 99, ALL)).toEqual([]);
      await store.ledger.closeAnnouncement(news.id);
    });
    if (isKilled) dieAt(stage.models.announcements, 'updateMany');
    await store.turns.commitTurn(aTurn({ citizen, changes })).catch(() => {});
    if (isKilled) await store.turns.readTurn(citizen);
    expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10)).toEqual([news]);
    expect(await store.ledger.toldBefore('f1', 99, ALL)).toHaveLength(1);
    expect(await store.turns.commitTurn(aTurn({ citizen, revision: 1, changes }))).toBe('stale');
  },
);

test('a message whose keeping was cut short counts when it is delivered again', async () => {
  const from = anAddress();
  const citizen = await forget(from);
  const message = aMessage();
  dieAt(stage.models.citizens, 'updateOne');
  await expect(keepMessage(store, from, message, MORNING + 5)).rejects.toThrow('killed');
  expect(await keepMessage(store, from, message, MORNING + 5)).toMatchObject({ isNew: false });
  await endNext(store, citizen);
  expect((await store.turns.readTurn(citizen))?.pending).toHaveLength(1);
});

test('a message that comes in while its citizen is erased starts anew and is not lost', async () => {
  const from = anAddress();
  const citizen = await forget(from);
  before(stage.models.letters, 'insertMany', () => endNext(store, citizen));
  const kept = await keepMessage(store, from, aMessage({ text: 'lagi' }), MORNING);
  expect(kept).toEqual({ citizen, isNew: true });
  const state = await store.turns.readTurn(citizen);
  expect(state?.pending.map(({ letter }) => letter)).toMatchObject([{ text: 'lagi' }]);
});

test.for([
  ['after their receipt', (citizen: string) => endNext(store, citizen)],
  [
    'past their time',
    () => store.retention.erase({ ...NEVER, address: MORNING + 1, farewell: MORNING + 1 }),
  ],
] as const)(
  'a message that comes in just before its citizen is erased %s keeps them, and waits for an answer',
  async ([, erase]) => {
    const from = anAddress();
    const citizen = await forget(from);
    const message = aMessage({ text: 'lagi', sentAt: MORNING + 5 });
    before(stage.models.connection, 'transaction', () =>
      keepMessage(store, from, message, MORNING + 5),
    );
    await erase(citizen);
    const state = await store.turns.readTurn(citizen);
    expect(state?.revision).toBe(1);
    expect(state?.pending.map(({ letter }) => letter)).toMatchObject([{ text: 'lagi' }]);
  },
);

test('news that comes in while its citizen is erased leaves no trace', async () => {
  const citizen = await aCitizen(store);
  const past = { ...NEVER, address: MORNING + 1 };
  before(stage.models.letters, 'insertMany', () => store.retention.erase(past));
  const notice = { type: 'notice', news: 'closed' } as const;
  expect(await store.turns.keepNotice(citizen, { key: 'n', notice, at: MORNING })).toBe(true);
  expect(await store.turns.findDue(MORNING, 10)).toEqual([]);
  expect(await stage.models.letters.countDocuments({ citizen })).toBe(0);
});

test('a farewell that was cut short is made up for by the next sweep', async () => {
  const citizen = await forget(anAddress());
  dieAt(stage.models.citizens, 'findOneAndDelete');
  await expect(endNext(store, citizen)).rejects.toThrow('killed');
  expect(await store.outbox.findWaiting(MORNING, 10)).toEqual([citizen]);
  const other = await aCitizen(store);
  await sayTo(store, other, 'kabar');
  expect((await store.outbox.findWaiting(MORNING, 10)).sort()).toEqual([citizen, other].sort());
  expect(await store.outbox.findWaiting(MORNING, 1)).toHaveLength(1);
  await endNext(store, other);
  expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
  expect(await store.turns.readTurn(citizen)).toBeUndefined();
  expect(await store.outbox.findWaiting(MORNING, 10)).toEqual([]);
});

test('replies that are over leave the document of their citizen in the end', async () => {
  const citizen = await aCitizen(store);
  const replies = [aReply(), aReply(), aReply()];
  await store.turns.commitTurn(aTurn({ citizen, replies }));
  await endNext(store, citizen);
  await endNext(store, citizen, { type: 'failed' });
  const left = async () => {
    const row = await stage.models.citizens.findOne({ _id: citizen }).lean();
    return row?.outbox.map(({ state }) => state);
  };
  expect(await left()).toEqual(['sent', 'failed', 'waiting']);
  await store.retention.erase({ ...NEVER, letter: MORNING + 1 });
  expect(await left()).toEqual(['waiting']);
});

test('a file larger than a document is kept whole; one whose upload died leaves nothing', async () => {
  const [bytes, lost] = [randomBytes(17 * 1024 * 1024), randomBytes(9)];
  const media = (sha256: string, size: number) => ({ sha256, mime: 'video/mp4', size });
  await store.media.keep(media('a'.repeat(64), bytes.length), bytes, MORNING);
  const found = await store.media.read('a'.repeat(64));
  expect(Buffer.from(found?.bytes ?? []).equals(bytes)).toBe(true);
  dieAt(stage.models.files, 'insertMany');
  await expect(store.media.keep(media('b'.repeat(64), 9), lost, MORNING)).rejects.toThrow('killed');
  expect(await store.media.read('b'.repeat(64))).toBeUndefined();
  await store.retention.erase({ ...NEVER, letter: MORNING + 1, media: MORNING + 1 });
  expect(await stage.models.pieces.countDocuments({})).toBe(0);
});

test('a file whose upload is under way while old ones are erased is kept whole', async () => {
  const media = { sha256: 'd'.repeat(64), mime: 'image/jpeg', size: 3 };
  const past = { ...NEVER, letter: MORNING, media: MORNING };
  before(stage.models.files, 'insertMany', () => store.retention.erase(past));
  await store.media.keep(media, new Uint8Array([1, 2, 3]), MORNING);
  expect([...((await store.media.read(media.sha256))?.bytes ?? [])]).toEqual([1, 2, 3]);
});

test('a file that comes again while old ones are erased stays', async () => {
  const media = { sha256: 'c'.repeat(64), mime: 'image/jpeg', size: 3 };
  const bytes = new Uint8Array([1, 2, 3]);
  await store.media.keep(media, bytes, MORNING);
  await store.media.keep(media, bytes, MORNING + 1);
  expect(await eraseFile(stage.models, media.sha256, MORNING)).toBe(false);
  expect(Buffer.from((await store.media.read(media.sha256))?.bytes ?? [])).toEqual(
    Buffer.from(bytes),
  );
  expect(await eraseFile(stage.models, media.sha256, MORNING + 1)).toBe(true);
  expect(await store.media.read(media.sha256)).toBeUndefined();
});

test('nothing that a citizen wrote, nor their number, lies open in any collection', async () => {
  const phone = '6281234567890';
  const from = anAddress('lid-9', { phone });
  const { citizen } = await keepMessage(store, from, aMessage({ text: 'rahasia saya' }), MORNING);
  await store.turns.commitTurn(aTurn({ citizen, replies: [aReply({ text: 'jawaban saya' })] }));
  await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: `wamid.${phone}` });
  const value = 'kunci saya';
  await store.sessions.write('a', [{ type: 'session', id: phone, value }], MORNING);
  const db = stage.models.connection.getClient().db();
  let dump = '';
  for (const { name } of await db.listCollections().toArray()) {
    for (const row of await db.collection(name).find().toArray()) {
      dump += JSON.stringify(row, (_, each) =>
        each?._bsontype === 'Binary' || each?.type === 'Buffer'
          ? Buffer.from(each.buffer ?? each.data).toString('latin1')
          : each,
      );
    }
  }
  for (const word of ['rahasia', 'jawaban', 'kunci', phone, 'lid-9']) {
    expect(dump).not.toContain(word);
  }
  expect(dump).toContain(citizen);
});
