import { expect, test } from 'vitest';
import { verdicts } from '../../../src/domain/fact-checks/verdicts.ts';
import { claimTitle } from '../../../src/matching/claim-title.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../../src/services/fact-checks/submit-change.ts';
import { aFactCheck } from '../../support/builders.ts';
import { BASE, openPages } from './open-pages.ts';

const SLUG = '/cek/bank-tidak-tutup-sebulan--a';
const aCheck = (changes = {}) => aFactCheck({ id: 'a', publishedAt: '2026-11-02', ...changes });

test('a fact-check has a page with its verdict, what is true, source, history and a text to copy', async () => {
  const { ask } = await openPages([aCheck({ url: 'https://www.bi.go.id/x', claim: 'Bank tutup' })]);
  const response = await ask(SLUG);
  const page = await response.text();
  expect(response.status).toBe(200);
  for (const words of [
    'SALAH',
    'Bank tutup',
    'Semua bank buka seperti biasa',
    'Diperiksa 2 November 2026.',
    'Belum pernah diralat.',
    '<textarea id="teks" readonly',
    'wa.me/6281112345678',
  ]) {
    expect(page).toContain(words);
  }
  expect(page).toContain(
    '<a href="https://www.bi.go.id/x" rel="noopener nofollow">www.bi.go.id</a>',
  );
  expect(page).not.toMatch(/ on\w+=|<script(?! type="application\/ld\+json")|style="/);
});

test.each(verdicts)('the verdict %s is told by word, sign and colour', async (verdict) => {
  const { read } = await openPages([aCheck({ verdict })]);
  expect(await read(SLUG)).toMatch(
    new RegExp(
      `<p class="verdict ${verdict}"><svg[^>]*><path d="[^"]+"/></svg> <strong>${verdict.replace('_', ' ').toUpperCase()}</strong>`,
    ),
  );
});

test.each(verdicts)(
  'a page with the verdict %s is titled by a claim, not by who asked whether it is so',
  async (verdict) => {
    const title = claimTitle('Min, apa benar bank tutup besok?');
    const { read, ask } = await openPages([aCheck({ verdict, title })]);
    const page = await read((await ask('/cek/x--a')).headers.get('location') ?? '');
    const word = verdict.replace('_', ' ').toUpperCase();
    expect(page).toContain(`<title>${word}: Bank tutup besok – `);
    expect(page).toContain('<h1 lang="id">Bank tutup besok</h1>');
  },
);

test('what citizens wrote stays inside, and numbers of people are masked', async () => {
  const narratives = ['Rahasia kata-kata warga'];
  const title = 'Hubungi Budi 0812-3456-7890 di http://jahat.example/x';
  const { read, ask } = await openPages([aCheck({ title, narratives })]);
  const location = (await ask('/cek/x--a')).headers.get('location') ?? '';
  const faces = [location, '/cek', '/feed.xml', '/sitemap.xml', '/cek?q=semua+kata+warga'];
  for (const face of await Promise.all(faces.map(read))) {
    expect(face).not.toMatch(/Rahasia kata|0812|3456-7890|http:\/\/jahat|0812-3456/i);
  }
  expect(await read(location)).toContain(
    'Hubungi Budi [nomor telepon] di hxxp://jahat[.]example/x',
  );
});

test('numbers of people in a claim are masked in every text that is made to be passed on', async () => {
  const claim = 'Hubungi Budi 0812-3456-7890 untuk bantuan';
  const { read } = await openPages([aCheck({ claim })]);
  const page = await read(SLUG);
  expect(page).toContain('[nomor telepon]');
  expect(page).not.toMatch(/0812|3456-7890/);
});

test.for([
  ['is on the page', 'Posko', true],
  ['of another organisation is read at its own address', 'Cek Contoh', false],
] as const)('the whole reasoning %s', async ([, org, isShown]) => {
  const explanation = 'Bank Indonesia membantahnya dalam siaran pers yang panjang.';
  const { read } = await openPages([aCheck({ org, explanation })]);
  expect((await read(SLUG)).includes(explanation)).toBe(isShown);
});

test('nothing that is published can act as markup', async () => {
  const nasty = '</textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>"\'';
  const { ask, read } = await openPages([
    aCheck({ title: nasty, claim: nasty, summary: nasty, explanation: nasty, org: nasty, id: 'a' }),
  ]);
  const location = (await ask('/cek/x--a')).headers.get('location') ?? '';
  for (const path of [location, '/cek', '/feed.xml', `/cek?q=${encodeURIComponent(nasty)}`]) {
    expect(await read(path)).not.toMatch(/<script>|<img|<\/script><script/);
  }
});

test('an old or made-up title leads to the present address, an unknown id to a page that says so', async () => {
  const { ask, deps } = await openPages([aCheck()]);
  await correctFactCheck(deps, 'a', { title: 'Bank tetap buka' });
  const moved = await ask(SLUG);
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/cek/bank-tetap-buka--a']);
  expect(moved.headers.get('cache-control')).toBe('public, max-age=60');
  const picture = await ask(`${SLUG}/kartu.png`);
  expect(picture.headers.get('location')).toBe('/cek/bank-tetap-buka--a/kartu.png');
  for (const path of [
    '/cek/x--b',
    '/cek/x',
    '/cek/--',
    '/cek/x--~',
    '/cek/x--~%00',
    '/cek/%2e%2e--a/kartu.png/x',
  ]) {
    const lost = await ask(path);
    expect([path, lost.status]).toEqual([path, 404]);
  }
});

test('an id of any signs has an address of its own', async () => {
  const id = 'https://x.example/?a=1&b=/../"é';
  const { ask } = await openPages([aCheck({ id })]);
  const name = Buffer.from(id).toString('base64url');
  expect((await ask(`/cek/bank-tidak-tutup-sebulan--~${name}`)).status).toBe(200);
});

test('a corrected fact-check says when, a withdrawn one stays and says why', async () => {
  const { ask, read, deps } = await openPages([aCheck()]);
  await correctFactCheck(deps, 'a', { summary: 'Bank buka, kecuali hari Minggu.' });
  expect(await read(SLUG)).toContain('Diralat 24 November 2026.');
  await retractFactCheck(deps, 'a', { reason: 'Sumbernya ternyata keliru.' });
  const response = await ask(SLUG);
  const page = await response.text();
  expect([response.status, response.headers.get('x-robots-tag')]).toEqual([200, 'noindex']);
  for (const words of [
    'DITARIK',
    'Alasannya: <span lang="id">Sumbernya ternyata keliru.',
    'Putusan semula: SALAH',
    'Pernah diralat.',
    'name="robots" content="noindex"',
  ]) {
    expect(page).toContain(words);
  }
  expect(page).not.toContain('ld+json');
  expect(await read('/sitemap.xml')).not.toContain('--a');
  expect(await read('/cek')).not.toContain('--a');
  expect(await read('/feed.xml')).toContain('[DITARIK] Bank tidak tutup sebulan');
});

test('a preview of a withdrawn fact-check passes on why it was withdrawn, and no longer what it said', async () => {
  const { read, deps } = await openPages([aCheck()]);
  const descriptions = async () => {
    const found = (await read(SLUG)).matchAll(
      /<meta [a-z]+="(?:og:)?description" content="([^"]*)/g,
    );
    return [...found].map(([, said]) => said);
  };
  await correctFactCheck(deps, 'a', { summary: 'Bank buka, kecuali hari Minggu.' });
  expect(new Set(await descriptions())).toEqual(new Set(['Bank buka, kecuali hari Minggu.']));
  await retractFactCheck(deps, 'a', { reason: 'Sumbernya ternyata keliru.' });
  expect(new Set(await descriptions())).toEqual(new Set(['Sumbernya ternyata keliru.']));
});

test.each([
  ['', 'public, max-age=60'],
  ['?v=1', 'public, max-age=604800'],
])(
  'a card may be kept for long under the address of its version alone: %j',
  async (query, kept) => {
    const { ask } = await openPages([aCheck()]);
    const card = await ask(`${SLUG}/kartu.png${query}`);
    expect([card.status, card.headers.get('cache-control')]).toEqual([200, kept]);
  },
);

test('samples are shown where one tries Posko out, and not to the public', async () => {
  const sample = aCheck({ sample: true });
  const trying = await openPages([sample]);
  expect(await trying.read(SLUG)).toContain('Ini contoh');
  expect(await trying.read(SLUG)).not.toContain('ld+json');
  expect((await trying.ask(SLUG)).headers.get('x-robots-tag')).toBe('noindex');
  const live = await openPages([sample], { showsSamples: false });
  expect((await live.ask(SLUG)).status).toBe(404);
  for (const path of ['/cek', '/feed.xml', '/sitemap.xml', '/cek?q=Bank+tidak+tutup+sebulan']) {
    expect(await live.read(path)).not.toContain('--a');
  }
});

test('samples that were taken out have no page and no place in any list', async () => {
  const { store, ask, read } = await openPages([aCheck({ sample: true })]);
  expect(await read('/cek')).toContain('--a');
  await store.factChecks.removeSamples();
  expect((await ask(SLUG)).status).toBe(404);
  for (const path of ['/cek', '/feed.xml', '/sitemap.xml']) {
    expect(await read(path)).not.toContain('--a');
  }
});

test('an unchanged page is not sent again, a changed one is', async () => {
  const { ask, deps } = await openPages([aCheck()]);
  const first = await ask(SLUG);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('last-modified')).toBeTruthy();
  expect(first.headers.get('cache-control')).toBe('public, max-age=60');
  expect((await ask(SLUG, { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(
    304,
  );
  await correctFactCheck(deps, 'a', { summary: 'Bank buka, kecuali hari Minggu.' });
  expect((await ask(SLUG, { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(
    200,
  );
});

test('the policy lets nothing run and nothing be framed', async () => {
  const { ask } = await openPages([aCheck()]);
  for (const path of [SLUG, '/cek', '/cek/x', '/feed.xml']) {
    const policy = (await ask(path)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  }
});

test('an address that is no web address is never a link', async () => {
  const odd = { ...aCheck(), url: 'javascript:alert(1)' };
  const { factCheckPage } = await import('../../../src/web/public/fact-check-page.ts');
  const { publicVoice } = await import('../../../src/web/public/public-words.ts');
  const { publicView } = await import('../../../src/services/fact-checks/public-view.ts');
  const { deps } = await openPages([]);
  const publisher = { post: 'Posko', url: BASE, number: undefined };
  expect(
    String(factCheckPage(publisher, publicVoice('id'), { view: publicView(deps, odd), text: '' })),
  ).not.toContain('javascript:');
});

test('the site map follows what is published and corrected', async () => {
  const { read, deps, store } = await openPages([aCheck()]);
  expect(await read('/sitemap.xml')).toContain(`<loc>${BASE}${SLUG}</loc>`);
  await store.factChecks.save([aCheck({ id: 'b' })]);
  await correctFactCheck(deps, 'a', { title: 'Bank tetap buka' });
  const map = await read('/sitemap.xml');
  expect([...map.matchAll(/--(\w+)</g)].map(([, id]) => id).sort()).toEqual(['a', 'b']);
  expect(map).toContain('bank-tetap-buka--a');
  expect(await read('/sitemap.xml')).toBe(map);
});
