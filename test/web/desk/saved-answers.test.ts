import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { viewCase } from '../../../src/services/cases/queue.ts';
import { referCase } from '../../../src/services/partners/refer-case.ts';
import { viewReferral } from '../../../src/services/partners/referral-board.ts';
import { toWire } from '../../../src/services/partners/referral-payload.ts';
import { exportOwnData } from '../../../src/services/privacy/export-own-data.ts';
import { drawTips } from '../../../src/terminal/draw-case.ts';

import { showCase } from '../../../src/terminal/show-case.ts';
import { terminalWords } from '../../../src/terminal/text.ts';
import { addPartner } from '../../support/add-partner.ts';
import { addToLibrary } from '../../support/changed-library.ts';
import { openDesk } from './desk-world.ts';

const NEWS = 'Panitia TPS 12 Pasar Rebo membagikan amplop berisi uang kepada pemilih pagi tadi';
const BYTES = Buffer.from('%PDF-1.4 a receipt');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const RECEIPT = { bytes: BYTES, mime: 'application/pdf', name: 'bukti.pdf' };

const IN_INDONESIAN = {
  say: {
    extra: {
      spread: 'Dari mana Anda mendengarnya pertama kali?',
      'told-by': 'Siapa yang menceritakannya?',
      where: 'Di provinsi mana kejadiannya?',
      happened: 'Kapan kejadiannya?',
      'happened-again': 'Maksudnya hari apa, misalnya 20 November?',
      proof: 'Boleh kirim fotonya?',
    },
  },
  saved: {
    spread: 'Pertama didengar',
    'told-by': 'Yang menceritakan',
    where: 'Tempat kejadian',
    happened: 'Hari kejadian',
    proof: 'Bukti',
  },
};

/** Questions that nothing but YAML knows: one before there is consent, four after the tip is kept. */
const SCRIPT = addToLibrary({
  flow: 'submit',
  start: 'spread',
  states: {
    spread: {
      say: 'extra.spread',
      ask: { family: 'permission', group: 'permission', skip: 'permission' },
      save: 'spread',
      unsaved: ['skip'],
      else: 'permission',
      after: { '1h': 'permission' },
    },
    received: { say: 'submit.received', go: 'told-by' },
    'told-by': {
      say: 'extra.told-by',
      ask: { skip: 'where' },
      hear: 'where',
      save: 'told-by',
      unsaved: ['skip'],
      after: { '1h': 'end' },
    },
    where: {
      say: 'extra.where',
      ask: { skip: 'happened' },
      wants: 'province',
      hear: 'happened',
      save: 'where',
      unsaved: ['skip'],
      else: 'happened',
      after: { '1h': 'end' },
    },
    happened: {
      say: 'extra.happened',
      again: 'extra.happened-again',
      ask: { skip: 'proof' },
      wants: 'date',
      hear: 'proof',
      save: 'happened',
      unsaved: ['skip'],
      else: 'proof',
      after: { '1h': 'end' },
    },
    proof: {
      say: 'extra.proof',
      ask: { skip: 'origin' },
      wants: 'file',
      take: 'origin',
      save: 'proof',
      unsaved: ['skip'],
      else: 'origin',
      after: { '1h': 'end' },
    },
  },
  // Javanese and Sundanese go from the greeting to the ticket, so they want the words as well.
  words: {
    id: IN_INDONESIAN,
    jv: { say: IN_INDONESIAN.say, choices: { family: ['keluarga'], group: ['grup'] } },
    su: { say: IN_INDONESIAN.say, choices: { family: ['kulawarga'], group: ['grup'] } },
    en: {
      say: {
        extra: {
          spread: 'Where did you first hear it?',
          'told-by': 'Who told it?',
          where: 'In which province did it happen?',
          happened: 'When did it happen?',
          'happened-again': 'Which date, such as 20 November?',
          proof: 'Can you send the photo?',
        },
      },
      saved: {
        spread: 'First heard',
        'told-by': 'Told by',
        where: 'Place of the event',
        happened: 'Day of the event',
        proof: 'Proof',
      },
    },
  },
});

const ANSWERS = [
  'Bu RT, nomornya 0812-3456-7890',
  'di mana-mana',
  'Bandung, Jawa Barat',
  '20 November',
];

/** A desk on those flows, and a tip of Ani's whose questions she has answered. */
async function answered(answers: readonly string[] = ANSWERS) {
  const desk = await openDesk();
  desk.deps.script = SCRIPT;
  await desk.write('ani', NEWS, { forwarded: true });
  for (const text of ['grup', 'ya', ...answers]) await desk.write('ani', text);
  await desk.write('ani', '', { kind: 'document', file: RECEIPT });
  await desk.write('ani', 'cukup');
  const [found] = await desk.store.cases.list('open', 10);
  const tips = found ? await desk.store.cases.tipsOf(found.id) : [];
  const ticket = found?.ticket ?? '';
  return { ...desk, ticket, tip: tips[0], citizen: tips[0]?.citizen ?? '', id: found?.id ?? '' };
}

test('answers are kept with the tip as what the question wants, masked', async () => {
  const { tip, heard } = await answered();
  expect(tip?.saved?.map(({ name, kind, text }) => [name, kind, text])).toEqual([
    ['spread', 'choice', 'group'],
    ['told-by', 'text', 'Bu RT, nomornya [nomor telepon]'],
    ['where', 'province', 'Jawa Barat'],
    ['happened', 'date', '2026-11-20'],
    ['proof', 'file', ''],
  ]);
  expect(tip?.saved?.at(-1)?.files).toEqual([{ sha256: SHA256, mime: 'application/pdf' }]);
  // Nothing of it belongs to the claim, so nothing is found by it.
  expect(tip?.media).toEqual([]);
  expect(tip?.text).toBe(NEWS);
  // "di mana-mana" names no province, so the question was put again.
  expect(heard.filter(({ text }) => text.includes('Di provinsi mana'))).toHaveLength(2);
});

test('what names no date or province a second time leads on and is not kept', async () => {
  const { tip, heard } = await answered([
    'lewati',
    'di pasar',
    'dekat sawah',
    'waktu hujan',
    'waktu itu',
  ]);
  expect(tip?.saved?.map(({ name }) => name)).toEqual(['spread', 'proof']);
  expect(heard.map(({ text }) => text)).toContain('Maksudnya hari apa, misalnya 20 November?');
});

test('reviewers read them on the web and in the terminal, in their language', async () => {
  const { enter, deps, ticket } = await answered();
  const rina = await enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  expect(rina.page).toContain(
    '<dt>Yang menceritakan</dt><dd dir="auto">Bu RT, nomornya [nomor telepon]',
  );
  expect(rina.page).toContain('<dt>Pertama didengar</dt><dd dir="auto">Grup');
  const file = await rina.send(`/review/cases/${ticket}/media/${SHA256}`);
  expect(Buffer.from(await file.arrayBuffer()).equals(BYTES)).toBe(true);
  const view = await viewCase(deps, ticket);
  if (!view) throw new Error('the case is gone');
  expect(showCase(view, deps.clock.now())).toContain('Hari kejadian: 2026-11-20');
  const screen = drawTips(view, { words: terminalWords('en'), columns: 400 })
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');
  expect(screen).toContain('Place of the event: Jawa Barat');
  expect(screen).toContain('Proof: (application/pdf)');
});

test('a partner reads them in the payload and on the board', async () => {
  const { deps, store, ticket, enter } = await answered();
  await addPartner(store);
  const wanted = { organisation: 'bawaslu', threat: 'pelanggaran_pemilu' as const };
  await referCase(deps, { ticket, ...wanted, answerMs: 1000, by: 'rina' });
  const entry = await viewReferral(deps, `${ticket}-BAWASLU`, 'bawaslu');
  expect(entry && toWire(entry).answers).toEqual([
    { name: 'spread', label: 'Pertama didengar', values: ['Grup WhatsApp'] },
    { name: 'told-by', label: 'Yang menceritakan', values: ['Bu RT, nomornya [nomor telepon]'] },
    { name: 'where', label: 'Tempat kejadian', values: ['Jawa Barat'] },
    { name: 'happened', label: 'Hari kejadian', values: ['2026-11-20'] },
    { name: 'proof', label: 'Bukti', values: [SHA256] },
  ]);
  const rina = await enter('Rina', 'reviewer');
  await rina.get(`/review/board/${ticket}-BAWASLU`);
  expect(rina.page).toContain('<dt>Tempat kejadian</dt><dd>Jawa Barat</dd>');
});

test('the citizen has them in the copy of their data, and nobody has them once that is erased', async () => {
  const { deps, store, id, citizen, write } = await answered();
  const copy = await exportOwnData(deps, citizen);
  expect(copy?.laporan[0]?.jawaban_lain).toMatchObject([
    { tentang: 'Pertama didengar', isi: 'Grup WhatsApp' },
    { tentang: 'Yang menceritakan', isi: 'Bu RT, nomornya [nomor telepon]' },
    { tentang: 'Tempat kejadian', isi: 'Jawa Barat' },
    { tentang: 'Hari kejadian', isi: '2026-11-20' },
    { tentang: 'Bukti', berkas: [{ sha256: SHA256 }] },
  ]);
  await write('ani', 'hapus data saya');
  await write('ani', 'ya, hapus');
  const [left] = await store.cases.tipsOf(id);
  expect(left).toMatchObject({ text: NEWS });
  expect(left?.saved).toBeUndefined();
});

test('a file that was an answer goes when consent is taken back', async () => {
  const { store, write, wait } = await answered();
  expect(await store.media.read(SHA256)).toBeDefined();
  await write('ani', 'tarik izin');
  await write('ani', 'ya');
  await wait(4 * 86_400_000);
  expect(await store.media.read(SHA256)).toBeUndefined();
});

test('what was answered and never agreed to be kept is with nobody', async () => {
  const desk = await openDesk();
  desk.deps.script = SCRIPT;
  await desk.write('ani', NEWS, { forwarded: true });
  for (const text of ['grup', 'tidak']) await desk.write('ani', text);
  expect(await desk.store.cases.list('open', 10)).toEqual([]);
});
