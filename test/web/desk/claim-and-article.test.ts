import { expect, test } from 'vitest';
import { publicPages } from '../../../src/web/public/public-pages.ts';
import { openDesk } from './desk-world.ts';

const RAW = 'Tolong viralkan!! besok semua bank tutup sebulan';
const SUMMARY = 'Bank tetap buka seperti biasa, kata Bank Indonesia.';
const ARTICLE = `## Kata bank

Bank **tetap** buka. Baca [siarannya](https://bi.example/siaran).

<script>alert(1)</script> ![gambar](https://mata.example/x.png) [jahat](javascript:alert(1))`;

async function openCase() {
  const desk = await openDesk(
    { undoMs: 0, site: { number: undefined, showsSamples: true } },
    (deps) => [
      publicPages({ deps, publication: { url: 'https://cek.example', showsSamples: true } }),
    ],
  );
  const ticket = await desk.ask(RAW);
  const rina = await desk.enter('Rina', 'reviewer');
  const path = `/review/cases/${ticket}`;
  await rina.get(path);
  await rina.post(`${path}/claim`, {});
  const url = 'https://bi.example/siaran';
  const verdict = { fence: rina.field('fence'), verdict: 'salah', summary: SUMMARY, url };
  const id = `posko-${ticket.toLowerCase()}`;
  const read = async (page: string) => (await fetch(`${desk.url}${page}`)).text();
  return { desk, rina, path, verdict, id, read };
}

test('the form begins with the claim alone, and that is the title wherever the public reads it', async () => {
  const { desk, rina, path, verdict, id, read } = await openCase();
  expect(rina.page).toContain('name="title" value="Besok semua bank tutup sebulan"');
  await rina.post(`${path}/verdict`, verdict);
  const page = await read(`/cek/x--${id}`);
  expect(page).toContain('<h1 lang="id">Besok semua bank tutup sebulan</h1>');
  expect(`${page}${await read('/feed.xml')}`).not.toContain('viralkan');
  expect((await desk.store.factChecks.get(id))?.title).toBe('Besok semua bank tutup sebulan');
});

test('an edited claim is kept in the draft and published', async () => {
  const { rina, path, verdict, read } = await openCase();
  const title = 'Semua bank tutup mulai 1 Desember';
  const headers = { 'x-live': '1', 'x-form': rina.form };
  await rina.post(`${path}/draft`, { ...verdict, title, article: ARTICLE }, headers);
  await rina.get(path);
  expect(rina.page).toContain(`name="title" value="${title}"`);
  expect(rina.page).toContain('Bank **tetap** buka.');
  await rina.post(`${path}/verdict`, { ...verdict, title });
  expect(await read('/feed.xml')).toContain(`[SALAH] ${title}`);
});

test('the article stands on the public page as safe markup, and no citizen is sent it', async () => {
  const { desk, rina, path, verdict, id, read } = await openCase();
  await rina.post(`${path}/verdict`, { ...verdict, article: ARTICLE });
  const page = await read(`/cek/x--${id}`);
  expect(page).toContain('<h3>Kata bank</h3>');
  expect(page).toContain('Bank <strong>tetap</strong> buka.');
  expect(page).toContain(
    '<a href="https://bi.example/siaran" rel="noopener noreferrer nofollow">siarannya</a>',
  );
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<img|href="javascript/);
  await desk.wait(1000);
  expect(desk.heard.at(-1)?.text).toContain(SUMMARY);
  expect(desk.heard.map(({ text }) => text).join()).not.toContain('Kata bank');
});

test('an editor corrects claim and article', async () => {
  const { desk, rina, path, verdict, id, read } = await openCase();
  await rina.post(`${path}/verdict`, { ...verdict, article: ARTICLE });
  const edi = await desk.enter('Edi', 'editor');
  await edi.get(`/review/fact-checks/${id}`);
  expect(edi.page).toContain('Bank **tetap** buka.');
  const changes = { ...verdict, title: 'Bank tutup', article: 'Sudah *jelas*.', why: 'Diperjelas' };
  await edi.post(`/review/fact-checks/${id}/correct`, changes);
  expect(edi.page).toContain('name="article" value="Sudah *jelas*."');
  const confirmed = { ...changes, seen: edi.field('seen'), confirmed: 'yes' };
  await edi.post(`/review/fact-checks/${id}/correct`, confirmed);
  const page = await read(`/cek/x--${id}`);
  expect(page).toContain('<h1 lang="id">Bank tutup</h1>');
  expect(page).toContain('Sudah <em>jelas</em>.');
});

test('an editor takes the article away', async () => {
  const { desk, rina, path, verdict, id, read } = await openCase();
  await rina.post(`${path}/verdict`, { ...verdict, article: ARTICLE });
  const edi = await desk.enter('Edi', 'editor');
  await edi.get(`/review/fact-checks/${id}`);
  const { fence: _, ...form } = verdict;
  const emptied = { ...form, title: 'Bank tutup', article: '', why: 'Artikelnya keliru.' };
  const confirmed = { ...emptied, seen: '1', confirmed: 'yes' };
  await edi.post(`/review/fact-checks/${id}/correct`, confirmed);
  expect(edi.path).toContain('done=corrected');
  expect(await read(`/cek/x--${id}`)).not.toContain('Kata bank');
});
