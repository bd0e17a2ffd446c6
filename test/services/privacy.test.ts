import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, aPost } from '../support/builders.ts';

const CITIZEN = '6281299998888';
const TIP =
  'Selamat, nomor Anda menang undian mobil! Transfer biaya ke rekening BCA 1234509876 dan kirim ' +
  'KTP 3174051203900007 ke panitia.undian@contoh.example atau hubungi 0813-5555-7777 sebelum besok.';
const PERSONAL = ['1234509876', '3174051203900007', 'panitia.undian', '5555-7777', '81355557777'];
const WORDS = ['menang undian', 'Transfer biaya', 'sebelum besok', 'undian mobil'];

test('before consent neither the citizen nor a word of the message lies readable on the disk', async () => {
  const { post, disk } = await open();
  await post.write(CITIZEN, TIP, { forwarded: true });
  expect(post.heard).toHaveLength(1);
  expect(found(disk(), [CITIZEN, '81299998888', ...PERSONAL, ...WORDS])).toEqual([]);
  await post.write(CITIZEN, 'tidak');
  await post.end();
  expect(found(disk(), [CITIZEN, '81299998888', ...PERSONAL, ...WORDS])).toEqual([]);
});

test('silence does not make a message readable either', async () => {
  const { post, disk } = await open();
  await post.write(CITIZEN, TIP, { forwarded: true });
  await post.wait(2 * 86_400_000);
  expect(found(disk(), [CITIZEN, ...PERSONAL, ...WORDS])).toEqual([]);
  await post.end();
});

test('after consent only the masked message lies readable on the disk', async () => {
  const { post, disk } = await open();
  await post.report(CITIZEN, TIP);
  expect(found(disk(), [CITIZEN, '81299998888', ...PERSONAL])).toEqual([]);
  expect(found(disk(), WORDS)).toEqual(WORDS);
  expect(found(disk(), ['[nomor rekening]', '[NIK]', '[surel]', '[nomor telepon]'])).toHaveLength(
    4,
  );
  await post.end();
  expect(found(disk(), [CITIZEN, '81299998888', ...PERSONAL])).toEqual([]);
});

test('a phone number within a link is masked like any other', async () => {
  const { post, disk } = await open();
  await post.report(
    CITIZEN,
    'Klaim hadiah undian mobil lewat https://wa.me/6281355557777 sekarang juga',
  );
  expect(found(disk(), ['81355557777'])).toEqual([]);
  await post.end();
});

test('what a citizen answers about a message is masked, too', async () => {
  const { post, disk } = await open();
  await post.write(CITIZEN, TIP, { forwarded: true });
  await post.write(CITIZEN, 'ya');
  await post.write(CITIZEN, 'dari akun @undian, nomornya 0813-5555-7777. Saya di Bandung');
  expect(found(disk(), ['@undian', 'Jawa Barat'])).toHaveLength(2);
  expect(found(disk(), [CITIZEN, ...PERSONAL])).toEqual([]);
  await post.end();
});

test('a search and a talk leave nothing readable', async () => {
  const { post, disk } = await open();
  await post.write(CITIZEN, 'apakah benar tetangga saya Sulastri dapat undian mobil?');
  await post.write(CITIZEN, 'cari undian mobil sulastri');
  expect(found(disk(), [CITIZEN, 'Sulastri', 'sulastri', 'undian mobil'])).toEqual([]);
  await post.end();
});

test('a verdict that is told leaves neither the citizen nor their words readable', async () => {
  const { post, disk } = await open();
  const draft = { id: 'f1', title: 'Bank tutup sebulan', verdict: 'salah', org: 'Posko' } as const;
  await post.deps.store.factChecks.save([
    { ...draft, language: 'id', narratives: ['besok semua bank tutup'], version: 1, changedAt: 0 },
  ]);
  await post.write(CITIZEN, 'Kata Sulastri besok semua bank tutup sebulan', { forwarded: true });
  expect(found(disk(), [CITIZEN, 'Sulastri', 'sulastri'])).toEqual([]);
  await post.end();
});

/** A post on a file, and everything that lies in that file and its log. */
async function open() {
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, createSeal(aMasterKey()));
  const post = await aPost(store, { sweepMs: 3_600_000 });
  const end = async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  };
  const disk = () =>
    Buffer.concat(
      [path, `${path}-wal`].flatMap((file) => (existsSync(file) ? readFileSync(file) : [])),
    );
  return { post: { ...post, end }, disk };
}

function found(disk: Buffer, words: readonly string[]): string[] {
  expect(disk.length).toBeGreaterThan(10_000);
  return words.filter((word) => disk.includes(word));
}
