import { expect, test } from 'vitest';
import { startOfDay } from '../../../src/domain/time/jakarta-day.ts';
import { readRecord } from '../../../src/services/transparency/monthly-reports.ts';
import { fillMonth } from '../../support/busy-month.ts';
import { openDesk } from './desk-world.ts';

const PATH = '/review/records/2026-10';

async function open() {
  const desk = await openDesk();
  await fillMonth(desk.store, { start: startOfDay('2026-10-01') });
  return desk;
}

test('an editor counts a month, reads it as everybody will, publishes it once and revises it', async () => {
  const desk = await open();
  const sari = await desk.enter('Sari', 'editor');
  await sari.get('/review/records');
  expect(sari.page).toContain('Hitung Oktober 2026');
  await sari.post(`${PATH}/publish`, {});
  expect(sari.page).toContain('belum berakhir atau belum dihitung');
  await sari.post(`${PATH}/count`, {});
  expect(sari.path).toBe(PATH);
  expect(sari.page).toContain('Pesan yang masuk');
  expect((await readRecord(desk, '2026-10'))?.published).toBeUndefined();
  await sari.post(`${PATH}/revise`, { note: 'Terlalu dini' });
  expect(sari.page).toContain('Laporan ini belum terbit.');
  await sari.post(`${PATH}/publish`, {});
  expect(sari.page).toContain('Siapa saja bisa membacanya');
  await sari.post(`${PATH}/publish`, {});
  expect(sari.page).toContain('Laporan ini sudah terbit.');
  await sari.post(`${PATH}/revise`, { note: '   ' });
  expect(sari.page).toContain('Catatannya kosong');
  await sari.post(`${PATH}/revise`, { note: 'Jumlah <b>alarm</b> keliru.' });
  expect(sari.page).toContain('Jumlah &#60;b&#62;alarm&#60;/b&#62; keliru.');
  await sari.get('/review/records');
  expect(sari.page).toMatch(/Diterbitkan Sari, [^<]* · 1 ralat/);
  expect(await desk.whats()).toEqual(
    expect.arrayContaining(['record-published', 'record-revised']),
  );
  expect(desk.broken).toEqual([]);
});

test('a month that is not over, or is none, is not counted', async () => {
  const desk = await open();
  const sari = await desk.enter('Sari', 'editor');
  for (const month of ['2026-11', '2027-01', 'x', '2026-13']) {
    await sari.post(`/review/records/${month}/count`, {});
    expect(sari.page).toContain('belum berakhir atau belum dihitung');
  }
  await sari.get('/review/records/2026-09');
  expect(sari.status).toBe(404);
});

test('an editor says why a verdict is corrected, and everybody can read it', async () => {
  const desk = await open();
  const sari = await desk.enter('Sari', 'editor');
  const correction = {
    verdict: 'benar',
    summary: 'Bank tutup hanya pada hari libur.',
    title: 'Bank',
  };
  await sari.post('/review/fact-checks/posko-busy-0/correct', {
    ...correction,
    why: 'Ada data baru.',
    seen: '1',
    confirmed: 'yes',
  });
  await desk.wait(60_000);
  const [replaced] = await desk.store.cases.history('posko-busy-0');
  expect(replaced?.of).toContain('Ada data baru.');
});
