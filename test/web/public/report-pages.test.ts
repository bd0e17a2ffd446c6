import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import { newReport, type Report } from '../../../src/domain/reports/report.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { printReport } from '../../../src/rendering/print-report.ts';
import { reportForPartner } from '../../../src/services/reports/report-for-partner.ts';
import { reportSheet } from '../../../src/services/reports/report-sheet.ts';
import { reportPages } from '../../../src/web/public/report-pages.ts';
import { aMasterKey, aPost } from '../../support/builders.ts';
import { quickSecrets } from '../../support/gate.ts';
import { readPdf } from '../../support/read-pdf.ts';
import { loadScript, MORNING } from '../../support/stage.ts';

const BASE = 'https://cek.example.org';
const DAY = 86_400_000;
const CITIZEN = '6281299998888';

test('the link leads to the report as a page, a PDF and JSON, and to nothing after three days', async () => {
  const { post, ask, link } = await open();
  const path = await link();
  const page = await ask(path);
  expect(page.status).toBe(200);
  expect(page.headers.get('cache-control')).toBe('private, no-store');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const text = await page.text();
  expect(text).toContain('Belum diajukan ke mana pun');
  expect(text).toContain('&#60;b&#62;Amplop&#60;/b&#62; di pos ronda');
  const json = await (await ask(`${path}/laporan.json`)).json();
  expect(json).toMatchObject({
    versi: 1,
    kategori: 'election-breach',
    kanal_tujuan: ['bawaslu-report'],
    diketahui_pada: { hari: '2026-11-24' },
    tenggat: { hari: '2026-12-01', pukul: '2026-12-01T07:00:00.000Z' },
    tempat: { provinsi: 'Papua' },
    pelapor: { nama: 'Sitti Contoh', alamat: null, telepon: null },
  });
  const pdf = Buffer.from(await (await ask(`${path}/laporan.pdf`)).arrayBuffer());
  expect(readPdf(pdf)).toContain('Sitti Contoh');
  await post.wait(3 * DAY);
  expect((await ask(path)).status).toBe(404);
  expect((await ask(`${path}/laporan.pdf`)).status).toBe(404);
});

test('a link that was changed, and one to an erased report, lead nowhere', async () => {
  const { post, ask, link } = await open();
  const path = await link();
  const [said = '', signature = ''] = path.split('/').at(-1)?.split('.') ?? [];
  const other = Buffer.from(
    Buffer.from(said, 'base64url')
      .toString()
      .replace(/\d+\]$/, '9999999999999]'),
  );
  for (const token of [`${other.toString('base64url')}.${signature}`, said, `${said}.`, 'x.y.z']) {
    expect((await ask(`/laporan-saya/${token}`)).status).toBe(404);
  }
  await post.write(CITIZEN, 'hapus data saya');
  await post.write(CITIZEN, 'ya, hapus');
  expect((await ask(path)).status).toBe(404);
});

test('a link leads nowhere while its citizen restricts their data, and to the report again afterwards', async () => {
  const { post, ask, link } = await open();
  const path = await link();
  const paths = [path, `${path}/laporan.pdf`, `${path}/laporan.json`];
  const read = () => Promise.all(paths.map(async (each) => (await ask(each)).status));
  expect(await read()).toEqual([200, 200, 200]);
  await post.write(CITIZEN, 'batasi data');
  expect(await read()).toEqual([404, 404, 404]);
  expect(await (await ask(path)).text()).toContain('LANJUTKAN DATA');
  await post.write(CITIZEN, 'lanjutkan data');
  expect(await read()).toEqual([200, 200, 200]);
});

test.for([
  ['the same address', () => '/laporan-saya/x'],
  ['one address after the other', (n: number) => `/laporan-saya/x${n}`],
  ['parts of one address', (n: number) => `/laporan-saya/x/laporan.pdf?n=${n}`],
] as const)('whoever asks too often for %s has to wait', async ([, pathOf]) => {
  const { ask } = await open();
  const states: number[] = [];
  for (let n = 0; n < 22; n += 1) states.push((await ask(pathOf(n))).status);
  expect(states.slice(0, 20)).toEqual(Array(20).fill(404));
  expect(states.slice(20)).toEqual([429, 429]);
});

test('a long report goes on on further pages, each of which says what it is of', async () => {
  const report: Report = {
    ...newReport('LABC', 'hate', MORNING),
    account: 'Ada kejadian yang panjang ceritanya di kampung sebelah. '.repeat(27).slice(0, 1500),
    link: 'https://medsos.example/p/é — “kutipan”',
    place: 'Kota Contoh '.repeat(16).slice(0, 200),
    preparedAt: MORNING,
  };
  const deps = { script: loadScript(), settings: defaultSettings };
  const surroundings = { isElectionNear: false };
  const sheet = reportSheet(deps, 'id', { report, surroundings, now: MORNING });
  const fields = Array.from({ length: 4 }, () => sheet.fields).flat();
  const text = readPdf(Buffer.from(await printReport({ ...sheet, fields })));
  const numbers = [...text.matchAll(/Laporan LABC · (\d)\/(\d)/g)].map(
    ([, page, of]) => `${page}${of}`,
  );
  expect(numbers).toEqual(['14', '24', '34', '44']);
  expect(text.split('\f')).toHaveLength(5); // each page ends with a form feed
  expect(text).toContain('é — “kutipan”');
});

test('a partner sees what happened and nobody who is concerned', () => {
  const report: Report = {
    ...newReport('LABC', 'scam', MORNING),
    account: 'Ditipu oleh 0812-3456-7890',
    link: '0812-3456-7890 rekening 1234567890',
    suspect: 'Budi Contoh',
    place: 'Jalan Contoh 1',
    province: 'Bali',
    preparedAt: MORNING,
    reporter: { agreedAt: MORNING, version: 1, name: 'Sitti Contoh', address: 'Jalan Contoh 2' },
  };
  const shown = { report, surroundings: { isElectionNear: false }, now: MORNING };
  const view = reportForPartner(shown, { organisation: 'bawaslu' });
  expect(JSON.stringify(view)).not.toMatch(/Sitti|Budi|Jalan|0812|1234567890/);
  expect(view).toMatchObject({
    threat: 'scam',
    province: 'Bali',
    destinations: ['iasc', 'komdigi-number', 'police-cyber'],
  });
});

async function open() {
  const store = await openMemoryStore([]);
  const secrets = quickSecrets(aMasterKey());
  const sign = (text: string) => secrets.digest('report-link', text);
  const site = { address: BASE, showsSamples: true };
  const post = await aPost(store, { settings: { site }, signLink: sign, sweepMs: 3_600_000 });
  const pages = reportPages({ deps: post.deps, url: BASE, sign, printReport });
  const server = createServer(express().use('/laporan-saya', pages)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await post.close();
    await store.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const link = async () => {
    const story = '<b>Amplop</b> di pos ronda';
    const first = ['lapor', 'pemilu', story, 'hari ini, Jayapura', 'Tim calon'];
    const last = ['Sitti Contoh'];
    for (const text of [...first, ...last]) await post.write(CITIZEN, text);
    const said = post.heard.at(-1)?.text ?? '';
    return said.match(/https:\/\/cek\.example\.org(\/laporan-saya\/\S+)/)?.[1] ?? '';
  };
  return { post, link, ask: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) };
}
