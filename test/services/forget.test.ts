import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { reply } from '../../src/services/cases/decide-case.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, anAddress, aPost } from '../support/builders.ts';

const CITIZEN = '6281299998888';
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const DECISION = {
  verdict: 'salah',
  summary: 'Air galon itu tidak mengandung sabun.',
  url: 'https://sumber.example/cek',
} as const;

test('HAPUS DATA SAYA leaves nothing of the citizen in any table once the receipt is out', async () => {
  const { post, rows, pseudonym } = await open();
  await post.report(CITIZEN, TIP);
  await decide(post);
  await post.write(CITIZEN, 'membantu');
  await forget(post);
  expect(post.heard.at(-1)?.text).toContain('Sudah dihapus. Tanda terima');
  expect(rows('citizens')).toHaveLength(0);
  expect(rows('outbox')).toEqual([]);
  expect(rows('told')).toEqual([]);
  expect(rows('inbox').filter(({ content, citizen }) => content ?? citizen)).toEqual([]);
  expect(rows('tips')).toHaveLength(1);
  expect(rows('erasures')).toHaveLength(1);
  const tables = ['inbox', 'tips', 'feedback', 'history', 'announcements', 'erasures', 'cases'];
  const naming = tables.filter((table) => JSON.stringify(rows(table)).includes(pseudonym));
  expect(naming).toEqual([]);
  await post.end();
});

test('a message that is delivered again afterwards brings nobody back', async () => {
  const { post, rows } = await open();
  await post.write(CITIZEN, TIP, { forwarded: true, id: 'm1' });
  await forget(post);
  const before = post.heard.length;
  await post.write(CITIZEN, TIP, { forwarded: true, id: 'm1' });
  await post.wait(60_000);
  expect(post.heard).toHaveLength(before);
  expect(rows('citizens')).toHaveLength(0);
  await post.end();
});

test('a citizen who writes anew is answered like anyone who writes for the first time', async () => {
  const { post } = await open();
  await post.write(CITIZEN, TIP, { forwarded: true });
  await forget(post);
  await post.wait(60_000);
  const before = post.heard.length;
  await post.write(CITIZEN, TIP, { forwarded: true });
  await post.write(CITIZEN, 'menu');
  const answers = post.heard.slice(before).map(({ text }) => text);
  expect(answers).toHaveLength(3);
  expect(answers[0]).toContain('Bolehkah kami menyimpan');
  await post.end();
});

test('an open question is dropped, and a late yes to it is no consent', async () => {
  const { post, rows } = await open();
  await post.write(CITIZEN, TIP, { forwarded: true });
  await forget(post);
  expect(post.heard.at(-1)?.text).not.toContain('Bolehkah');
  await post.write(CITIZEN, 'ya');
  expect(rows('cases')).toEqual([]);
  await post.end();
});

test('neither the verdict nor a correction reaches whoever asked to be forgotten', async () => {
  const { post } = await open();
  await post.report(CITIZEN, TIP);
  await decide(post);
  await forget(post);
  const before = post.heard.length;
  const [factCheck] = (await post.deps.store.factChecks.since(0, 1)).factChecks;
  await correctFactCheck(post.deps, factCheck?.id ?? '', { verdict: 'benar' });
  await post.wait(60_000);
  expect(post.heard).toHaveLength(before);
  await post.end();
});

test('the case stays for the others who asked', async () => {
  const { post } = await open();
  await post.report(CITIZEN, TIP);
  await post.report('w2', TIP);
  await forget(post);
  await decide(post);
  const told = post.heard.filter(({ text }) => text.includes(DECISION.summary));
  expect(told.map(({ to }) => to)).toEqual(['w2']);
  await post.end();
});

async function open() {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const store = openSqlite(path, seal);
  const post = await aPost(store);
  const end = async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  };
  const rows = (table: string) => {
    const file = new DatabaseSync(path);
    const found = file.prepare(`SELECT * FROM ${table}`).all();
    file.close();
    return found;
  };
  return { post: { ...post, end }, rows, pseudonym: seal.citizenOf(anAddress(CITIZEN)) };
}

type OpenPost = Awaited<ReturnType<typeof aPost>>;

async function forget(post: OpenPost): Promise<void> {
  await post.write(CITIZEN, 'hapus data saya');
  await post.write(CITIZEN, 'ya, hapus');
}

async function decide(post: OpenPost): Promise<void> {
  const [found] = await post.deps.store.cases.list('open', 1);
  const ticket = found?.ticket ?? '';
  expect((await reply(post.deps, { ticket, reviewer: 'rina' }, DECISION)).type).toBe('done');
  await post.settle();
}
