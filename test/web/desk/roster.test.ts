import { expect, test } from 'vitest';
import { listAlerts } from '../../../src/services/duty/alerts.ts';
import { createMonitor } from '../../../src/services/duty/monitor.ts';
import { readPlan } from '../../../src/services/duty/roster.ts';
import { openDesk } from './desk-world.ts';

const MINUTE = 60_000;

test('an editor makes a roster, and everybody sees who is on duty, who is next, and the gaps', async () => {
  const desk = await openDesk();
  const edi = await desk.enter('Edi', 'editor');
  const rina = await desk.enter('Rina', 'reviewer');
  await edi.get('/review/roster');
  expect(edi.page).toContain('Jadwal belum dibuat');
  const shift = { reviewer: 'rina', zone: 'WIB', day: '0', from: '00:00', to: '12:00' };
  await edi.post('/review/roster/shifts', { ...shift, reviewer: 'Nobody' });
  expect(edi.status).toBe(400);
  expect(edi.page).toContain('bukan pemeriksa yang boleh piket');
  for (const day of [0, 1, 2, 3, 4, 5, 6])
    await edi.post('/review/roster/shifts', { ...shift, day });
  expect(edi.path).toBe('/review/roster?done=saved');
  await rina.get('/review/roster');
  expect(rina.page).toMatch(/Rina, sampai .* 12\.00 WIB/);
  expect(rina.page).toContain('waktu kosong dalam tujuh hari ke depan');
  const week = /<table class="week[^>]*>.*?<\/table>/s.exec(rina.page)?.[0] ?? '';
  expect(week.match(/<th scope="col">/g)).toHaveLength(8);
  expect(week.match(/<p>00\.00–12\.00<\/p>/g)).toHaveLength(7);
  expect(rina.page).not.toContain('/review/roster/shifts');
  const denied = await rina.send('/review/roster/shifts', {
    method: 'POST',
    body: new URLSearchParams({ form: rina.form }),
    headers: { origin: rina.url },
  });
  expect(denied.status).toBe(403);
});

test('hours are shown on the clocks of whoever looks, and a night shift ends on the next day', async () => {
  const desk = await openDesk();
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/roster');
  await edi.post('/review/roster/me', { zone: 'WIT', 'quiet-from': '22:00', 'quiet-to': '05:00' });
  await edi.post('/review/roster/shifts', {
    ...{ reviewer: 'Edi', zone: 'WIB', day: 2, from: '22:00', to: '06:00' },
  });
  expect(edi.page).toContain('Semua jam dalam WIT');
  expect(edi.page).toContain('22.00–06.00 WIB');
  expect(edi.page).toMatch(/00\.00–08\.00/);
  expect((await readPlan(desk.deps)).shifts).toMatchObject([{ from: 1320, minutes: 480 }]);
});

test('a single change is taken and removed, and a wrong one tells why', async () => {
  const desk = await openDesk();
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/roster');
  const day = new Date(desk.clock.now() + 86_400_000).toISOString().slice(0, 10);
  const change = { type: 'on', reviewer: 'Edi', start: `${day}T08:00`, end: `${day}T10:00` };
  await edi.post('/review/roster/changes', { ...change, end: `${day}T07:00` });
  expect(edi.page).toContain('Periksa lagi jam dan harinya');
  const past = new Date(desk.clock.now() + 6 * 3_600_000).toISOString().slice(0, 16); // an hour ago in Jakarta
  await edi.post('/review/roster/changes', { ...change, start: past });
  expect(edi.page).toContain('Periksa lagi jam dan harinya');
  expect(edi.page).toContain(
    '<select id="change-person" name="reviewer" required><option selected>Edi</option>',
  );
  await edi.post('/review/roster/changes', change);
  expect(edi.page).toMatch(/Edi · ikut piket · .* 08\.00 WIB – .* 10\.00 WIB/);
  const [{ id } = { id: '' }] = (await readPlan(desk.deps)).changes;
  await edi.post(`/review/roster/turns/${id}/remove`, {});
  expect((await readPlan(desk.deps)).changes).toEqual([]);
  expect(await desk.whats()).toContain('roster-changed');
});

test.for([
  ['WIB', '+07:00'],
  ['WITA', '+08:00'],
  ['WIT', '+09:00'],
] as const)(
  'who lives in %s writes a change of the roster by their own clock',
  async ([zone, offset]) => {
    const desk = await openDesk();
    const edi = await desk.enter('Edi', 'editor');
    await edi.get('/review/roster');
    await edi.post('/review/roster/me', { zone });
    const [start, end] = ['2026-11-26T08:00', '2026-11-26T10:00'];
    await edi.post('/review/roster/changes', { type: 'on', reviewer: 'Edi', start, end });
    const written = [start, end].map((time) => Date.parse(`${time}:00${offset}`));
    const { changes } = await readPlan(desk.deps);
    expect(changes.map((each) => [each.start, each.end])).toEqual([written]);
  },
);

test('a note is handed to the next shift without personal data, and shown as it was written', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/roster');
  await rina.post('/review/roster/notes', { note: 'Telepon 0812-3456-7890 <b>nanti</b>' });
  expect(rina.page).toContain('Telepon [nomor telepon] &#60;b&#62;nanti&#60;/b&#62;');
});

test('an alarm stands above every page until somebody takes it', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  const watch = createMonitor(desk.deps, {
    ...{ ways: {}, escalateMs: 15 * MINUTE, isWorker: true, hasJobs: () => false },
  });
  await watch.look();
  await desk.clock.advance(3 * MINUTE, async () => {});
  await watch.look();
  await rina.get('/review/fact-checks');
  expect(rina.page).toContain('1 alarm belum ditangani');
  await rina.get('/review/alarms');
  expect(rina.page).toContain('Antrean kerja terganggu');
  await rina.post('/review/alarms/acknowledge', { alarm: 'queue' });
  expect(rina.page).toContain('Ditangani Rina');
  expect(rina.page).not.toContain('1 alarm belum ditangani');
  expect(await listAlerts(desk.deps)).toMatchObject([{ acknowledged: { by: 'Rina' } }]);
});

test('an admin changes a rule, and nobody else sees the rules', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/alarms');
  await ayu.post('/review/alarms/rules', { kind: 'backlog', threshold: 'x', minutes: 5 });
  expect(ayu.status).toBe(400);
  const rule = { kind: 'backlog', threshold: 9, minutes: 5, on: 'yes', grave: 'yes' };
  await ayu.post('/review/alarms/rules', rule);
  expect(ayu.page).toMatch(/name="threshold" value="9"/);
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/alarms');
  expect(rina.page).not.toContain('name="threshold"');
});

test('those who may be on duty see whom to call at a partner, and others only who it is', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/partners');
  const wanted = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' };
  await ayu.post('/review/partners', { ...wanted, liaison: 'Sari' });
  expect(ayu.status).toBe(400);
  expect(ayu.page).toContain('Tulis penghubungnya seperti ini');
  await ayu.post('/review/partners', { ...wanted, liaison: 'Sari, +62 812-0000-0001' });
  expect(ayu.page).toContain('Belum ada kontak kedua');
  const rina = await desk.enter('Rina', 'reviewer');
  expect(await rina.get('/review/roster')).toContain('<a href="tel:+6281200000001">');
  expect(rina.page).toContain('Belum ada kontak kedua');
  const sita = await desk.enter('Sita', 'viewer');
  expect(await sita.get('/review/roster')).toContain('Sari');
  expect(sita.page).not.toContain('0000');
  const contacts = { liaison: 'Sari, +62 812-0000-0001', deputy: 'Joko, 0812 0000 0002' };
  await ayu.post('/review/partners/bawaslu/addresses', contacts);
  expect(ayu.page).not.toContain('Belum ada kontak kedua');
  expect(ayu.page).toContain('<h2>Bawaslu <');
  const renamed = { ...contacts, name: 'Bawaslu RI', kind: 'supervisor' };
  await ayu.post('/review/partners/bawaslu/addresses', renamed);
  expect(ayu.page).toContain('<h2>Bawaslu RI <');
  await ayu.post('/review/roster/calls', { calls: 'Rina\nJoko (bawaslu)' });
  expect((await readPlan(desk.deps)).callList).toEqual(['Rina', 'Joko (bawaslu)']);
});

test('the week ahead names a holiday on its day', async () => {
  const desk = await openDesk();
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/roster');
  const start = Date.UTC(2026, 11, 24, 3);
  await desk.clock.advance(start - desk.clock.now(), async () => {});
  const again = await desk.enter('Rina', 'editor');
  await again.get('/review/roster');
  const shift = { reviewer: 'Rina', zone: 'WIB', from: '08:00', to: '20:00' };
  for (const day of [3, 4]) await again.post('/review/roster/shifts', { ...shift, day });
  expect(again.page).toContain('<em>Cuti bersama Natal</em>');
  expect(again.page.match(/<em>Kelahiran Yesus Kristus<\/em>/g)).toHaveLength(1);
});
