import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { listRequests } from '../../src/cli/rights.ts';
import type { Store } from '../../src/ports/store.ts';
import { saveDraft } from '../../src/services/cases/amend-case.ts';
import { chooseWordings, listWordings } from '../../src/services/cases/choose-wordings.ts';
import { claim, reply } from '../../src/services/cases/decide-case.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import { checkAlerts } from '../../src/services/duty/check-alerts.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, anAddress, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const OWN = '6281299998888';
const OTHER = '6281277776666';
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const SAME = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal katanya';
/** Letters and files that nothing else erases meanwhile. */
const KEPT = { letterDays: 10, mediaDays: 10 };
const PICTURE = { bytes: Buffer.from('gambar galon'), mime: 'image/png', name: 'a.png' };

const mongo = await openTestMongo();
const stores = [
  ['SQLite', async () => openSqlite(join(aFolder(), 'posko.db'), createSeal(aMasterKey()))],
  ['MongoDB', async () => (await openMongoStage(mongo.url())).store],
] as const;

test.each(stores)(
  'a withdrawal on %s takes words and files out of the case at once',
  async (_, open) => {
    const { post, store } = await on(await open());
    await post.write(OWN, TIP, { file: PICTURE });
    await post.write(OWN, 'ya');
    await post.write(OWN, 'cukup');
    await post.write(OWN, 'tarik izin');
    expect(post.heard.at(-1)?.text).toContain('Izin Anda sudah ditarik');
    const [found] = await store.cases.list(undefined, 10);
    expect(found).toMatchObject({ status: 'closed', claim: '' });
    expect(await store.cases.tipsOf(found?.id ?? '')).toEqual([]);
    expect(await listQueue(post.deps)).toEqual([]);
    const [request] = await store.rights.requests(10);
    expect(request).toMatchObject({ asked: 'withdrawal', at: MORNING, doneAt: undefined });
    await post.wait(50 * HOUR);
    const [done] = await store.rights.requests(10);
    expect(done?.doneAt).toBeLessThanOrEqual(MORNING + 50 * HOUR);
    await post.end();
  },
);

test('a file goes within three days, however long letters are kept', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)), KEPT);
  await post.write(OWN, TIP, { file: PICTURE });
  await post.write(OWN, 'ya');
  const [tip] = await store.cases.tipsBy(createSeal(MASTER_KEY).citizenOf(anAddress(OWN)), 1);
  const sha256 = tip?.media[0]?.sha256 ?? '';
  await post.write(OWN, 'tarik izin');
  expect(await store.media.read(sha256)).toBeDefined();
  await post.wait(61 * HOUR);
  expect(await store.media.read(sha256)).toBeUndefined();
  expect((await store.rights.requests(1))[0]?.doneAt).toBeLessThan(MORNING + 72 * HOUR);
  await post.end();
});

test('whoever takes consent back once more has the first request done as well', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)), KEPT);
  for (const bytes of [Buffer.from('satu'), Buffer.from('dua')]) {
    await post.write(OWN, `${TIP} ${bytes}`, { file: { ...PICTURE, bytes } });
    for (const text of ['ya', 'tarik izin']) await post.write(OWN, text);
  }
  await post.wait(61 * HOUR);
  expect((await store.rights.requests(9)).filter(({ doneAt }) => doneAt)).toHaveLength(2);
  await post.end();
});

test('a withdrawal is done once a file that answered a question is gone as well', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)), KEPT);
  await post.report(OWN, TIP);
  const citizen = createSeal(MASTER_KEY).citizenOf(anAddress(OWN));
  const [tip] = await store.cases.tipsBy(citizen, 1);
  const file = { sha256: 'b'.repeat(64), mime: 'image/png' };
  await store.media.keep({ ...file, size: 1 }, Buffer.from('b'), MORNING);
  const saved = [{ name: 'bukti', kind: 'file', text: '', files: [file], at: MORNING }];
  await change(store, citizen, { type: 'note-tips', ids: [tip?.id], notes: { saved } });
  await post.write(OWN, 'tarik izin');
  const isThere = async () => (await store.media.read(file.sha256)) !== undefined;
  const isDone = async () => (await store.rights.requests(1))[0]?.doneAt !== undefined;
  expect([await isThere(), await isDone()]).toEqual([true, false]);
  await post.wait(61 * HOUR);
  expect([await isThere(), await isDone()]).toEqual([false, true]);
  await post.end();
});

test('the others keep their case, in words of their own, and alone hear of it', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)));
  await post.report(OWN, TIP);
  await post.report(OTHER, SAME);
  await post.write(OWN, 'tarik izin');
  const [found] = await store.cases.list('open', 10);
  expect(found?.claim).toBe(SAME);
  const before = post.heard.length;
  const ticket = found?.ticket ?? '';
  const decision = {
    verdict: 'salah',
    summary: 'Air galon itu tidak mengandung sabun.',
    url: 'https://sumber.example/cek',
  } as const;
  await reply(post.deps, { ticket, reviewer: 'rina' }, decision);
  await post.settle();
  expect(post.heard.slice(before).map(({ to }) => to)).toEqual([OTHER]);
  const published = await store.factChecks.latest(1);
  expect(published[0]?.narratives).not.toContain(TIP);
  await post.end();
});

test('a verdict that was published forgets the wording of whoever takes it back', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)));
  await post.report(OTHER, SAME);
  await post.report(OWN, TIP);
  const [found] = await store.cases.list('open', 10);
  const action = { ticket: found?.ticket ?? '', reviewer: 'rina' };
  const take = (await listWordings(post.deps, action.ticket)).map(({ key }) => key);
  await chooseWordings(post.deps, action, { take, leave: [] });
  await reply(post.deps, action, {
    verdict: 'salah',
    summary: 'Airnya sudah diuji dan bersih.',
    url: 'https://sumber.example/cek',
  });
  await post.settle();
  expect((await store.factChecks.latest(1))[0]?.narratives).toContain(TIP);
  await post.write(OWN, 'tarik izin');
  expect((await store.factChecks.latest(1))[0]?.narratives).toEqual(
    expect.not.arrayContaining([TIP]),
  );
  await post.end();
});

test('after a withdrawal questions are answered, and nothing is kept without a new yes', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)));
  await post.report(OWN, TIP);
  await post.write(OWN, 'tarik izin');
  await post.write(OWN, 'Besok semua sekolah libur sebulan karena badai', { forwarded: true });
  expect(post.heard.at(-1)?.text).toContain('Bolehkah kami menyimpan');
  const citizen = createSeal(MASTER_KEY).citizenOf(anAddress(OWN));
  expect(await store.cases.tipsBy(citizen, 10)).toEqual([]);
  await post.write(OWN, 'ya');
  const [last] = (await store.rights.consentsOf(citizen)).slice(-1);
  expect(last).toMatchObject({ purpose: 'check', deed: 'given' });
  expect((await store.turns.readTurn(citizen))?.profile.isOptedOut).toBe(false);
  await post.end();
});

test('the record of a request names nobody, and outlasts who asked', async () => {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const { post } = await on(openSqlite(path, seal));
  await post.report(OWN, TIP);
  await post.write(OWN, 'batasi data');
  await post.write(OWN, 'tarik izin');
  await post.write(OWN, 'hapus data saya');
  await post.write(OWN, 'ya, hapus');
  const file = new DatabaseSync(path);
  const rows = JSON.stringify(file.prepare('SELECT * FROM requests').all());
  file.close();
  expect(rows).not.toContain(seal.citizenOf(anAddress(OWN)));
  const listed = listRequests(await post.deps.store.rights.requests(10), MORNING);
  expect(listed.map(({ asked, state }) => [asked, state]).toSorted()).toEqual([
    ['erasure', 'done'],
    ['restriction', 'done'],
    ['withdrawal', 'done'],
  ]);
  await post.end();
});

test.each(stores)(
  'restricted data on %s is in no queue, found by nothing, and told to nobody',
  async (_, open) => {
    const { post, store } = await on(await open());
    await post.report(OWN, TIP);
    await post.write(OWN, 'batasi data');
    expect(await listQueue(post.deps)).toEqual([]);
    await post.report(OTHER, SAME);
    const cases = await store.cases.list('open', 10);
    expect(cases).toHaveLength(1);
    const view = await viewCase(post.deps, cases[0]?.ticket ?? '');
    expect(view?.tips.map(({ text }) => text)).toEqual([SAME]);
    const before = post.heard.length;
    const action = { ticket: cases[0]?.ticket ?? '', reviewer: 'rina' };
    await reply(post.deps, action, {
      verdict: 'salah',
      summary: 'Airnya sudah diuji dan bersih.',
      url: 'https://sumber.example/cek',
    });
    await post.settle();
    expect(post.heard.slice(before).map(({ to }) => to)).toEqual([OTHER]);
    expect((await store.factChecks.latest(1))[0]?.narratives).not.toContain(TIP);
    await post.write(OWN, 'lanjutkan data');
    expect(await listQueue(post.deps)).toHaveLength(1);
    await post.end();
  },
);

test('a request that is overdue raises an alarm, and ends it when it is done', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)));
  await post.write(OWN, 'menu');
  const citizen = createSeal(MASTER_KEY).citizenOf(anAddress(OWN));
  const asked = { type: 'asked', receipt: 'R1', asked: 'withdrawal', at: MORNING } as const;
  await change(store, citizen, asked);
  const alarms = async (now: number) => {
    const clock = { now: () => now, at: () => () => {} };
    await checkAlerts({ ...post.deps, clock, ways: {}, escalateMs: HOUR });
    return (await store.documents.list('alarm')).map(({ id, value }) => ({ id, value }));
  };
  const up = (found: Awaited<ReturnType<typeof alarms>>) => found.find(({ id }) => id === 'rights');
  expect(up(await alarms(MORNING + 72 * HOUR))).toBeUndefined();
  expect(up(await alarms(MORNING + 73 * HOUR))?.value).toMatchObject({ kind: 'rights', value: 1 });
  await change(store, citizen, { type: 'done', receipt: 'R1', at: MORNING + 74 * HOUR });
  expect(up(await alarms(MORNING + 75 * HOUR))?.value).toHaveProperty('endedAt');
  const [listed] = listRequests(await store.rights.requests(1), MORNING + 75 * HOUR);
  expect(listed?.state).toBe('late');
  await post.end();
});

test('requests are listed by how they stand against the deadline, however long ago that was', () => {
  const request = (receipt: string, at: number, doneAt?: number) =>
    ({ receipt, asked: 'erasure', at, doneAt }) as const;
  const listed = listRequests(
    [
      request('done', MORNING, MORNING + 72 * HOUR),
      request('late', MORNING, MORNING + 72 * HOUR + 1),
      request('open', MORNING + 1),
      request('overdue', MORNING),
    ],
    MORNING + 72 * HOUR + 1,
  );
  expect(listed.map(({ receipt, state }) => [receipt, state])).toEqual(
    ['overdue', 'open', 'late', 'done'].map((state) => [state, state]),
  );
  const years = listRequests([request('done', MORNING, MORNING + HOUR)], MORNING + 9999 * HOUR);
  expect(years).toMatchObject([{ state: 'done', dueAt: MORNING + 72 * HOUR }]);
});

async function change(store: Store, citizen: string, one: object): Promise<void> {
  const state = await store.turns.readTurn(citizen);
  if (!state) throw new Error('nobody is there');
  const more = { done: [], replies: [], tallies: {}, now: MORNING };
  const changes = [one] as never;
  await store.turns.commitTurn({ ...state, citizen, ...more, changes });
}

test('a withdrawal leaves none of the messages and no note of the verdicts told', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)));
  const citizen = createSeal(MASTER_KEY).citizenOf(anAddress(OWN));
  await post.write(OWN, TIP);
  await post.write(OWN, 'ya');
  await post.write(OWN, 'cukup');
  const [found] = await store.cases.list('open', 1);
  const summary = 'Airnya sudah diuji dan bersih.';
  const decision = { verdict: 'salah', summary, url: 'https://sumber.example/cek' } as const;
  await reply(post.deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, decision);
  await post.wait(HOUR);
  expect((await store.ledger.toldTo(citizen)).length).toBe(1);
  await post.write(OWN, 'tarik izin');
  expect(await store.ledger.toldTo(citizen)).toEqual([]);
  expect(await store.turns.lettersOf(citizen, 10)).toEqual([]);
  await post.end();
});

test('a withdrawal takes along what the desk has written of a case that nobody else asks about', async () => {
  const { post, store } = await on(openSqlite(':memory:', createSeal(MASTER_KEY)));
  await post.write(OWN, TIP);
  await post.write(OWN, 'ya');
  await post.write(OWN, 'cukup');
  const [found] = await store.cases.list('open', 1);
  const action = { ticket: found?.ticket ?? '', reviewer: 'rina' };
  await claim(post.deps, action);
  await saveDraft(post.deps, action, { summary: TIP });
  expect((await store.cases.get(found?.id ?? ''))?.draft?.summary).toBe(TIP);
  await post.write(OWN, 'tarik izin');
  const left = await store.cases.get(found?.id ?? '');
  expect(left).toMatchObject({ status: 'closed', claim: '' });
  expect(left).not.toHaveProperty('draft');
  expect(left).not.toHaveProperty('lease');
  await post.end();
});

async function on(store: Store, settings = {}) {
  const post = await aPost(store, { settings, sweepMs: HOUR });
  const end = async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  };
  return { store, post: { ...post, end } };
}
