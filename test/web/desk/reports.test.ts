import { expect, test } from 'vitest';
import { addPartner } from '../../support/add-partner.ts';
import { prepareReport } from '../../support/prepare-report.ts';
import { openDesk } from './desk-world.ts';

/** A desk before which a citizen has put a report. */
async function openReportDesk() {
  const desk = await openDesk();
  await addPartner(desk.store);
  const id = await prepareReport(desk, 'citi');
  await desk.write('citi', 'ya');
  const budi = await desk.enter('Budi', 'reviewer');
  const path = `/review/reports/${id}-BAWASLU`;
  const news = () => desk.heard.filter(({ to }) => to === 'citi').map(({ text }) => text);
  return { ...desk, budi, path, reference: `${id}-BAWASLU`, news };
}

test('a report that waits is counted in the navigation, and read as its partner will see it', async () => {
  const { budi, path, reference, store, broken } = await openReportDesk();
  expect(await budi.get('/review/queue')).toMatch(
    /Laporan warga <span class="count" aria-label="1 menunggu">1</,
  );
  const list = await budi.get('/review/reports');
  expect(list).toContain(reference);
  expect(list).not.toContain('menghina');
  const page = await budi.get(path);
  expect(page).toContain('menghina sebuah suku');
  expect(page).toContain('[nomor telepon]');
  expect(page).toContain('hxxps://video[.]example/abc');
  expect(page).not.toContain('0812');
  expect(page).toMatch(/Terlapor .yang dilaporkan.<.dt><dd>Pak Contoh Terlapor</);
  expect(page).not.toContain('pihak yang dilaporkan tidak ikut');
  expect(page).toContain('mengizinkan isian di bawah ikut');
  const looks = (await store.audit.list(20)).filter(({ what }) => what === 'report-viewed');
  expect(looks.map(({ by, of }) => [by, of])).toEqual([['Budi', reference]]);
  expect(broken).toEqual([]);
});

test('a report that is passed on stands on the board of its partner, and waits no more', async () => {
  const { budi, path, reference, news, settle } = await openReportDesk();
  await budi.get(path);
  expect(await budi.post(`${path}/pass`, {})).toContain('Sudah diteruskan');
  await settle();
  expect(news().at(-1)).toContain('Kami meneruskannya ke *Bawaslu*');
  expect(await budi.get('/review/queue')).not.toContain('1 menunggu');
  const entry = await budi.get(`/review/board/${reference}`);
  expect(entry).toContain('menghina sebuah suku');
  expect(entry).toContain(`href="${path}"`);
  expect(await budi.post(`${path}/decline`, { reason: 'Tidak jadi.' })).toContain(
    'Sudah ada yang memutuskan',
  );
});

test('a question and a refusal reach the citizen in the words of the desk', async () => {
  const { budi, path, news, settle, write } = await openReportDesk();
  await budi.get(path);
  await budi.post(`${path}/ask`, { question: 'Acara apa itu?' });
  await settle();
  expect(news().at(-1)).toContain('Acara apa itu?');
  expect(await budi.get('/review/reports')).toContain('Menunggu jawaban pelapor');
  await write('citi', 'Pentas rakyat');
  expect(await budi.get(path)).toContain('Pentas rakyat');
  await budi.post(`${path}/decline`, { reason: 'Bawaslu sudah menanganinya.' });
  await settle();
  expect(news().at(-1)).toContain('“Bawaslu sudah menanganinya.”');
});

test('nothing is sent without words, nor more than three questions', async () => {
  const { budi, path, settle, news } = await openReportDesk();
  await budi.get(path);
  expect(await budi.post(`${path}/ask`, { question: '  ' })).toContain('Tulis 1 sampai 300');
  expect(await budi.post(`${path}/decline`, { reason: 'x'.repeat(301) })).toContain(
    'Tulis 1 sampai 300',
  );
  for (const question of ['Satu?', 'Dua?', 'Tiga?']) await budi.post(`${path}/ask`, { question });
  expect(await budi.post(`${path}/ask`, { question: 'Empat?' })).toContain(
    'sudah ditanyai tiga kali',
  );
  await settle();
  expect(news().join()).not.toContain('Empat?');
});

const OTHERS = Array.from({ length: 60 }, (_, at) => `Nama${at}`);

test.for([
  ['that are ticked', { words: [...OTHERS, 'suku'] }],
  ['that are written one after the other', { other: [...OTHERS, 'suku'].join(', ') }],
] as const)('of many words %s each is blacked out, to the last', async ([, fields]) => {
  const { budi, path } = await openReportDesk();
  await budi.get(path);
  const page = await budi.post(`${path}/hide`, fields);
  expect(page).toContain('menghina sebuah [dihitamkan]');
  expect(page).not.toContain('sebuah suku');
});

test('an erased report is gone from the desk as well, and a viewer sees none', async () => {
  const { budi, path, enter, write, store } = await openReportDesk();
  const vina = await enter('Vina', 'viewer');
  expect((await vina.send(path)).status).toBe(403);
  expect(await vina.get('/review/queue')).not.toContain('/review/reports');
  await write('citi', 'hapus data saya');
  await write('citi', 'ya');
  expect((await budi.send(path)).status).toBe(404);
  expect(await budi.get('/review/reports')).toContain('Belum ada laporan');
  expect(JSON.stringify(await store.documents.list('hand-over'))).not.toContain('citizen');
});

test('a report whose partner takes part no more cannot be passed on', async () => {
  const { budi, enter, path, news, settle } = await openReportDesk();
  const admin = await enter('Intan', 'admin');
  await admin.get('/review/partners');
  await admin.post('/review/partners/bawaslu/active', { active: 'no' });
  await budi.get(path);
  expect(await budi.post(`${path}/pass`, {})).toContain('sudah tidak aktif');
  await settle();
  expect(news().at(-1)).not.toContain('meneruskannya');
});

test('one click says how urgent a report is, which then stands in the list', async () => {
  const { budi, path } = await openReportDesk();
  expect(await budi.get('/review/reports')).not.toContain('>nyawa<');
  await budi.get(path);
  expect(await budi.post(`${path}/urgency`, { urgency: 'life' })).toContain('>nyawa<');
  expect(await budi.get('/review/reports')).toContain('>nyawa<');
});
