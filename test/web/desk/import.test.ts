import { expect, test } from 'vitest';
import { openLoopbackSite } from '../../support/loopback-site.ts';
import { openDesk } from './desk-world.ts';

const row = (id: string, verdict: string, title = `Kabar ${id}`) => ({
  id,
  title,
  verdict,
  org: 'Cek Contoh',
  narratives: [`Bunyi kabar ${id} yang beredar di banyak grup keluarga`],
  summary: 'Tidak benar menurut kementerian.',
});
const jsonl = (...rows: unknown[]) => rows.map((each) => JSON.stringify(each)).join('\n');

/** Those that an admin has registered. */
const ORGANISATIONS = ['Cek Contoh', 'Cek'];

async function anEditor() {
  const desk = await openDesk({ organisations: ORGANISATIONS });
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/import');
  const upload = (text: string, name = 'baru.jsonl') =>
    edi.upload('/review/import/file', { name, text });
  const draft = () => edi.field('draft');
  return { desk, edi, upload, draft };
}

test('a file is looked at first, and taken in only when it is confirmed', async () => {
  const { desk, edi, upload, draft } = await anEditor();
  await upload(jsonl(row('a', 'salah'), row('b', 'penipuan'), row('a', 'benar'), { id: 'c' }));
  expect(edi.path).toBe('/review/import/preview');
  expect(edi.page).toContain('2 baru');
  expect(edi.page).toContain('2 baris ditolak');
  expect(edi.page).toContain('Baris 3: mengulang id a');
  expect((await desk.store.factChecks.count()).all).toBe(0);
  await edi.post('/review/import/confirm', { draft: draft() });
  expect(edi.page).toContain('Impor selesai');
  expect((await desk.store.factChecks.get('a'))?.from).toEqual({
    source: 'baru.jsonl',
    at: desk.clock.now(),
  });
  const [event] = await desk.store.audit.list(1);
  expect(event).toMatchObject({ by: 'Edi', what: 'imported', of: 'baru.jsonl' });
  expect(event?.details).toEqual({ new: 2, changed: 0, corrected: 0, refused: 2 });
  await desk.write('w1', 'Bunyi kabar a yang beredar di banyak grup keluarga', { forwarded: true });
  expect(desk.heard.at(-1)?.text).toContain('SALAH');
  await edi.get('/review/fact-checks/a');
  expect(edi.page).toContain('<dt>Asal</dt>');
  expect(edi.page).toContain('baru.jsonl');
});

test('a correction says how many citizens it reaches before it does', async () => {
  const { desk, edi, upload, draft } = await anEditor();
  await upload(jsonl(row('a', 'salah')));
  await edi.post('/review/import/confirm', { draft: draft() });
  for (const citizen of ['w1', 'w2']) {
    const text = 'Bunyi kabar a yang beredar di banyak grup keluarga';
    await desk.write(citizen, text, { forwarded: true });
  }
  await edi.get('/review/import');
  await upload(jsonl(row('a', 'benar')));
  expect(edi.page).toContain('1 ralat akan dikirim ke 2 warga');
  expect(edi.page).toContain('Salah → Benar');
  const before = desk.heard.length;
  await desk.settle();
  expect(desk.heard).toHaveLength(before);
  await edi.post('/review/import/confirm', { draft: draft() });
  await desk.wait(120_000);
  const told = desk.heard.slice(before).map(({ to }) => to);
  expect(new Set(told)).toEqual(new Set(['w1', 'w2']));
});

test('only what was seen is taken in: another look or a cancel makes the old one void', async () => {
  const { desk, edi, upload, draft } = await anEditor();
  await upload(jsonl(row('a', 'salah')));
  const first = draft();
  await edi.post('/review/import/cancel', {});
  await edi.post('/review/import/confirm', { draft: first });
  expect(edi.page).toContain('Pratinjau itu sudah tidak berlaku.');
  await upload(jsonl(row('b', 'salah')));
  await desk.wait(61 * 60_000);
  await edi.post('/review/import/confirm', { draft: draft() });
  expect(edi.page).toContain('Pratinjau itu sudah tidak berlaku.');
  expect((await desk.store.factChecks.count()).all).toBe(0);
  await desk.settle();
  expect(await desk.store.documents.list('import-draft')).toEqual([]);
});

test('what was seen is not taken in once another look has replaced it', async () => {
  const { desk, edi, upload, draft } = await anEditor();
  await upload(jsonl(row('a', 'salah')));
  const first = draft();
  await desk.wait(1000);
  await upload(jsonl(row('b', 'salah')));
  await edi.post('/review/import/confirm', { draft: first });
  expect(edi.page).toContain('Pratinjau itu sudah tidak berlaku.');
  expect((await desk.store.factChecks.count()).all).toBe(0);
});

test('an address is asked once, and what cannot be used says why', async () => {
  const { desk, edi, draft } = await anEditor();
  const site = await openLoopbackSite({
    '/feed': `<rss><channel><title>Cek Contoh</title><item><title>[SALAH] Satu</title>
      <link>https://cek.example/1</link><description>Tidak benar.</description></item></channel></rss>`,
    '/nothing': '<html><p>halo</p></html>',
  });
  await edi.post('/review/import/address', { address: `${site.url}/feed` });
  expect(edi.page).toContain('1 baru');
  expect(edi.page).toContain('Satu');
  await edi.post('/review/import/confirm', { draft: draft() });
  expect(site.asked).toHaveLength(1);
  const { factChecks } = await desk.store.factChecks.since(0, 9);
  expect(factChecks[0]?.from?.source).toBe(`${site.url}/feed`);
  await edi.get('/review/import');
  await edi.post('/review/import/address', { address: `${site.url}/nothing` });
  expect(edi.page).toContain('holds no fact-checks');
  await edi.post('/review/import/address', { address: 'https://169.254.169.254/latest' });
  expect(edi.page).toContain('which is not in the public internet');
  await edi.post('/review/import/address', { address: 'file:///etc/passwd' });
  expect(edi.page).toContain('Alamatnya harus diawali https://');
  expect(edi.status).toBe(400);
});

test.for([
  ['99', 20],
  ['20', 20],
  ['3', 3],
  ['0', 1],
  ['-4', 1],
  ['', 1],
  ['semua', 1],
] as const)('asked for %j pages of an address, %i are fetched', async ([pages, count]) => {
  const { edi } = await anEditor();
  const page = (at: number) => ({
    body: `<rss><channel><title>Cek Contoh</title><item><title>[SALAH] Kabar ${at}</title>
      <link>https://cek.example/${at}</link><description>Tidak benar.</description></item></channel></rss>`,
    headers: { link: `</${at + 1}>; rel="next"` },
  });
  const all = Array.from({ length: 30 }, (_, at) => [`/${at}`, page(at)] as const);
  const site = await openLoopbackSite(Object.fromEntries(all));
  await edi.post('/review/import/address', { address: `${site.url}/0`, pages });
  expect(site.asked).toHaveLength(count);
  expect(edi.page).toContain(`${count} baru`);
});

test('CSV, JSON-LD and feeds are told apart; what is none of them is refused', async () => {
  const { edi, upload } = await anEditor();
  await upload('id,title,verdict,org\nx,Kabar x,hoaks,Cek\n', 'baru.csv');
  expect(edi.page).toContain('1 baru');
  const review = {
    '@type': 'ClaimReview',
    url: 'https://cek.example/9',
    claimReviewed: 'Kabar sembilan',
    reviewRating: { alternateName: 'Salah' },
    author: { name: 'Cek' },
  };
  await edi.get('/review/import');
  await upload(JSON.stringify(review), 'ulasan.jsonld');
  expect(edi.page).toContain('1 baru');
  await edi.get('/review/import');
  await upload('<html><p>halo</p></html>', 'halaman.html');
  expect(edi.page).toContain('Sumber itu tidak dapat dipakai');
  await upload('', 'kosong.csv');
  expect(edi.page).toContain('Pilih dulu berkasnya.');
});

test('a file that does not say how large it is is read no further than others', async () => {
  const { edi } = await anEditor();
  const form = new FormData();
  form.set('form', edi.form);
  form.set('file', new Blob([new Uint8Array(9 * 1024 * 1024)]), 'baru.jsonl');
  const whole = new Response(form);
  const answer = await edi.send('/review/import/file', {
    method: 'POST',
    body: whole.body,
    duplex: 'half', // in pieces, without a length
    headers: { 'content-type': whole.headers.get('content-type') ?? '', origin: edi.url },
  });
  expect([answer.status, await answer.text()]).toEqual([
    413,
    expect.stringContaining('Batasnya 8 MB'),
  ]);
});

test('a file that is too large, or comes from who may not bring one, is not read', async () => {
  const { desk, edi, upload } = await anEditor();
  await upload('x'.repeat(8 * 1024 * 1024 + 1));
  expect(edi.status).toBe(413);
  expect(edi.page).toContain('Batasnya 8 MB');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  await rina.upload('/review/import/file', { name: 'a.jsonl', text: jsonl(row('a', 'salah')) });
  expect(rina.status).toBe(403);
  await edi.get('/review/import');
  const forged = { name: 'a.jsonl', text: jsonl(row('a', 'salah')) };
  await edi.upload('/review/import/file', forged, { form: 'forged' });
  expect(edi.status).toBe(403);
  expect(await desk.store.documents.list('import-draft')).toEqual([]);
});

test('sources are added, asked for and removed on a page', async () => {
  const { desk, edi } = await anEditor();
  await edi.get('/review/sources');
  expect(edi.page).toContain('Posko tidak menghubungi siapa pun');
  await edi.post('/review/sources', { source: 'http://cek.example/feed', every: 6 });
  expect(edi.page).toContain('Alamatnya harus diawali https://');
  await edi.post('/review/sources', { source: 'https://127.0.0.2/feed', every: 0 });
  expect(edi.page).toContain('angka bulat dari 1 sampai 720');
  await edi.post('/review/sources', { source: 'https://127.0.0.1:1/feed', every: 6, org: 'Cek' });
  expect(edi.page).toContain('https://127.0.0.1:1/feed');
  expect(edi.page).toContain('Belum pernah diambil.');
  await desk.wait(60_000);
  await edi.get('/review/sources');
  expect(edi.page).toContain('1 kali berturut-turut');
  expect(edi.page).toContain('cannot be reached');
  const [source] = await desk.store.documents.list('source');
  await edi.post(`/review/sources/${source?.id}/refresh`, {});
  await desk.wait(60_000);
  await edi.get('/review/sources');
  expect(edi.page).toContain('2 kali berturut-turut');
  await edi.post(`/review/sources/${source?.id}/remove`, {});
  expect(edi.page).toContain('Belum ada sumber.');
  expect(await desk.whats()).toEqual(expect.arrayContaining(['source-added', 'source-removed']));
  expect(desk.broken).toEqual([]);
});
