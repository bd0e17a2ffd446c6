import { expect, test } from 'vitest';
import { toDelivered } from '../../../src/channels/simulator/simulator.ts';
import { receive } from '../../../src/services/messaging/receive.ts';
import { openDesk } from './desk-world.ts';

async function anEditor() {
  const desk = await openDesk();
  const edi = await desk.enter('Edi', 'editor');
  return { desk, edi };
}

const ANSWER = {
  id: 'posko-pemilih',
  topic: 'posko-pemilih',
  titleId: 'Posko pemilih',
  questions: 'posko pemilih di mana\nalamat posko layanan pemilih\nposko pemilih buka sampai kapan',
  answerId: 'Posko pemilih ada di balai desa.',
  sourceName: 'KPU',
  verified: '2026-11-24',
};

test('an answer is added, changed and retired, each time with a line in the audit log', async () => {
  const { desk, edi } = await anEditor();
  await edi.get('/review/new-voter-answer');
  await edi.post('/review/new-voter-answer', ANSWER);
  expect(edi.page).toContain('Posko pemilih ada di balai desa.');
  const understood = () =>
    desk.deps.voterAnswers.understand('alamat posko layanan pemilih?', desk.clock.now());
  expect(understood()).toEqual({ type: 'topic', topic: 'posko-pemilih' });
  const changed = { ...ANSWER, answerId: 'Posko pemilih pindah ke kantor camat.', revision: 1 };
  await edi.post('/review/voter-answers/posko-pemilih', changed);
  expect(edi.page).toContain('pindah ke kantor camat');
  await edi.post('/review/voter-answers/posko-pemilih/retire', { revision: 2 });
  expect(understood()).not.toMatchObject({ topic: 'posko-pemilih' });
  const whats = await desk.whats();
  expect(whats.filter((what) => what.startsWith('voter-entry'))).toEqual(
    expect.arrayContaining(['voter-entry-saved', 'voter-entry-retired']),
  );
  expect(desk.broken).toEqual([]);
});

test('what somebody else has changed meanwhile is not overwritten, but shown', async () => {
  const { desk, edi } = await anEditor();
  await edi.get('/review/new-voter-answer');
  await edi.post('/review/new-voter-answer', ANSWER);
  const first = { ...ANSWER, answerId: 'Yang pertama menyimpan.', revision: 1 };
  await edi.post('/review/voter-answers/posko-pemilih', first);
  await edi.post('/review/voter-answers/posko-pemilih', { ...first, answerId: 'Yang terlambat.' });
  expect(edi.status).toBe(400);
  expect(edi.page).toContain('Orang lain baru saja mengubah');
  expect(edi.page).toContain('Yang pertama menyimpan.');
  expect(desk.deps.voterAnswers.get('posko-pemilih')?.entry.answer.id).toBe(
    'Yang pertama menyimpan.',
  );
});

test('an answer that is not complete is shown again with what is to be mended', async () => {
  const { desk, edi } = await anEditor();
  await edi.get('/review/new-voter-answer');
  await edi.post('/review/new-voter-answer', { ...ANSWER, questions: 'cuma satu', sourceName: '' });
  expect(edi.status).toBe(400);
  expect(edi.page).toContain('Perbaiki isian ini: Pertanyaan seperti warga menulisnya');
  expect(edi.page).toContain('Perbaiki isian ini: Sumber.');
  expect(edi.page).toContain('cuma satu');
  await edi.post('/review/new-voter-answer', { ...ANSWER, id: 'cek-dpt' });
  expect(edi.page).toContain('Sudah ada jawaban dengan nama pendek itu');
  expect(await desk.store.documents.list('voter-entry')).toEqual([]);
});

test('what voters asked is counted by topic, and what was not known without names', async () => {
  const { desk, edi } = await anEditor();
  for (const text of ['kapan debat capres Budi Santoso?', 'cara cek DPT?']) {
    const sender = { channel: 'simulator', citizen: text, now: desk.clock.now() };
    await receive(desk.deps, [toDelivered(sender, { text })]);
    await desk.wait(10_000);
  }
  await edi.get('/review/voter-answers');
  expect(edi.page).toContain('kapan debat calon presiden …');
  expect(edi.page).not.toContain('Santoso');
  expect(edi.page).toMatch(/cek-dpt<\/th><td>1/);
});
