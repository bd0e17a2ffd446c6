import { expect, test } from 'vitest';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../../src/services/fact-checks/submit-change.ts';
import { statusPage } from '../../../src/web/public/status-page.ts';
import words from '../../../src/web/public/words.json' with { type: 'json' };
import { aFactCheck } from '../../support/builders.ts';
import { openPages } from './open-pages.ts';

const signatories = [{ id: 'mafindo', name: 'Mafindo', at: Date.UTC(2026, 10, 2) }];
const all = [
  aFactCheck({ id: 'a', publishedAt: '2026-11-02', claim: 'Bank tutup', article: 'Bank *buka*.' }),
  aFactCheck({ id: 'b', title: 'Air laut naik', org: 'CekFakta', url: 'https://cekfakta.com/1' }),
  aFactCheck({ id: 'c', title: 'Gempa besok', sample: true, expiresAt: '2026-12-01' }),
  aFactCheck({ id: 'd', title: 'Surat edaran palsu', signatories }),
  ...Array.from({ length: 25 }, (_, at) => aFactCheck({ id: `e${at}`, title: `Kabar ke-${at}` })),
];

const addresses = [
  '/cek',
  '/cek?halaman=2',
  '/cek?q=semua+bank+tutup+sebulan',
  '/cek?q=tidak+ada+yang+begini',
  '/cek/bank-tidak-tutup-sebulan--a',
  '/cek/air-laut-naik--b',
  '/cek/gempa-besok--c',
  '/pernyataan/surat-edaran-palsu--d',
  '/pernyataan',
  '/cek/tidak-ada--z',
  '/status',
  '/status?zona=WIT',
  '/metode',
];

async function thePages() {
  const post = await openPages(all);
  await correctFactCheck(post.deps, 'a', { summary: 'Bank buka, kecuali hari Minggu.' });
  await retractFactCheck(post.deps, 'b', { reason: 'Sumbernya ternyata keliru.' });
  post.app.use(statusPage({ deps: post.deps, url: '' }));
  return post;
}

const inLanguage = (path: string, language: string) =>
  language === 'id' ? path : `${path}${path.includes('?') ? '&' : '?'}bahasa=${language}`;

/** The page as readers of its language see it: without what is marked as written in the other one. */
const ownWords = (page: string) =>
  page
    .replaceAll(/<(\w+)(?: [^>]*)? lang="\w\w"[^>]*>[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<textarea[\s\S]*?<\/textarea>/g, ' ')
    .replaceAll(/<(?!meta|a)[^>]*>/g, ' ');

const sentencesOf = (texts: object): string[] =>
  Object.values(texts).flatMap((text: string | object) =>
    typeof text === 'string' ? text.split(/\{\w+\}/).map((part) => part.trim()) : sentencesOf(text),
  );

test.each(['id', 'en'] as const)('the public pages speak %s alone, and stay in it', async (own) => {
  const { read } = await thePages();
  const [mine, theirs] = own === 'id' ? [words.id, words.en] : [words.en, words.id];
  const known = new Set(sentencesOf(mine));
  const foreign = sentencesOf(theirs).filter((text) => text.length > 4 && !known.has(text));
  for (const address of addresses) {
    const page = await read(inLanguage(address, own));
    expect([address, /<html lang="(\w+)"/.exec(page)?.[1]]).toEqual([address, own]);
    const seen = ownWords(page.slice(page.indexOf('<body')));
    expect([address, foreign.filter((text) => seen.includes(text))]).toEqual([address, []]);
    const links = [
      ...page.matchAll(
        /<a [^>]*?href="(\/(?:cek|status|metode|pernyataan|laporan|ralat)[^"]*)"(?![^>]*lang=)/g,
      ),
    ];
    const pages = links.map(([, to = '']) => to).filter((to) => !/kartu\.png|\.xml/.test(to));
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.filter((to) => to.includes('bahasa=en') !== (own === 'en'))).toEqual([]);
  }
});

test('each page leads to itself in the other language, with what was asked', async () => {
  const { read } = await thePages();
  const asked = await read('/cek?q=semua+bank+tutup');
  expect(asked).toContain('href="/cek?q=semua+bank+tutup&#38;bahasa=en" lang="en"');
  expect(await read('/cek?q=semua+bank+tutup&bahasa=en')).toContain(
    '<input type="hidden" name="bahasa" value="en">',
  );
  expect(await read('/status?zona=WIT&bahasa=en')).toContain('href="/status?zona=WIT" lang="id"');
});

test('the English page says the verdict in English, and its text to copy too', async () => {
  const { read, ask } = await thePages();
  const page = await read('/cek/bank-tidak-tutup-sebulan--a?bahasa=en');
  for (const said of [
    '<strong>FALSE</strong>',
    'Checked 2 November 2026.',
    'Corrected 24 November',
  ]) {
    expect(page).toContain(said);
  }
  expect(page).toMatch(/<textarea[^>]*>[\s\S]*More: https:\/\/\S+\?bahasa=en[\s\S]*<\/textarea>/);
  expect(page).toContain(
    'rel="canonical" href="https://cek.example.org/cek/bank-tidak-tutup-sebulan--a?bahasa=en"',
  );
  const moved = await ask('/cek/x--a?bahasa=en');
  expect(moved.headers.get('location')).toBe('/cek/bank-tidak-tutup-sebulan--a?bahasa=en');
});
