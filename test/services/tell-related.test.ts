import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { PublishedFactCheck } from '../../src/domain/fact-checks/published-fact-check.ts';
import { tellRelated } from '../../src/services/actions/tell-related.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { aTurnWith, deps } from '../support/report-stage.ts';

const FLOOD = aFactCheck({
  title: 'Banjir Demak karena bendungan dibuka',
  narratives: [],
  publishedAt: '2024-03-12',
  url: 'https://cek.example/banjir-demak',
  verdict: 'salah',
});
const ASKED =
  'Info banjir Demak: pengungsi di gedung olahraga kekurangan selimut, truk bantuan balik kanan semua karena jalan putus';

/** What a citizen hears of a forwarded message where these fact-checks are known. */
async function heardOf(known: readonly PublishedFactCheck[], text = ASKED, forwarded = true) {
  const post = await aPost(await openMemoryStore([...known]));
  onTestFinished(() => post.close());
  await post.write('w1', text, { forwarded });
  return post.heard.map((each) => each.text);
}

test('a message that nothing settles is told what there is on its topic, dated, with its page, in one reply', async () => {
  const heard = await heardOf([FLOOD]);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toContain('belum menemukan');
  expect(heard[0]).toContain('belum tentu menjawab');
  expect(heard[0]).toContain(`“${FLOOD.title}”, 12 Maret 2024\n  https://cek.example/banjir-demak`);
  expect(heard[0]).not.toMatch(/SALAH|BENAR\*|❌|✅/);
});

test('no more than two are told, the newest first, and near twins once', async () => {
  const others = ['2021-01-05', '2022-01-05', '2023-01-05'].map((publishedAt, at) =>
    aFactCheck({
      title: `Banjir Demak ${['menenggelamkan masjid', 'menyeret kereta', 'memunculkan buaya'][at]}`,
      narratives: [],
      publishedAt,
      url: `https://cek.example/lain-${at}`,
    }),
  );
  const twin = aFactCheck({ ...FLOOD, id: 'kembar', publishedAt: '2024-03-11' });
  const [heard = ''] = await heardOf([FLOOD, twin, ...others]);
  expect(heard.match(/^• .*$/gm)).toHaveLength(2);
  expect(heard.indexOf('12 Maret 2024')).toBeLessThan(heard.indexOf('5 Januari 2023'));
  expect(heard).not.toContain('11 Maret 2024');
});

test.each([
  ['no page', { url: undefined }],
  ['only a home page', { url: 'https://cek.example/' }],
  ['no date', { publishedAt: undefined }],
  ['a title that reads as a verdict', { title: `${FLOOD.title}, ternyata hoaks` }],
  ['been withdrawn', { retracted: 'keliru' }],
])('a fact-check that has %s is not told', async (_, changes) => {
  const [heard = ''] = await heardOf([aFactCheck({ ...FLOOD, ...changes })]);
  expect(heard).toContain('belum menemukan');
  expect(heard).not.toContain('topiknya dekat');
});

test('a stamp in front of a title is not told', async () => {
  const [heard = ''] = await heardOf([aFactCheck({ ...FLOOD, title: `[SALAH] ${FLOOD.title}` })]);
  expect(heard).toContain(`“${FLOOD.title}”`);
});

test.each([
  'Banjir Demak, perahu saya hilang dibawa arus tadi malam, selimut di gedung olahraga juga habis',
  'Suami saya memukul saya sejak banjir Demak dan kami mengungsi ke gedung olahraga',
])('who may write of their own trouble is told nothing on its topic: %s', async (text) => {
  const forwarded = await heardOf([FLOOD], text);
  expect(forwarded.join('\n')).toContain('topiknya dekat');
  const written = await heardOf([FLOOD], text, false);
  expect(written.join('\n')).not.toContain('topiknya dekat');
});

test('a message with the ways of a fraud gets the warning, and no links', async () => {
  const text = `${ASKED}. Kirim uang ke rekening 1234567890 dan klik http://sumbang-demak.example, masukkan kode OTP dan PIN Anda sekarang`;
  const heard = (await heardOf([FLOOD], text)).join('\n');
  expect(heard).toContain('jangan klik tautan');
  expect(heard).not.toContain('cek.example');
});

test.for([
  ['an institution’s own offer', 0, []],
  ['any other message', 1, undefined],
] as const)('with %s, articles on its topic are told: %i', async ([, count, related]) => {
  const article = { ...FLOOD, url: 'https://kabar.example/banjir', publishedAt: '2026-11-02' };
  const news = { related: () => [article] };
  const parts = { ...deps, news, store: {} } as unknown as Parameters<typeof tellRelated>[0];
  const found = { tier: 'none' as const, matches: [], ...(related && { related: [...related] }) };
  const told = await tellRelated(parts, aTurnWith(), found, { text: ASKED, forwarded: true });
  expect(told.split('\n').filter((line) => line.startsWith('•'))).toHaveLength(count);
});

test('an address in the title of what is told leads nowhere', async () => {
  const title = `${FLOOD.title}, lihat http://sumbang-demak.example`;
  const [heard = ''] = await heardOf([aFactCheck({ ...FLOOD, title })]);
  expect(heard).toContain('https://cek.example/banjir-demak');
  expect(heard).toContain('sumbang-demak');
  expect(heard).not.toContain('sumbang-demak.example');
});
