import { expect, test } from 'vitest';
import { normalise } from '../../src/matching/normalise.ts';
import { triage } from '../../src/triage/triage.ts';
import { loadExamples, loadMessages } from './load-examples.ts';

/** A "serangan fajar" (dawn attack) is money or goods handed out just before people vote. */
const MONEY_BEFORE_A_VOTE = [
  'ada serangan fajar di kampung saya, 50 ribu per kepala',
  'semalam serangan fajar keliling desa, rumah saya dilempari amplop 100 ribu',
  'Pak, serangan fajar di komplek kami pakai voucher belanja',
  'nemu kresek isi beras sama kartu nama caleg habis serangan fajar',
  'uang serangan fajar',
  'bagi-bagi amplop sebelum nyoblos',
  'disuruh coblos nomor sekian dikasih sembako',
];

const CLAIMS_ABOUT_THE_COUNT = [
  'server KPU diretas',
  'Server KPU sudah diatur untuk memenangkan paslon 2',
  'server KPU ada di luar negeri',
  'suara dipindah di server KPU',
  'hasil pemilu sudah diprogram di server KPU',
  'server KPU di Batam, suara digelembungkan dari sana',
];

const VIOLENCE = [
  'Mereka menyerang kampung kami waktu fajar, tiga rumah dibakar',
  'Besok subuh kita serang rumah si Joko pakai parang',
  'Fajar menyerang adik saya pakai pisau semalam',
  'subuh tadi rumah pak RT diserang, kacanya pecah semua dan anaknya luka',
];

const ORDINARY = [
  'ibu mertua meninggal karena serangan jantung',
  'Serangan tikus di sawah makin parah',
  'si fajar nikah minggu depan, ayo patungan kado',
  'Server bank sedang gangguan, transfer tertunda',
  'server kantor mati dari pagi',
  'KPU perkuat server jelang rekapitulasi',
  'KPU bantah server diretas, data pemilih aman',
];

test.each(MONEY_BEFORE_A_VOTE)('%j is guessed an election violation', (text) => {
  expect(triage({ text })?.threat).toBe('pelanggaran_pemilu');
});

test.each(CLAIMS_ABOUT_THE_COUNT)('%j is guessed disinformation', (text) => {
  expect(triage({ text })?.threat).toBe('gangguan_informasi');
});

test.each(VIOLENCE)('%j is still guessed violence', (text) => {
  expect(triage({ text })?.threat).toBe('kekerasan');
});

test.each(ORDINARY)('%j is still ordinary', (text) => {
  expect(triage({ text })).toBeUndefined();
});

test('none of these messages was learnt from', () => {
  const learnt = [...loadExamples(), ...loadMessages('validation')];
  const known = new Set(learnt.map(({ text }) => normalise(text)));
  const own = [MONEY_BEFORE_A_VOTE, CLAIMS_ABOUT_THE_COUNT, VIOLENCE, ORDINARY].flat();
  expect(own.filter((text) => known.has(normalise(text)))).toEqual([]);
});
