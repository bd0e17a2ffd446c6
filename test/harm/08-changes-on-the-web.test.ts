import { expect, test } from 'vitest';
import { aFactCheck } from '../support/builders.ts';
import { openDesk } from '../web/desk/desk-world.ts';

const PRODUCTION = { undoMs: 10_000, secondPerson: ['election', 'sara', 'health'] as const };
const WORDING = 'Kata kabar di grup, pencoblosan di kecamatan kami diundur sampai lebaran';

/** A post as in production with an election fact-check that one citizen was told. */
async function aToldPost() {
  const desk = await openDesk(PRODUCTION);
  const known = { id: 'v', title: 'Pencoblosan tidak diundur', narratives: [WORDING] };
  await desk.store.factChecks.save([aFactCheck(known)]);
  await desk.deps.index.follow();
  await desk.write('w1', WORDING, { forwarded: true });
  const edi = await desk.enter('Edi', 'editor');
  const form = {
    verdict: 'benar',
    summary: 'Jadwalnya memang diundur dua hari.',
    title: 'Pencoblosan diundur',
    why: 'Ada surat keputusan baru.',
  };
  return { desk, edi, form };
}

test('a correction is confirmed with both messages and the number of people told, then waits for another editor', async () => {
  const { desk, edi, form } = await aToldPost();
  const path = '/review/fact-checks/v';
  await edi.get(path);
  await edi.post(`${path}/correct`, { ...form, why: '' });
  expect(edi.page).toContain('Tulis alasannya.');
  await edi.post(`${path}/correct`, form);
  for (const words of [
    'Pesan sekarang',
    'Semua bank buka',
    'Pesan nanti',
    'diundur dua hari',
    '1 warga menerima pesan lama',
    'perlu disetujui',
    'Belum ada orang lain',
  ]) {
    expect(edi.page).toContain(words);
  }
  await edi.post(`${path}/correct`, { ...form, seen: '1', confirmed: 'yes' });
  expect(edi.path).toBe('/review/changes?done=change-proposed');
  expect(edi.page).not.toContain('/approve"');
  const [, code = ''] = /changes\/(\w+)\/undo/.exec(edi.page) ?? [];
  await edi.post(`/review/changes/${code}/approve`, {});
  expect(edi.page).toContain('Usulan Anda harus disetujui orang lain.');
  const sari = await desk.enter('Sari', 'editor');
  await sari.get('/review/changes');
  expect(sari.page).toContain('Ada surat keputusan baru.');
  await sari.post(`/review/changes/${code}/approve`, {});
  expect(sari.page).toContain('masih bisa dibatalkan');
  expect((await desk.store.factChecks.get('v'))?.version).toBe(1);
  await desk.wait(120_000);
  expect((await desk.store.factChecks.get('v'))?.version).toBe(2);
  expect(
    desk.heard.filter(({ to, text }) => to === 'w1' && text.includes('dua hari')),
  ).toHaveLength(1);
});

test('what was confirmed holds only for the version that was looked at', async () => {
  const { desk, edi, form } = await aToldPost();
  await edi.get('/review/fact-checks/v');
  const confirmed = { ...form, seen: '7', confirmed: 'yes' };
  await edi.post('/review/fact-checks/v/correct', confirmed);
  expect(edi.page).toContain('sudah berubah sejak Anda melihatnya');
  await edi.post('/review/fact-checks/v/retract', { reason: 'Keliru', seen: '', confirmed: 'yes' });
  expect(edi.page).toContain('sudah berubah sejak Anda melihatnya');
  expect((await desk.store.factChecks.get('v'))?.version).toBe(1);
});

test('a reviewer may look at what waits, and neither approve nor undo it', async () => {
  const { desk, edi, form } = await aToldPost();
  await edi.get('/review/fact-checks/v');
  await edi.post('/review/fact-checks/v/correct', { ...form, seen: '1', confirmed: 'yes' });
  const [, code = ''] = /changes\/(\w+)\/undo/.exec(edi.page) ?? [];
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/changes');
  expect(rina.page).toContain(code);
  for (const event of ['approve', 'return', 'undo']) {
    await rina.post(`/review/changes/${code}/${event}`, { why: 'x' });
  }
  await edi.get('/review/changes');
  expect(edi.page).toContain(`change-${code}`);
});
