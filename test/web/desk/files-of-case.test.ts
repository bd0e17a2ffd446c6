import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tip } from '../../../src/domain/cases/case.ts';
import type { Evidence } from '../../../src/domain/messages/evidence.ts';
import { toPrint } from '../../../src/matching/file-prints.ts';
import { readPicture } from '../../../src/matching/pictures/read-picture.ts';
import { readPoints } from '../../../src/matching/pictures/read-points.ts';
import { viewCase } from '../../../src/services/cases/queue.ts';
import { claimFiles } from '../../../src/services/fact-checks/claim-files.ts';
import { drawTips } from '../../../src/terminal/draw-case.ts';
import { showCase } from '../../../src/terminal/show-case.ts';
import { terminalWords } from '../../../src/terminal/text.ts';
import { aRaster, greyAt, paint } from '../../matching/pictures/rasters.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../../support/builders.ts';
import { openDesk } from './desk-world.ts';

const BYTES = Buffer.from('a picture');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const PRINTS = { hashes: Buffer.alloc(32, 7).toString('base64') };
const EVIDENCE: Evidence = { kind: 'picture', texts: [], asked: PRINTS, kept: PRINTS };
const FILE = { sha256: SHA256, mime: 'image/jpeg' };

/** A desk with a case about a picture that a fact-check has too. */
async function aPictureDesk(changes: Partial<Tip> = {}) {
  const desk = await openDesk();
  const found = aCase({ claim: 'Jembatan Cimuntur roboh kemarin sore', ticket: 'K7Q2' });
  const tip = {
    ...aTip({ case: found.id, text: 'ini bener ga?', media: [FILE] }),
    read: [{ source: 'picture' as const, text: 'Jembatan <b>Cimuntur</b> roboh' }],
    stamp: 'HOAX',
    ...changes,
  };
  await desk.store.media.keep({ ...FILE, size: BYTES.length }, BYTES, 0);
  await desk.store.media.noteEvidence(SHA256, EVIDENCE);
  await desk.store.cases.commit(aCaseCommit({ newCases: [found], tips: [tip] }));
  const files = [{ sha256: SHA256, kind: 'picture' as const, ...PRINTS }];
  await desk.store.factChecks.save([
    aFactCheck({ id: 'bridge', title: 'Foto lama dari tempat lain', narratives: [], files }),
  ]);
  await desk.deps.index.follow();
  return { ...desk, found, tip };
}

test('a case shows what was read, the stamp, and by what a fact-check was found', async () => {
  const desk = await aPictureDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/cases/K7Q2');
  const { page } = rina;
  expect(page).toContain('Tulisan di gambar');
  expect(page).not.toContain('<b>Cimuntur');
  expect(page).toContain('Ada cap “HOAX”');
  expect(page).toContain('gambar sama: 100%');
});

test('a citizen’s file is shown so that it can run nothing and stays in no cache', async () => {
  const desk = await aPictureDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  const { headers } = await rina.send(`/review/cases/K7Q2/media/${SHA256}`);
  expect(headers.get('content-type')).toBe('image/jpeg');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(headers.get('cache-control')).toBe('private, no-store');
});

test('a file of a citizen who restricts the use of their data is sent to nobody', async () => {
  const desk = await aPictureDesk({ isRestricted: true });
  await desk.store.cases.commit(aCaseCommit({ tips: [aTip({ case: desk.found.id })] }));
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/cases/K7Q2');
  expect([rina.status, rina.page.includes(SHA256)]).toEqual([200, false]);
  expect((await rina.send(`/review/cases/K7Q2/media/${SHA256}`)).status).toBe(404);
});

test('a file set apart is not taken along by a verdict, and can be taken back in', async () => {
  const desk = await aPictureDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  const filesNow = async () => {
    const found = await desk.store.cases.byTicket('K7Q2');
    return claimFiles(desk, found ?? aCase(), [desk.tip]);
  };
  expect(await filesNow()).toHaveLength(1);
  await rina.get('/review/cases/K7Q2');
  await rina.post('/review/cases/K7Q2/apart', { file: SHA256, apart: 'yes' });
  expect(await filesNow()).toEqual([]);
  await rina.get('/review/cases/K7Q2');
  expect(rina.page).toContain('tidak ikut klaim');
  await rina.post('/review/cases/K7Q2/apart', { file: SHA256, apart: 'no' });
  expect(await filesNow()).toHaveLength(1);
  await rina.post('/review/cases/K7Q2/apart', { file: 'no hash', apart: 'yes' });
  expect(await filesNow()).toHaveLength(1);
});

test('the queue shows a case’s picture in small, how long its file lasts, and that its claim was read by a machine', async () => {
  const desk = await aPictureDesk();
  const thumbnail = Buffer.from('small and grey').toString('base64');
  await desk.store.media.noteEvidence(SHA256, { ...EVIDENCE, thumbnail, seconds: 41.7 });
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue?list=all');
  expect(rina.page).toContain(
    `<img class="thumb" src="data:image/webp;base64,${thumbnail}" alt="">`,
  );
  expect(rina.page).toContain(' 0:42</td>');
  expect(rina.page).toContain('dibaca mesin');
  await rina.get('/review/cases/K7Q2');
  expect(rina.page).toContain('dibaca mesin');
});

test('a case is compared with a fact-check beside the files of both, and what is the same is marked', async () => {
  const stored = aRaster(50, 480, 360);
  const screenshot = paint(500, 900, (x, y) => {
    const isInside = x >= 100 && x < 340 && y >= 300 && y < 480;
    return isInside ? greyAt(stored, (x - 100) * 2, (y - 300) * 2) : 240;
  });
  const desk = await aPictureDesk();
  const points = toPrint(readPoints(screenshot, 'query'));
  const asked = { hashes: toPrint(readPicture(screenshot, 'query')), points, shape: 500 / 900 };
  await desk.store.media.noteEvidence(SHA256, { ...EVIDENCE, asked });
  const bytes = Buffer.from('what was checked');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await desk.store.media.keep({ sha256, mime: 'image/png', size: bytes.length }, bytes, 0);
  const kept = {
    hashes: toPrint(readPicture(stored, 'store')),
    points: toPrint(readPoints(stored, 'store')),
  };
  const files = [{ sha256, kind: 'picture' as const, ...kept }];
  await desk.store.factChecks.save([
    aFactCheck({
      id: 'bridge',
      version: 2,
      title: 'Foto lama dari tempat lain',
      narratives: [],
      files,
    }),
  ]);
  await desk.deps.index.follow();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/cases/K7Q2');
  expect(rina.page).toMatch(/gambar sama: \d+% \(tengah\)/);
  await rina.get('/review/cases/K7Q2/compare?factCheck=bridge');
  const [ours, theirs] = [...rina.page.matchAll(/<img src="([^"]+)"( data-box="[\d. ]+")?/g)];
  expect(ours?.[1]).toBe(`/review/cases/K7Q2/media/${SHA256}`);
  expect(ours?.[2]).toMatch(/^ data-box="0\.2\d+ 0\.3\d+ 0\.6\d+ 0\.5\d+"$/);
  expect(theirs?.[1]).toBe(`/review/cases/K7Q2/media/${sha256}?factCheck=bridge`);
  expect(theirs?.[2]).toBeUndefined();
  await rina.get(theirs?.[1] ?? '');
  expect([rina.status, rina.page]).toEqual([200, 'what was checked']);
  await rina.get(`/review/cases/K7Q2/media/${sha256}`);
  expect(rina.status).toBe(404);
});

const METADATA = {
  camera: 'samsung SM-A525F',
  taken: '2024-03-12 10:15',
  place: '-6.17511, 106.82715',
  manifest: 'C2PA',
};

test('a case says what its file tells of its own making, with what leaves the house, to those who may see files', async () => {
  const desk = await aPictureDesk();
  await desk.store.media.noteEvidence(SHA256, { ...EVIDENCE, metadata: METADATA });
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/cases/K7Q2');
  for (const said of [
    'Kamera: samsung SM-A525F',
    'Waktu di kamera: 2024-03-12 10:15',
    'Tempat: -6.17511, 106.82715',
    'keterangan asal (C2PA)',
    'contentcredentials.org/verify',
    'bisa diubah siapa saja',
    'href="https://www.openstreetmap.org/search?query=-6.17511%2C+106.82715"',
    'titik ini jadi diketahui mereka',
  ]) {
    expect(rina.page).toContain(said);
  }
  const viewer = await desk.enter('Vera', 'viewer');
  await viewer.get('/review/cases/K7Q2');
  expect(viewer.page).toContain('Jembatan');
  expect(viewer.page).not.toMatch(/SM-A525F|-6\.175|openstreetmap\.org\/search/);
  const view = await viewCase(desk.deps, 'K7Q2');
  if (!view) throw new Error('there is no case');
  expect(showCase(view, desk.clock.now())).toContain('Tempat: -6.17511, 106.82715');
  const drawn = drawTips(view, { words: terminalWords('en'), columns: 100 });
  expect(
    drawn
      .flat()
      .map(({ text }) => text)
      .join('\n'),
  ).toContain('Camera: samsung SM-A525F');
});

test('a file without metadata says so, and one that nobody looked through says nothing', async () => {
  const desk = await aPictureDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/cases/K7Q2');
  expect(rina.page).not.toContain('Tidak ada keterangan kamera');
  await desk.store.media.noteEvidence(SHA256, { ...EVIDENCE, metadata: {} });
  await rina.get('/review/cases/K7Q2');
  expect(rina.page).toContain('Tidak ada keterangan kamera; WhatsApp membuangnya');
});
