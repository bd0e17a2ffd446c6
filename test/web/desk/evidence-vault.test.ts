import { createHash } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { addOrganisation } from '../../../src/services/organisations/organisations.ts';
import { addRule } from '../../../src/services/partners/routing.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey } from '../../support/builders.ts';
import { aFileReader } from '../../support/known-media.ts';
import { aScene } from '../../support/make-pictures.ts';
import { prepareReport, TOLD } from '../../support/prepare-report.ts';
import { openDesk } from './desk-world.ts';

const MINUTE = 60_000;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const picture = await aScene(7);
const sha256 = hashOf(picture);

/** A desk with a citizen's report that has a picture, and two authorities; the rules send it to Bawaslu. */
async function openVault(kind: 'supervisor' | 'platform' = 'supervisor') {
  const reader = aFileReader();
  onTestFinished(() => reader.close());
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const desk = await openDesk({}, undefined, store, reader);
  const mira = await desk.enter('Mira', 'partner');
  const other = await desk.enter('Oki', 'partner');
  const admin = await desk.enter('Intan', 'admin');
  await addOrganisation(desk.deps, { id: 'bawaslu', name: 'Bawaslu', kind }, 'ayu');
  await addOrganisation(desk.deps, { id: 'kpu', name: 'KPU', kind: 'commission' }, 'ayu');
  await admin.get('/review/partners');
  await admin.post('/review/partners/bawaslu/account', { account: 'mira' });
  await admin.post('/review/partners/kpu/account', { account: 'oki' });
  const rule = { threats: ['ujaran_kebencian' as const], regions: [], nearElection: false };
  await addRule(desk.deps, { ...rule, organisation: 'bawaslu', answerHours: 6 }, 'ayu');
  const file = { bytes: picture, mime: 'image/png', name: 'bukti.png' };
  const id = await prepareReport(desk, 'citi', [TOLD], file);
  const asked = desk.heard.at(-1)?.text ?? '';
  await desk.write('citi', 'ya');
  const budi = await desk.enter('Budi', 'reviewer');
  const reference = `${id}-BAWASLU`;
  const report = `/review/reports/${reference}`;
  const board = `/review/board/${reference}`;
  await budi.get(report);
  const pass = () => budi.post(`${report}/pass`, {});
  return { ...desk, mira, other, budi, reference, report, board, pass, asked };
}

/** The links to files on a page, as a browser reads them. */
function linksOn(page: string) {
  const all = [...page.matchAll(/href="([^"]*\/files\/[^"]*)"/g)];
  const links = all.map(([, link = '']) => link.replaceAll('&amp;', '&').replaceAll('&#38;', '&'));
  const [original = '', marked = ''] = links;
  return { count: links.length, original, marked };
}

test('an authority gets the file that the citizen agreed to, byte for byte, and each download is in its custody log', async () => {
  const { mira, pass, board, asked, budi, broken, reference } = await openVault();
  expect(asked).toContain('berkas bukti yang Anda kirim (1)');
  await pass();
  const page = await mira.get(board);
  expect(page).toContain(`SHA-256 ${sha256}`);
  const { original } = linksOn(page);
  for (let times = 0; times < 2; times += 1) {
    const response = await mira.send(original);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(hashOf(new Uint8Array(await response.arrayBuffer()))).toBe(sha256);
  }
  for (const browser of [mira, budi]) {
    const seen = await browser.get(board);
    expect(seen.match(/berkas diambil/g)).toHaveLength(2);
    expect(seen.match(/<strong>dibuka<\/strong> <span class="soft">mitra \(Mira\)/g)).toHaveLength(
      1,
    );
  }
  const exported = await (await mira.send('/review/board/export.json')).json();
  expect(exported).toMatchObject({
    referrals: [{ reference, custody: [{ what: 'opened', by: 'Mira' }, { sha256 }, { sha256 }] }],
  });
  expect(broken).toEqual([]);
});

test('a marked copy is another picture, whose own hash is in the log beside the original’s', async () => {
  const { mira, pass, board } = await openVault();
  await pass();
  const response = await mira.send(linksOn(await mira.get(board)).marked);
  const copy = new Uint8Array(await response.arrayBuffer());
  expect([...copy.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  const seen = await mira.get(board);
  expect(seen).toContain(hashOf(copy));
  expect(seen).toMatch(new RegExp(`berkas diambil.*${sha256}.*salinan bertanda air`));
});

test('a link ends after a quarter of an hour, and opens nothing for another login, file or form', async () => {
  const { mira, other, budi, pass, board, clock } = await openVault();
  await pass();
  const { original } = linksOn(await mira.get(board));
  expect((await other.send(original)).status).toBe(404);
  expect((await budi.send(original)).status).toBe(404);
  const [said = '', mark = ''] = original.split('/').at(-1)?.split('.') ?? [];
  const told = Buffer.from(said, 'base64url').toString();
  for (const [from, to] of [
    [sha256, '0'.repeat(64)],
    ['original', 'marked'],
    [/\d+\]$/, '9999999999999]'],
  ] as const) {
    const forged = Buffer.from(told.replace(from, to)).toString('base64url');
    expect((await mira.send(`${board}/files/${forged}.${mark}`)).status).toBe(404);
  }
  await clock.advance(15 * MINUTE, async () => {});
  const late = await mira.send(original);
  expect([late.status, await late.text()]).toEqual([404, expect.stringContaining('tidak berlaku')]);
  expect(await mira.get(board)).not.toContain('berkas diambil');
});

test('the desk looks at a file before it refers the report, and who may not see files gets no link', async () => {
  const { budi, report, enter } = await openVault();
  const { original } = linksOn(await budi.get(report));
  expect(hashOf(new Uint8Array(await (await budi.send(original)).arrayBuffer()))).toBe(sha256);
  const viewer = await enter('Vina', 'viewer');
  expect((await viewer.send(original)).status).toBe(403);
  await budi.get(report);
  await budi.post(`${report}/decline`, { reason: 'Nama Anda tampak di gambarnya.' });
  expect((await budi.send(original)).status).toBe(404);
  expect(linksOn(await budi.get(report)).count).toBe(0);
});

test('a platform gets the hash and no file, for its citizen was not asked for one', async () => {
  const { mira, pass, board, asked, store } = await openVault('platform');
  expect(asked).not.toContain('berkas bukti yang Anda kirim');
  await pass();
  const page = await mira.get(board);
  expect(page).toContain(sha256);
  expect(linksOn(page).count).toBe(0);
  expect((await store.documents.list('hand-over'))[0]?.value).not.toHaveProperty('files');
});

test('a report that is taken back closes its file, and its log keeps who had it without saying what', async () => {
  const { mira, pass, board, write, settle, heard } = await openVault();
  await pass();
  const { original } = linksOn(await mira.get(board));
  await mira.send(original);
  await write('citi', 'tarik izin');
  await settle();
  expect(heard.at(-1)?.text).toContain('Bawaslu');
  expect((await mira.send(original)).status).toBe(404);
  const page = await mira.get(board);
  expect(page).toContain('berkas diambil');
  expect(page).not.toContain(sha256);
});
