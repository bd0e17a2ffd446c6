import { expect, test } from 'vitest';
import { publicPages } from '../../../src/web/public/public-pages.ts';
import { openDesk } from './desk-world.ts';

const FORM = {
  title: 'Air rebusan serai menyembuhkan gagal ginjal',
  verdict: 'salah',
  summary: 'Tidak ada bukti serai menyembuhkan gagal ginjal; cuci darah tetap perlu.',
  org: 'Jaga Fakta',
  url: 'https://contoh.example/cek/serai',
  publishedAt: '2026-11-20',
};
const WORDINGS = [
  'Minum rebusan serai tiap pagi, ginjal rusak sembuh total tanpa cuci darah',
  'Tidak perlu ke rumah sakit,\n\nserai dan jahe memulihkan ginjal dalam seminggu',
];

function send(browser: { form: string; url: string }, changes: Record<string, string> = {}) {
  const body = new URLSearchParams({ form: browser.form, ...FORM, ...changes });
  for (const wording of WORDINGS) body.append('narrative', wording);
  body.append('narrative', '  ');
  return { method: 'POST', body, headers: { origin: browser.url } };
}

test('a fact-check that an editor adds answers the very next forward, in each of its wordings', async () => {
  const desk = await openDesk({ organisations: ['Jaga Fakta'] });
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/fact-checks');
  expect(edi.page).toContain('href="/review/new-fact-check"');
  await edi.get('/review/new-fact-check');
  const response = await edi.send('/review/new-fact-check', send(edi));
  const path = response.headers.get('location') ?? '';
  expect(path).toMatch(/^\/review\/fact-checks\/desk-[0-9a-f]{24}\?done=added$/);
  await edi.get(path);
  expect(edi.page).toContain('Cek fakta tersimpan dan langsung dipakai.');
  expect(edi.page).toContain('Bunyi pesan yang beredar (2)');
  for (const [at, wording] of WORDINGS.entries()) {
    await desk.write(`warga-${at}`, wording, { forwarded: true });
    expect(desk.heard.at(-1)?.text).toContain(FORM.summary);
    expect(desk.heard.at(-1)?.text).toContain('Jaga Fakta, 20 November 2026');
  }
  const [entry] = (await desk.store.audit.list(5)).filter(
    ({ what }) => what === 'fact-check-added',
  );
  expect(entry).toMatchObject({ by: 'Edi', of: path.split('/').at(-1)?.split('?')[0] });
});

test('a fact-check without a case has several sources, which the feed lists', async () => {
  const desk = await openDesk({}, (deps) => [
    publicPages({ deps, publication: { url: 'https://cek.example', showsSamples: true } }),
  ]);
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/new-fact-check');
  const request = send(edi, { org: 'Posko', urlQuote: 'Serai bukan obat.' });
  request.body.append('url', 'https://ginjal.example/serai');
  const response = await edi.send('/review/new-fact-check', request);
  const id = response.headers.get('location')?.split('/').at(-1)?.split('?')[0] ?? '';
  expect(await desk.store.factChecks.get(id)).toMatchObject({
    url: FORM.url,
    citations: [
      { url: FORM.url, quote: 'Serai bukan obat.' },
      { url: 'https://ginjal.example/serai' },
    ],
  });
  const feed = await (await fetch(`${desk.url}/feed.xml`)).text();
  expect(feed).toContain(`Sumber: ${FORM.url}, https://ginjal.example/serai`);
  const wrong = await edi.send('/review/new-fact-check', send(edi, { url: 'bukan alamat' }));
  expect((await wrong.text()).match(/Tautan harus diawali/g)).toHaveLength(1);
});

test('the same form sent twice is one fact-check, and a withdrawn one does not come back', async () => {
  const desk = await openDesk({ organisations: ['Jaga Fakta'] });
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/new-fact-check');
  await edi.post('/review/new-fact-check', FORM);
  const path = edi.path.replace(/\?.*/, '');
  const withdrawal = { reason: 'Sumbernya keliru', seen: '1', confirmed: 'yes' };
  await edi.post(`${path}/retract`, withdrawal);
  await edi.post('/review/new-fact-check', { ...FORM, title: FORM.title.toUpperCase() });
  expect(edi.path).toBe(`${path}?done=known`);
  expect(edi.page).toContain('Sumbernya keliru');
  expect((await desk.store.factChecks.since(0, 10)).factChecks).toHaveLength(1);
});

test('what is not complete is shown again with what was written, and nothing is kept', async () => {
  const desk = await openDesk({ organisations: ['Jaga Fakta'] });
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/new-fact-check');
  expect(edi.page).toContain('<option selected>Posko</option>');
  const wrong = { title: '<b>', verdict: 'bohong', summary: 'pendek', url: 'javascript:alert(1)' };
  const response = await edi.send(
    '/review/new-fact-check',
    send(edi, { ...wrong, publishedAt: '20/11/2026', org: '' }),
  );
  expect(response.status).toBe(400);
  const page = await response.text();
  for (const said of [
    'Pilih satu putusan.',
    'Penjelasan harus 10 sampai 600 karakter.',
    'Tautan harus diawali http:// atau https://.',
    'Tulis siapa yang memeriksa',
    'Tanggal terbitnya tidak dapat dibaca.',
    'value="&#60;b&#62;"',
    WORDINGS[0] ?? '',
  ]) {
    expect(page).toContain(said);
  }
  expect((await desk.store.factChecks.since(0, 10)).factChecks).toEqual([]);
  expect(await desk.whats()).not.toContain('fact-check-added');
});

test('whoever is no editor is not offered the form', async () => {
  const desk = await openDesk({ organisations: ['Jaga Fakta'] });
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/fact-checks');
  expect(rina.page).not.toContain('new-fact-check');
});
