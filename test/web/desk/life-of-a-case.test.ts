import { expect, test } from 'vitest';
import { openDesk } from './desk-world.ts';

const SUMMARY = 'Kabar ini tidak benar. Bank tetap buka seperti biasa.';

test('a case goes from the queue to a published verdict, and back again', async () => {
  const desk = await openDesk({ undoMs: 60_000 });
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  expect(await rina.get('/review/queue')).toContain(ticket);
  await rina.post('/review/next', {});
  expect(rina.path).toBe(`/review/cases/${ticket}?done=taken`);
  const fence = rina.field('fence');
  const verdict = { fence, verdict: 'salah', summary: SUMMARY, url: 'https://sumber.example/cek' };
  await rina.post(`/review/cases/${ticket}/preview`, verdict);
  expect(rina.page).toContain('❌ <strong>SALAH</strong>');
  await rina.post(`/review/cases/${ticket}/verdict`, verdict);
  expect(rina.path).toBe(`/review/cases/${ticket}?done=published`);
  expect(await desk.whats()).toContain('published');
  await rina.post(`/review/cases/${ticket}/take-back`, {});
  expect(rina.page).toContain('terbuka');
  await rina.post(`/review/cases/${ticket}/claim`, {});
  expect(rina.page).toContain(SUMMARY);
  await rina.post(`/review/cases/${ticket}/verdict`, { ...verdict, fence: rina.field('fence') });
  await desk.wait(61_000);
  expect(
    desk.heard
      .map(({ text }) => text)
      .filter((text) => text.includes(SUMMARY.split('. ')[0] ?? SUMMARY)),
  ).toHaveLength(1);
  expect(desk.broken).toEqual([]);
});

test('a verdict that has to be mended says so and keeps what was typed', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const fence = rina.field('fence');
  const typed = { fence, summary: 'Menurut «sumber», ini salah.', url: 'javascript:alert(1)' };
  await rina.post(`/review/cases/${ticket}/verdict`, typed);
  expect(rina.status).toBe(400);
  expect(rina.page).toContain('Pilih satu putusan.');
  expect(rina.page).toContain('Masih ada yang kosong: «sumber»');
  expect(rina.page).toContain('Tautan harus diawali');
  expect(rina.page).toContain('Menurut «sumber», ini salah.');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
});

test('a form made under a lease that is over is refused, and what was written stays', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  const budi = await desk.enter('Budi', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const fence = rina.field('fence');
  await desk.wait(11 * 60_000);
  await budi.get(`/review/cases/${ticket}`);
  await budi.post(`/review/cases/${ticket}/claim`, {});
  await rina.post(`/review/cases/${ticket}/verdict`, {
    fence,
    verdict: 'salah',
    summary: SUMMARY,
    url: 'https://sumber.example/cek',
  });
  expect(rina.status).toBe(409);
  expect(rina.page).toContain('Waktu Anda memegang kasus ini sudah habis');
  expect(rina.page).toContain(SUMMARY);
  const form = { fence, verdict: 'salah', summary: SUMMARY, url: 'https://sumber.example/cek' };
  await rina.post(`/review/cases/${ticket}/draft`, form, { 'x-live': '1' });
  expect(rina.status).toBe(409);
  expect((await desk.store.cases.byTicket(ticket))?.draft).toBeUndefined();
});

test('two people at one case: the second one is told who has it', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  const budi = await desk.enter('Budi', 'reviewer');
  await budi.get(`/review/cases/${ticket}`);
  await rina.get('/review/queue');
  await rina.post('/review/next', {});
  await budi.post(`/review/cases/${ticket}/claim`, {});
  expect(budi.status).toBe(409);
  expect(budi.page).toContain('Rina sedang memegang kasus ini.');
  await budi.get('/review/queue');
  await budi.post('/review/next', {});
  expect(budi.page).toContain('Tidak ada kasus yang bisa diambil sekarang.');
});

test('a draft is kept as it is typed and is there when the case is opened again', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const typed = {
    fence: rina.field('fence'),
    verdict: 'benar',
    summary: 'Ini ben',
    url: 'https://sumber.example/cek',
  };
  const form = rina.form;
  await rina.post(`/review/cases/${ticket}/draft`, typed, { 'x-live': '1', 'x-form': form });
  expect(JSON.parse(rina.page).saved).toContain('Draf tersimpan');
  await rina.get(`/review/cases/${ticket}`);
  expect(rina.page).toMatch(/value="benar"[^>]* checked/);
  expect(rina.page).toContain('Ini ben');
});

test.for([
  ['verdict', ''],
  ['verdict', '7'],
  ['draft', ''],
  ['draft', '7'],
] as const)(
  'a %s that is sent under the lease “%s”, which nobody gave, changes nothing',
  async (sent) => {
    const [action, fence] = sent;
    const desk = await openDesk();
    const ticket = await desk.ask('Besok semua bank tutup sebulan');
    const rina = await desk.enter('Rina', 'reviewer');
    await rina.get(`/review/cases/${ticket}`);
    const verdict = { verdict: 'salah', summary: SUMMARY, url: 'https://sumber.example/cek' };
    const before = await desk.store.cases.byTicket(ticket);
    await rina.post(`/review/cases/${ticket}/${action}`, { ...verdict, fence });
    expect(rina.status).toBe(409);
    expect(await desk.store.cases.byTicket(ticket)).toEqual(before);
  },
);
