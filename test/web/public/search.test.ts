import { expect, onTestFinished, test, vi } from 'vitest';
import { FactCheckIndex } from '../../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../../support/builders.ts';
import { openPages } from './open-pages.ts';

const checks = Array.from({ length: 55 }, (_, n) =>
  aFactCheck({
    id: `n${n}`,
    title: `Kabar nomor ${n} tentang ${n % 2 ? 'gempa' : 'banjir'}`,
    narratives: [],
    publishedAt: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10),
  }),
);

const idsOf = (page: string) => [...page.matchAll(/--(n\d+)"/g)].map(([, id]) => id);

test('the newest come first, twenty on a page', async () => {
  const { read } = await openPages(checks);
  expect(idsOf(await read('/cek'))).toEqual(Array.from({ length: 20 }, (_, n) => `n${54 - n}`));
  expect(idsOf(await read('/cek?halaman=3'))).toHaveLength(15);
  expect(await read('/cek?halaman=2')).toContain('Halaman 2 dari 3');
});

test.each([
  '/cek?halaman=-1',
  '/cek?halaman=x',
  '/cek?halaman=99999999',
  '/cek?halaman=1&halaman=2',
  '/cek?q[a]=1',
  '/cek?q=a&q=b',
  '/cek?q=%00',
])('%s is a page like any other', async (path) => {
  const { ask } = await openPages(checks);
  expect((await ask(path)).status).toBe(200);
});

test('a pasted message finds the fact-check that fits, and that alone', async () => {
  const { read } = await openPages([
    ...checks,
    aFactCheck({
      id: 'n99',
      title: 'Air kelapa tidak menyembuhkan COVID',
      narratives: ['Air kelapa muda dicampur garam menyembuhkan COVID dalam satu jam'],
    }),
  ]);
  const page = await read(
    `/cek?q=${encodeURIComponent('Air kelapa muda dicampur garam menyembuhkan COVID dalam satu jam')}`,
  );
  expect(page).toContain('Ini cek faktanya');
  expect(idsOf(page)).toEqual(['n99']);
});

test('words are looked for in titles, newest first, page by page', async () => {
  const { read } = await openPages(checks);
  const page = await read('/cek?q=GEMPA');
  expect(page).toContain('Dengan kata itu di judulnya');
  expect(idsOf(page).every((id) => Number(id?.slice(1)) % 2 === 1)).toBe(true);
  expect(page).toContain('/cek?q=GEMPA&#38;halaman=2');
  const next = await read('/cek?q=GEMPA&halaman=2');
  expect(next).not.toContain('belum menemukan');
  expect(idsOf(next)).toEqual(['n3', 'n1']);
});

test('what is not found is not called true', async () => {
  const { ask } = await openPages(checks);
  const response = await ask('/cek?q=zzzz+qqqq');
  const page = await response.text();
  expect(page).toContain('Belum ditemukan bukan berarti benar.');
  expect(page).toContain('wa.me/6281112345678');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
});

test.for([
  ['the page of the newest is for search engines', '/cek', false],
  ['what somebody asked for is not', '/cek?q=Benarkah+bank+tutup', true],
  ['nor is a later page', '/cek?halaman=2', true],
] as const)('%s', async ([, path, isHidden]) => {
  const { read } = await openPages(checks);
  expect((await read(path)).includes('name="robots" content="noindex"')).toBe(isHidden);
});

test('an empty post says that nothing is published yet', async () => {
  const { read } = await openPages([]);
  expect(await read('/cek')).toContain('Belum ada cek fakta yang terbit di sini.');
});

test('where the best match is not for the public, the next best is not passed off as the answer', async () => {
  const text = 'Air kelapa muda dicampur garam menyembuhkan COVID dalam satu jam';
  const sample = aFactCheck({ id: 'n98', title: text, narratives: [text], sample: true });
  const near = aFactCheck({
    id: 'n99',
    title: 'Air kelapa muda menyembuhkan batuk dalam satu jam',
    narratives: [],
  });
  const { read } = await openPages([sample, near], { showsSamples: false });
  const page = await read(`/cek?q=${encodeURIComponent(text)}`);
  expect(page).not.toContain('Ini cek faktanya');
  expect(page).not.toContain('--n98');
  expect(page).toContain('Belum ditemukan bukan berarti benar.');
});

test.each([
  { retracted: undefined, heading: 'Mungkin salah satu dari ini', ids: ['n1', 'n2'] },
  { retracted: 'keliru', heading: 'Ada yang mirip', ids: ['n1'] },
])(
  'a few that may fit are offered without the rest: $heading',
  async ({ retracted, heading, ids }) => {
    const matches = ['n1', 'n2', 'n3'].map((id) => ({ id, score: 0.01, differences: [] }));
    const { read } = await openPages([
      ...checks.filter(({ id }) => id !== 'n2'),
      aFactCheck({ id: 'n2', ...(retracted && { retracted }) }),
    ]);
    const found = vi.spyOn(FactCheckIndex.prototype, 'match');
    onTestFinished(() => found.mockRestore());
    found.mockImplementation(async () => ({ tier: 'several', matches, offered: 2 }));
    const page = await read('/cek?q=apa+benar+ada+kabar+tentang+nomor+satu+itu+ya');
    expect(page).toContain(heading);
    expect(idsOf(page)).toEqual(ids);
  },
);
