import { expect, test } from 'vitest';
import { readRows, withoutRepeats } from '../../src/imports/read-rows.ts';
import { dayOf, type Item, idOf, toFactCheckRow } from '../../src/imports/to-fact-check-row.ts';
import { toRow } from '../../src/imports/to-row.ts';

const item: Item = {
  url: 'https://media.example/cek/1',
  title: '[SALAH] Bank tutup sebulan',
  org: 'Media Contoh',
};

/** What an item is refused for, or its fact-check. */
function taken(changes: Partial<Item> = {}) {
  const row = toFactCheckRow(1, { ...item, ...changes });
  return row.type === 'read' ? row.factCheck : row.reason;
}

test('an item without an address, or with that of a home page, is no fact-check', () => {
  expect(taken({ url: undefined })).toBe('"[SALAH] Bank tutup sebulan": has no address');
  for (const url of ['https://media.example/', 'https://media.example']) {
    expect(taken({ url })).toMatch(/: leads to a home page, not to the fact-check$/);
  }
});

test.each<[string, Partial<Item>, string]>([
  ['its title', {}, 'salah'],
  ['the words before a colon', { title: 'Cek Fakta: Keliru: Bank tutup' }, 'salah'],
  ['its label first', { label: 'Benar' }, 'benar'],
  ['one of its categories', { title: 'Bank tutup', categories: ['Ekonomi', 'Hoaks'] }, 'salah'],
])('the verdict stands in %s', (_, changes, verdict) => {
  expect(taken(changes)).toMatchObject({ verdict });
});

test.each<[string, Partial<Item>]>([
  ['two categories say different things', { categories: ['Hoaks', 'Satire'] }],
  ['a section is called facts', { categories: ['Fakta', 'Benar'] }],
  ['nothing is said', {}],
  ['words before a colon are no verdict', { title: 'Jakarta: bank tutup' }],
])('no verdict is guessed where %s', (_, changes) => {
  expect(taken({ title: 'Bank tutup', ...changes })).toMatch(/: no verdict is stated$/);
});

test('texts are cut at a word, the language is its code, and the day is that of Jakarta', () => {
  const long = 'kata '.repeat(200);
  const row = taken({
    title: `[SALAH] ${long}`,
    summary: long,
    explanation: '',
    language: 'EN-gb',
    publishedAt: '2026-11-02T23:30:00Z',
  });
  expect(row).toMatchObject({ language: 'en', publishedAt: '2026-11-03' });
  if (typeof row === 'string') throw new Error(row);
  expect(row.title).toMatch(/^kata kata.*kata…$/);
  expect(row.title.length).toBeLessThanOrEqual(600);
  expect(row.summary?.length).toBeLessThanOrEqual(500);
  expect(row).not.toHaveProperty('explanation');
  expect(taken({ language: '' })).toMatchObject({ language: 'id' });
});

test('a plain day stays, a time becomes the day in Jakarta, and nonsense none', () => {
  expect(dayOf('2026-11-02')).toBe('2026-11-02');
  expect(dayOf('2026-11-02T23:30:00')).toBe('2026-11-02');
  expect(dayOf('2026-11-02T23:30:00Z')).toBe('2026-11-03');
  expect(dayOf('Mon, 02 Nov 2026 23:30:00 +0700')).toBe('2026-11-02');
  expect([dayOf('kemarin'), dayOf(undefined)]).toEqual([undefined, undefined]);
});

test('an address has one id, whoever shared it, and another page another one', () => {
  const id = idOf('https://www.media.example/cek/1/?utm_source=wa&fbclid=x');
  expect(id).toBe(idOf('https://MEDIA.example/cek/1'));
  expect(id).toMatch(/^media-example-[0-9a-f]{12}$/);
  expect(idOf('https://media.example/?p=1')).not.toBe(idOf('https://media.example/?p=2'));
  expect(idOf('bukan alamat')).toMatch(/^web-[0-9a-f]{12}$/);
});

const raw = { id: 'a', title: 'Bank tutup', verdict: 'Hoaks', org: 'Contoh' };

test('a row says what is wrong with it, and never makes itself a sample', () => {
  const row = toRow(7, { ...raw, sample: true, media: ' a.png || b.mp3 ||' });
  if (row.type === 'refused') throw new Error(row.reason);
  expect(row).toMatchObject({
    line: 7,
    factCheck: { verdict: 'salah' },
    media: ['a.png', 'b.mp3'],
  });
  expect(row.factCheck).not.toHaveProperty('sample');
  expect(toRow(1, { ...raw, verdict: 'ajaib' })).toMatchObject({
    type: 'refused',
    reason: expect.stringMatching(/^verdict: "ajaib" is no label that Posko knows/),
  });
  expect(toRow(1, { ...raw, title: 7 })).toMatchObject({
    reason: expect.stringMatching(/^title: /),
  });
  for (const other of [null, [], 'x']) {
    expect(toRow(3, other)).toEqual({ type: 'refused', line: 3, reason: 'is not an object' });
  }
});

test('a row that repeats the id of an earlier one is refused, and told as it stood', async () => {
  const bytes = Buffer.from(
    [raw, { ...raw, title: 'Lain' }, { ...raw, id: 'b' }]
      .map((each) => JSON.stringify(each))
      .join('\n'),
  );
  const rows = await Array.fromAsync(withoutRepeats(readRows(bytes, 'jsonl')));
  expect(rows.map(({ type, line }) => [type, line])).toEqual([
    ['read', 1],
    ['refused', 2],
    ['read', 3],
  ]);
  expect(rows[1]).toMatchObject({ reason: 'repeats the id a', raw: { title: 'Lain' } });
});
