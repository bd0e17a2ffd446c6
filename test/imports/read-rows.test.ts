import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type RowOptions, readRows } from '../../src/imports/read-rows.ts';

const CSV = 'Judul;Putusan;Lembaga;Tautan;Tanggal Terbit;Catatan\n';
const LINE = 'Café tutup – benarkah?;HOAKS;Uji;https://x.example/a;2026-11-02;x\n';

async function read(bytes: Uint8Array | string, format: 'csv' | 'jsonl', options?: RowOptions) {
  const given = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return Array.fromAsync(readRows(given, format, options));
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
/** The signs of these texts have one byte each; the dash is the one that differs from Latin-1. */
const windows = (text: string) => Buffer.from(text.replaceAll('–', '\x96'), 'latin1');

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(CSV + LINE)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${CSV}${LINE}`)],
  ['UTF-16', utf16(CSV + LINE)],
  ['UTF-16 without a mark', utf16(CSV + LINE).subarray(2)],
  ['UTF-16 the other way round', utf16(CSV + LINE).swap16()],
  ['Windows-1252', windows(CSV + LINE)],
  ['gzip', gzipSync(CSV + LINE)],
])('a spreadsheet with Indonesian headers is read in %s', async (_, bytes) => {
  expect(await read(bytes, 'csv')).toMatchObject([
    {
      type: 'read',
      factCheck: {
        title: 'Café tutup – benarkah?',
        verdict: 'salah',
        org: 'Uji',
        url: 'https://x.example/a',
        publishedAt: '2026-11-02',
        id: expect.stringMatching(/^x-example-[0-9a-f]{12}$/),
      },
    },
  ]);
});

test.each([',', ';', '\t', '|'])('columns may be parted by %j, and quoted', async (sign) => {
  const text = [
    ['id', 'title', 'verdict', 'org'].join(sign),
    ['a', `"Air${sign} ""suci"""`, 'salah', "'=Uji"].join(sign),
  ].join('\r\n');
  expect(await read(text, 'csv')).toMatchObject([
    { factCheck: { id: 'a', title: `Air${sign} "suci"`, org: '=Uji' } },
  ]);
});

test('a bad byte in a text of UTF-8 refuses its row alone', async () => {
  const bytes = Buffer.concat([
    Buffer.from('id,title,verdict,org\na,Café,salah,Uji\nb,Caf'),
    Buffer.from([0xe9]),
    Buffer.from(',salah,Uji\nc,Teh,salah,Uji\n'),
  ]);
  const rows = await read(bytes, 'csv');
  expect(rows.map(({ type, line }) => [type, line])).toEqual([
    ['read', 2],
    ['refused', 3],
    ['read', 4],
  ]);
  expect(rows[1]).toMatchObject({ reason: expect.stringContaining('not UTF-8') });
});

test('a sign that its author lost long ago does not refuse a fact-check in sound UTF-8', async () => {
  const row = { id: 'a', title: 'Ujian \ufffd ditunda', verdict: 'salah', org: 'Uji' };
  expect(await read(JSON.stringify(row), 'jsonl')).toMatchObject([
    { type: 'read', factCheck: { title: row.title } },
  ]);
});

test('columns are named by the operator, and those without a meaning are told', async () => {
  const unknown: string[] = [];
  const rows = await read('Isi,Judul,Nilai,Dari,Kode\nx,Teh,Keliru,Uji,7\n', 'csv', {
    columns: { Nilai: 'verdict', Dari: 'org', Kode: 'id' },
    onUnknown: (names) => unknown.push(...names),
  });
  expect(rows).toMatchObject([{ factCheck: { id: '7', title: 'Teh', org: 'Uji' } }]);
  expect(unknown).toEqual(['Isi']);
});

test('rows of JSON are read in the same ways', async () => {
  const row = { judul: 'Teh', putusan: 'salah', lembaga: 'Uji', tautan: 'https://x.example/b' };
  expect(await read(utf16(JSON.stringify(row)), 'jsonl')).toMatchObject([
    { factCheck: { title: 'Teh', url: 'https://x.example/b' } },
  ]);
});

test.each<[string, Uint8Array, 'csv' | 'jsonl', string]>([
  ['an empty file', Buffer.from(''), 'jsonl', 'it holds no rows'],
  ['a header alone', Buffer.from('id,title\n'), 'csv', 'it holds no rows'],
  ['half of a packed file', gzipSync(CSV).subarray(0, 20), 'csv', 'it is not whole'],
  ['a quote that does not end', Buffer.from('id,title\n"a,b\n'), 'csv', 'it is no sound CSV'],
])('%s is refused in plain words', async (_, bytes, format, why) => {
  await expect(read(bytes, format)).rejects.toThrow(why);
});
