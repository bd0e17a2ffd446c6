import { expect, test } from 'vitest';
import { performCaseAction } from '../../../src/services/cases/case-actions.ts';
import { correctFactCheck } from '../../../src/services/fact-checks/submit-change.ts';
import { publicPages } from '../../../src/web/public/public-pages.ts';
import { openDesk } from './desk-world.ts';

const SUMMARY = 'Bank tetap buka seperti biasa, kata Bank Indonesia.';
const SOURCES = {
  url: ['https://bi.example/siaran', 'https://ojk.example/jadwal', '', ''],
  urlTitle: ['Siaran pers Bank Indonesia', '', '', ''],
  urlQuote: ['Layanan perbankan berjalan normal.', '', '', ''],
  urlSeen: ['2026-11-20', '', '', ''],
};

async function openCase() {
  const desk = await openDesk({ undoMs: 0 }, (deps) => [
    publicPages({ deps, publication: { url: 'https://cek.example', showsSamples: true } }),
  ]);
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const path = `/review/cases/${ticket}`;
  const verdict = { fence: rina.field('fence'), verdict: 'salah', summary: SUMMARY };
  const published = async () => {
    const found = await desk.store.factChecks.get(`posko-${ticket.toLowerCase()}`);
    const slug = `/cek/x--${found?.id}`;
    const page = async () => (await fetch(`${desk.url}${slug}`)).text();
    return { found, page: await page() };
  };
  return { desk, ticket, rina, path, verdict, published };
}

test('all sources of a verdict stand on its public page and in what search engines read; citizens get the first', async () => {
  const { desk, rina, path, verdict, published } = await openCase();
  await rina.post(`${path}/verdict`, { ...verdict, ...SOURCES });
  expect(rina.path).toBe(`${path}?done=published`);
  const { found, page } = await published();
  expect(found?.url).toBe('https://bi.example/siaran');
  expect(found?.citations?.map(({ url }) => url)).toEqual(SOURCES.url.slice(0, 2));
  expect(page).toContain('<blockquote>Layanan perbankan berjalan normal.</blockquote>');
  expect(page).toContain('>Siaran pers Bank Indonesia</a> (bi.example), dibaca 20 November 2026');
  expect(page).toContain('>ojk.example</a>, dibaca 24 November 2026');
  const [, json = '{}'] = /<script type="application\/ld\+json">([^<]*)</.exec(page) ?? [];
  expect(JSON.parse(json).citation).toEqual([
    { '@type': 'CreativeWork', url: SOURCES.url[0], name: SOURCES.urlTitle[0] },
    { '@type': 'CreativeWork', url: SOURCES.url[1] },
  ]);
  await desk.wait(1000);
  expect(desk.heard.at(-1)?.text).toContain('https://bi.example/siaran');
  expect(desk.heard.at(-1)?.text).not.toContain('ojk.example');
});

test('a verdict without a source tells the public why', async () => {
  const { rina, path, verdict, published } = await openCase();
  await rina.post(`${path}/verdict`, verdict);
  expect(rina.status).toBe(400);
  const noSource = 'Kami menelepon banknya sendiri.';
  await rina.post(`${path}/verdict`, { ...verdict, noSource });
  expect((await published()).page).toContain(`Tanpa rujukan: <span lang="id">${noSource}`);
});

test('a source that is no address is named, and nothing typed is lost', async () => {
  const { rina, path, verdict } = await openCase();
  const url = ['https://bi.example/siaran', 'bi.example', '', ''];
  await rina.post(`${path}/verdict`, { ...verdict, ...SOURCES, url });
  expect(rina.status).toBe(400);
  expect(rina.page).toContain('Tautan harus diawali');
  expect(rina.page).toContain('value="bi.example"');
  expect(rina.page).toContain('Layanan perbankan berjalan normal.');
});

test('a draft keeps its sources, also where the terminal saves it next', async () => {
  const { desk, ticket, rina, path, verdict } = await openCase();
  const headers = { 'x-live': '1', 'x-form': rina.form };
  await rina.post(`${path}/draft`, { ...verdict, ...SOURCES }, headers);
  const found = await desk.store.cases.byTicket(ticket);
  expect(found?.draft).toMatchObject({ url: SOURCES.url[0], citations: [{}, {}] });
  const actor = { name: 'Rina', role: 'reviewer' } as const;
  const written = { name: 'draft', summary: SUMMARY, url: SOURCES.url[0] } as const;
  await performCaseAction(desk.deps, { ticket, actor }, written);
  await rina.get(path);
  expect(rina.page).toContain('value="https://ojk.example/jadwal"');
  expect(rina.page).toContain('value="2026-11-20"');
});

test('an editor corrects the sources; repeated as they are, nothing changes', async () => {
  const { desk, rina, path, verdict, published } = await openCase();
  await rina.post(`${path}/verdict`, { ...verdict, ...SOURCES });
  const { found } = await published();
  const edi = await desk.enter('Edi', 'editor');
  const page = `/review/fact-checks/${found?.id}`;
  await edi.get(page);
  const correction = { ...verdict, title: found?.title ?? '', why: 'Satu sumber lagi' };
  const same = { ...SOURCES, urlSeen: ['2026-11-20', '2026-11-24', '', ''] };
  await edi.post(`${page}/correct`, { ...correction, ...same, seen: '1', confirmed: 'yes' });
  expect(edi.path).toBe(`${page}?done=same`);
  const url = [...SOURCES.url.slice(1, 2), 'https://lps.example', '', ''];
  await edi.post(`${page}/correct`, { ...correction, ...SOURCES, url });
  expect(edi.page.match(/name="url" value="https[^"]*"/g)).toHaveLength(2);
  await edi.post(`${page}/correct`, { ...correction, ...same, url, seen: '1', confirmed: 'yes' });
  expect(edi.path).toBe(`${page}?done=corrected`);
  expect(edi.page).toContain('https://lps.example');
});

test('another main address, as the command line corrects it, stands first among the sources', async () => {
  const { desk, rina, path, verdict, published } = await openCase();
  await rina.post(`${path}/verdict`, { ...verdict, ...SOURCES });
  const { found } = await published();
  await correctFactCheck(desk.deps, found?.id ?? '', { by: 'Edi', url: 'https://baru.example' });
  const { page } = await published();
  expect(page.indexOf('>baru.example</a>')).toBeGreaterThan(0);
  expect(page.indexOf('>baru.example</a>')).toBeLessThan(page.indexOf('>Siaran pers'));
});
