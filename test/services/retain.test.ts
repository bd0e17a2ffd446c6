import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { close } from '../../src/services/cases/decide-case.ts';
import { deleteExpired } from '../../src/services/privacy/retention.ts';
import { countMonths } from '../../src/services/transparency/monthly-reports.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, anAddress, aPost } from '../support/builders.ts';

const DAY = 86_400_000;
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';

test('original messages are gone after two days, the copy for reviewers stays', async () => {
  const { post, store, citizen } = await open();
  await post.report('w1', TIP);
  await post.wait(2 * DAY - 60_000);
  expect(await store.turns.countMessages(citizen)).toBe(3);
  await post.wait(3_700_000);
  expect(await store.turns.countMessages(citizen)).toBe(0);
  expect((await store.cases.tipsBy(citizen, 1))[0]?.text).toBe(TIP);
  await post.end();
});

test('the copy is gone thirty days after the decision, wherever it lay', async () => {
  const { post, store, dump } = await open();
  await post.report('w1', TIP);
  await post.wait(40 * DAY);
  expect(dump()).toContain('Pasar Rebo');
  const [found] = await store.cases.list('open', 1);
  const action = { ticket: found?.ticket ?? '', reviewer: 'rina' };
  await close(post.deps, action, 'unverifiable');
  await post.wait(29 * DAY);
  expect(dump()).toContain('Pasar Rebo');
  await post.wait(2 * DAY);
  expect(dump()).not.toMatch(/pasar rebo/i);
  await post.end();
});

test('what a month is counted from is not erased before it is counted', async () => {
  const { post, store, citizen } = await open();
  await post.report('w1', TIP);
  const [found] = await store.cases.list('open', 1);
  await close(post.deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, 'unverifiable');
  const now = () => post.clock.now() + 60 * DAY;
  const later = { ...post.deps, clock: { ...post.deps.clock, now } };
  const textOf = async () => (await store.cases.tipsBy(citizen, 1))[0]?.text;
  await deleteExpired(later);
  expect(await textOf()).toBe(TIP);
  await countMonths(later);
  await deleteExpired(later);
  expect(await textOf()).toBe('');
  await post.end();
});

test('a file nobody may keep goes with its message, the file of an open case stays', async () => {
  const { post, store } = await open();
  const [asked, reported] = [Buffer.from('gambar satu'), Buffer.from('gambar dua')];
  await post.write('w1', TIP, { file: { bytes: asked, mime: 'image/png', name: 'a.png' } });
  await post.write('w1', 'tidak');
  const other = 'Besok harga beras naik sepuluh kali lipat menurut kabar dari kelurahan';
  await post.write('w2', other, { file: { bytes: reported, mime: 'image/png', name: 'b.png' } });
  await post.write('w2', 'ya');
  await post.write('w2', 'cukup');
  await post.wait(1 * DAY);
  expect(await store.media.read(hash(asked))).toBeDefined();
  await post.wait(2 * DAY);
  expect(await store.media.read(hash(asked))).toBeUndefined();
  await post.wait(30 * DAY);
  expect(await store.media.read(hash(reported))).toBeDefined();
  await post.end();
});

test('a citizen is gone ninety days after their last message, the report stays', async () => {
  const { post, store, citizen, dump } = await open();
  await post.report('w1', TIP);
  await post.wait(60 * DAY);
  await post.write('w1', 'menu');
  await post.wait(89 * DAY);
  expect(await store.turns.readTurn(citizen)).toBeDefined();
  await post.wait(2 * DAY);
  expect(await store.turns.readTurn(citizen)).toBeUndefined();
  expect(dump()).not.toContain(citizen);
  expect(await store.cases.list('open', 10)).toHaveLength(1);
  await post.end();
});

test('a citizen who comes back after that is answered', async () => {
  const { post } = await open();
  await post.write('w1', 'menu');
  await post.wait(91 * DAY);
  await post.write('w1', 'menu');
  expect(post.heard).toHaveLength(2);
  await post.end();
});

test('consent that nobody gave within a day is no consent, and the question is over', async () => {
  const { post, store } = await open();
  await post.write('w1', TIP, { forwarded: true });
  await post.wait(DAY);
  expect(post.heard.at(-1)?.text).toContain('tidak kami simpan');
  await post.write('w1', 'ya');
  expect(await store.cases.list(undefined, 10)).toEqual([]);
  await post.end();
});

async function open() {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const store = openSqlite(path, seal);
  const post = await aPost(store, { sweepMs: 3_600_000 });
  const end = async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  };
  return {
    store,
    post: { ...post, end },
    citizen: seal.citizenOf(anAddress('w1')),
    /** Everything readable in every table. */
    dump(): string {
      const file = new DatabaseSync(path);
      const tables = file.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
      const rows = tables.map(({ name }) => file.prepare(`SELECT * FROM ${name}`).all());
      file.close();
      return JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? '' : value));
    },
  };
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
