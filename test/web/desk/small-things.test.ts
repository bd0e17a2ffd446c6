import { expect, test } from 'vitest';
import { retractFactCheck } from '../../../src/services/fact-checks/submit-change.ts';
import { besideTheDesk } from './beside-the-desk.ts';
import { hasChromium, letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

test('a number that no case has is said to be none, and one that lies elsewhere leads there', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  const [one = '', two = ''] = tickets;
  const rina = await desk.enter('Rina', 'reviewer');
  expect(await rina.get('/review/cases/ZZ99')).toContain('Tidak ada kasus dengan nomor ZZ99.');
  expect(rina.status).toBe(404);
  expect(await rina.get('/review/queue?list=all&text=zz99')).toContain(
    'Tidak ada kasus dengan nomor ZZ99.',
  );
  await rina.get(`/review/cases/${two}`);
  await rina.post(`/review/cases/${two}/merge`, { into: one });
  expect(await rina.get(`/review/queue?list=all&text=${two}`)).toContain(
    `<a href="/review/cases/${two}">Kasus ${two}</a> (digabungkan)`,
  );
  expect(await rina.get(`/review/cases/${two}`)).toContain(
    `<a href="/review/cases/${one}">Kasus ${one}</a>`,
  );
  expect(await rina.get('/review/queue?list=all&text=tidakada')).toContain(
    'Tidak ada kasus di daftar ini.',
  );
});

test('a fact-check that was withdrawn is not offered for sharing', async () => {
  const desk = await openDesk({}, besideTheDesk);
  await fill(desk);
  const citizen = desk.browser();
  const path = '/cek/kabar-semua-bank-tutup-sebulan-mulai-besok--uji-1';
  expect(await citizen.get(path)).toContain('Kirim lewat WhatsApp');
  await retractFactCheck(desk.deps, 'uji-1', { reason: 'Sumbernya keliru.' });
  expect(await citizen.get(path)).toContain('Ditarik');
  expect(citizen.page).not.toContain('wa.me');
});

test.runIf(hasChromium)(
  'a text that is too long is kept whole and said to be so before it is sent',
  async () => {
    const desk = await openDesk();
    const ticket = await desk.ask('Besok semua bank tutup sebulan');
    const { cookies } = await desk.enter('Rina', 'reviewer');
    const { page } = await openPage(await openChromium());
    await letIn(page, desk.url, cookies);
    await page.goto(`${desk.url}/review/cases/${ticket}`);
    await page.click('text=Catatan untuk rekan');
    const note = 'x'.repeat(1001);
    await page.fill('#note', note);
    await page.waitForSelector('.limit.over:has-text("1001 karakter, paling banyak 1000")');
    await page.click('text=Tambah catatan');
    expect(await page.inputValue('#note')).toBe(note);
    expect(page.url()).not.toContain('done=');
    await page.fill('#note', note.slice(1));
    await page.click('text=Tambah catatan');
    await page.waitForURL('**done=saved');
  },
);
