import { expect, test } from 'vitest';
import { addPartner } from '../../support/add-partner.ts';
import { prepareReport } from '../../support/prepare-report.ts';
import { openDesk } from './desk-world.ts';

/** Whatever the citizen told, by itself. */
const WORDS = /menghina|suku|Terlapor<|Pak Contoh|Maluku|video/;

/** A desk and a partner with two reports of one citizen: one that waits, one that is passed on. */
async function openReports() {
  const desk = await openDesk();
  await addPartner(desk.store);
  const mira = await desk.enter('Mira', 'partner');
  const admin = await desk.enter('Intan', 'admin');
  await admin.get('/review/partners');
  await admin.post('/review/partners/bawaslu/account', { account: 'mira' });
  const budi = await desk.enter('Budi', 'reviewer');
  const report = async () => {
    await prepareReport(desk, 'citi');
    const said = desk.heard.map(({ text }) => text).join('\n');
    const [, id] = [...said.matchAll(/Berkas laporan (L\w{5}) sudah siap/g)].at(-1) ?? [];
    await desk.write('citi', 'ya');
    return `${id}-BAWASLU`;
  };
  const passed = await report();
  await budi.get(`/review/reports/${passed}`);
  await budi.post(`/review/reports/${passed}/pass`, {});
  const waiting = await report();
  const board = ['/review/board', `/review/board/${passed}`];
  const exported = ['/review/board/export.json', '/review/board/export.csv'];
  const ofDesk = ['/review/reports', `/review/reports/${waiting}`, `/review/reports/${passed}`];
  const readAll = async () => {
    const pages = new Map<string, string>();
    for (const path of [...board, ...exported, ...ofDesk])
      pages.set(`desk ${path}`, await budi.get(path));
    for (const path of [...board, ...exported]) pages.set(`partner ${path}`, await mira.get(path));
    return pages;
  };
  return { ...desk, budi, mira, passed, waiting, readAll };
}

test('nobody reads at any place what a citizen restricts, and each place says why', async () => {
  const { readAll, write, broken } = await openReports();
  const told = [...(await readAll())].filter(([, page]) => WORDS.test(page)).map(([at]) => at);
  expect(told).toHaveLength(8); // all but three lists, which never show any words
  await write('citi', 'batasi data');
  const pages = await readAll();
  for (const [at, page] of pages) expect(page, at).not.toMatch(WORDS);
  for (const at of told.filter((each) => !each.includes('export'))) {
    expect(pages.get(at), at).toContain('Warga sedang membatasi pemakaian datanya');
  }
  await write('citi', 'lanjutkan data');
  const again = [...(await readAll())].filter(([, page]) => WORDS.test(page)).map(([at]) => at);
  expect(again).toEqual(told);
  expect(broken).toEqual([]);
});

test('a restricted report waits for nobody: it is not counted, and nothing can be done with it', async () => {
  const { budi, waiting, write, settle, heard } = await openReports();
  expect(await budi.get('/review/queue')).toContain('aria-label="1 menunggu"');
  await write('citi', 'batasi data');
  expect(await budi.get('/review/queue')).not.toContain('aria-label="1 menunggu"');
  const path = `/review/reports/${waiting}`;
  expect(await budi.get(path)).not.toContain(`${path}/pass`);
  const before = heard.length;
  for (const [act, fields] of Object.entries({
    pass: {},
    ask: { question: 'Di mana?' },
    decline: { reason: 'Sudah ditangani.' },
    hide: { other: 'panggung' },
    urgency: { urgency: 'life' },
  })) {
    expect(await budi.post(`${path}/${act}`, fields), act).toContain(
      'Laporan ini baru bisa ditangani setelah ia mengizinkannya lagi',
    );
  }
  await settle();
  expect(heard).toHaveLength(before);
});

test('a case says nothing at its partner while all who asked for it restrict their data', async () => {
  const { ask, budi, mira, write } = await openReports();
  const ticket = await ask('Besok semua bank di Banjarmasin tutup sebulan penuh', 'ani');
  await budi.get(`/review/cases/${ticket}`);
  const referral = { organisation: 'bawaslu', threat: 'penipuan' };
  await budi.post(`/review/cases/${ticket}/refer`, referral);
  const read = () => mira.get(`/review/board/${ticket}-BAWASLU`);
  expect(await read()).toContain('Banjarmasin');
  await write('ani', 'batasi data');
  const page = await read();
  expect(page).not.toContain('Banjarmasin');
  expect(page).toContain('Warga sedang membatasi pemakaian datanya');
});
