import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, anAddress, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';

const CITIZEN = '6281299998888';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STORY = 'Amplop dibagikan di pos ronda Kampung Contoh';
const ANSWERS = ['lapor', 'pemilu', STORY, 'hari ini, Jayapura', 'Tim calon Contoh'];
const NAMED = [...ANSWERS, 'Sitti Contohwati, Jalan Contoh 77'];

test('a reminder comes once each, also where two posts look after the citizen', async () => {
  const { store, close } = open();
  const first = await aPost(store);
  await answer(first, [...NAMED, 'ya']);
  await first.close();
  const said: number[] = [];
  for (const days of [4, 5, 5, 6, 7, 7, 8]) {
    const clock = new VirtualClock(MORNING + days * DAY);
    const posts = await Promise.all([aPost(store, { clock }), aPost(store, { clock })]);
    await Promise.all(posts.map((post) => post.settle()));
    said.push(posts.flatMap(({ heard }) => heard).length);
    for (const post of posts) await post.close();
  }
  expect(said).toEqual([0, 1, 0, 1, 1, 0, 0]);
  await close();
});

test('a reminder leaves an open question open, and its silence begins anew', async () => {
  const { post, close } = await openPost();
  await answer(post, [...NAMED, 'ya']);
  await post.wait(4 * DAY + 20 * HOUR);
  await post.write(CITIZEN, 'hapus data saya');
  await post.wait(5 * HOUR);
  const [reminder, again] = post.heard.slice(-2).map(({ text }) => text);
  expect(reminder).toContain('Pengingat tenggat');
  expect(again).toContain('Kembali ke pertanyaan tadi');
  await post.wait(20 * HOUR);
  await post.write(CITIZEN, 'ya, hapus');
  expect(post.heard.at(-1)?.text).toContain('Sudah dihapus');
  await close();
});

test('whoever wants no news is not reminded, and a question of theirs is not taken for answered', async () => {
  const { post, close } = await openPost();
  await answer(post, [...NAMED, 'ya', 'berhenti']);
  await post.wait(4 * DAY + 20 * HOUR);
  await post.write(CITIZEN, 'hapus data saya');
  const before = post.heard.length;
  await post.wait(5 * HOUR);
  expect(post.heard).toHaveLength(before);
  await post.write(CITIZEN, 'ya, hapus');
  expect(post.heard.at(-1)?.text).toContain('Sudah dihapus');
  await close();
});

test('a report is sealed, and gone when its time is over', async () => {
  const { post, bytes, profile, close } = await openPost();
  await answer(post, [...NAMED, 'ya']);
  expect((await profile())?.reports).toHaveLength(1);
  await post.wait(22 * DAY);
  expect((await profile())?.reports).toBeUndefined();
  expect((await profile())?.language).toBe('id');
  const raw = bytes();
  for (const secret of ['Contohwati', 'Jalan Contoh 77', 'pos ronda Kampung', 'Tim calon Contoh']) {
    expect(raw.includes(secret)).toBe(false);
  }
  await close();
});

test('HAPUS DATA SAYA ends reports and drafts', async () => {
  const { post, profile, close } = await openPost();
  await answer(post, [...NAMED, 'ya']);
  await post.wait(HOUR);
  await answer(post, ['lapor', 'hoaks', 'hapus data saya', 'ya, hapus']);
  expect(await profile()).toBeUndefined();
  const before = post.heard.length;
  await post.wait(30 * DAY);
  expect(post.heard).toHaveLength(before);
  await close();
});

test('numbers of others are masked, and an identity number is kept nowhere', async () => {
  const { post, profile, close } = await openPost();
  await answer(post, ['lapor', 'perundungan', 'aman', 'Dihina lewat 0812-3456-7890', 'kemarin']);
  const told = 'Pelakunya @contoh, NIK 3201010101010001 dan 0812 3456 7890';
  await post.write(CITIZEN, told, { forwarded: true });
  await answer(post, ['lapor', 'penipuan', 'Ditipu', 'kemarin']);
  await post.write(CITIZEN, '0812 3456 7890 3201010101010001', { forwarded: true });
  const [bullying, scam] = (await profile())?.reports ?? [];
  expect(bullying?.account).toBe('Dihina lewat [nomor telepon]');
  expect(bullying?.link).toBe('@contoh');
  expect(bullying?.suspect).toBe('Pelakunya @contoh, NIK [NIK] dan [nomor telepon]');
  expect(scam?.link).toBe('0812 3456 7890 [NIK]');
  await close();
});

test('MongoDB keeps reports, reminds and forgets as SQLite does', async () => {
  const mongo = await openTestMongo();
  const { store } = await openMongoStage(mongo.url());
  const after = async (ms: number, texts: readonly string[]) => {
    const post = await aPost(store, { clock: new VirtualClock(MORNING + ms) });
    await answer(post, texts);
    await post.settle();
    expect(post.errors).toEqual([]);
    await post.close();
    return post.heard.map(({ text }) => text);
  };
  await after(0, [...NAMED, 'ya']);
  const [citizen = ''] = await store.turns.findDue(MORNING + 40 * DAY, 1);
  expect((await store.turns.readTurn(citizen))?.profile.reports).toHaveLength(1);
  expect(await after(5 * DAY, [])).toEqual([expect.stringContaining('Pengingat tenggat')]);
  expect(await after(5 * DAY, [])).toEqual([]);
  expect(await after(22 * DAY, [])).toEqual([]);
  expect((await store.turns.readTurn(citizen))?.profile.reports).toBeUndefined();
  await store.close();
  await mongo.close();
});

function open() {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const store: Store = openSqlite(path, seal);
  const citizen = seal.citizenOf(anAddress(CITIZEN));
  return {
    store,
    profile: async () => (await store.turns.readTurn(citizen))?.profile,
    bytes: () => ['', '-wal'].map((end) => readFileSync(path + end, 'latin1')).join(''),
    close: () => store.close(),
  };
}

async function openPost() {
  const opened = open();
  const post = await aPost(opened.store, { sweepMs: HOUR });
  const close = async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await opened.close();
  };
  return { ...opened, post, close };
}

type OpenPost = Awaited<ReturnType<typeof aPost>>;

async function answer(post: OpenPost | undefined, texts: readonly string[]): Promise<void> {
  for (const text of texts) await post?.write(CITIZEN, text);
}
