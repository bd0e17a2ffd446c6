import { expect, test } from 'vitest';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import type { DifferenceType } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const matcher = createMatcher(FACT_CHECKS);

const SAME: readonly (readonly [what: string, id: string, text: string])[] = [
  ['the headline itself', 'pulsa', 'Telkomsel membagikan pulsa gratis 250 ribu menjelang Lebaran'],
  ['capitals', 'kelapa', 'AIR KELAPA DICAMPUR GARAM DAPAT MENYEMBUHKAN DEMAM BERDARAH'],
  ['another affix', 'pulsa', 'telkomsel bagikan pulsa gratis 250rb jelang lebaran'],
  ['slips of the finger', 'kelapa', 'air kelpaa dicampur graam dapat menyembuhkan demam bredarah'],
  [
    'an amount in words',
    'pulsa',
    'Telkomsel membagikan pulsa gratis dua ratus lima puluh ribu menjelang Lebaran',
  ],
  [
    'a forward with greetings around it',
    'pulsa',
    'Assalamualaikum, benarkah ini?\nRezeki Lebaran! Telkomsel bagi pulsa gratis 250 ribu utk semua pelanggan lama, cukup isi data di tautan ini\nSebarkan ke semua grup!',
  ],
  [
    'the middle of a forward',
    'kelapa',
    'segelas air kelapa muda dicampur garam dapur diminum tiga kali sehari, demam berdarah sembuh dalam semalam',
  ],
  [
    'a forward that asks its reader to go on, in the same line',
    'jembatan',
    'Luar biasa, jembatan kaca setinggi 90 meter di Kintamani sudah diresmikan Gubernur Bali, wisatawan antre sejak subuh, jangan berhenti di Anda',
  ],
  ['slang for no', 'pertalite', 'pertamina gak akan menjual pertalite di surabaya mulai agustus'],
  [
    'a message that calls it a hoax',
    'sekolah',
    'Hoaks: sekolah diliburkan sebulan penuh karena gelombang panas',
  ],
];

test.each(SAME)('%s is answered', (_, id, text) => {
  const { tier, matches } = matcher.match({ text });
  expect([tier, matches[0]?.id]).toEqual(['answer', id]);
});

const OTHER: readonly (readonly [
  what: string,
  id: string,
  text: string,
  type: DifferenceType,
  message: string[],
  factCheck: string[],
])[] = [
  [
    'another amount',
    'pulsa',
    'Telkomsel membagikan pulsa gratis 400 ribu menjelang Lebaran',
    'number',
    ['400 ribu'],
    ['250 ribu'],
  ],
  [
    'another company',
    'pulsa',
    'Indosat membagikan pulsa gratis 250 ribu menjelang Lebaran',
    'name',
    ['Indosat'],
    ['Telkomsel'],
  ],
  [
    'another place',
    'pertalite',
    'Pertamina tidak akan menjual Pertalite di Medan mulai Agustus',
    'place',
    ['Medan'],
    ['Surabaya'],
  ],
  [
    'the denial taken away',
    'pertalite',
    'Pertamina akan menjual Pertalite di Surabaya mulai Agustus',
    'negation',
    [],
    ['tidak'],
  ],
  [
    'a denial put in',
    'kelapa',
    'Air kelapa dicampur garam tidak dapat menyembuhkan demam berdarah',
    'negation',
    ['tidak'],
    [],
  ],
  [
    'a slangy denial put in',
    'sekolah',
    'sekolah batal diliburkan sebulan penuh karena gelombang panas',
    'negation',
    ['batal'],
    [],
  ],
  [
    'another illness',
    'kelapa',
    'Air kelapa dicampur garam dapat menyembuhkan kolesterol berdarah',
    'other',
    ['kolesterol'],
    ['demam'],
  ],
  [
    'another height',
    'jembatan',
    'Gubernur Bali meresmikan jembatan kaca setinggi 19 meter di Kintamani',
    'number',
    ['19'],
    ['90'],
  ],
  [
    'another official',
    'jembatan',
    'Jokowi meresmikan jembatan kaca setinggi 90 meter di Kintamani',
    'name',
    ['Jokowi'],
    ['Bali'],
  ],
];

test.each(OTHER)('%s asks to confirm and is named', (_, id, text, type, message, factCheck) => {
  const { tier, matches } = matcher.match({ text });
  expect([tier, matches[0]?.id]).toEqual(['confirm', id]);
  expect(matches[0]?.differences).toContainEqual({ type, message, factCheck });
});

const UNKNOWN: readonly string[] = [
  'selamat pagi semua, semoga sehat selalu',
  'nanti sore jadi ke pasar tidak bu?',
  'pulsa saya habis, tolong isikan dulu',
  'Gubernur meninjau pembangunan pelabuhan',
  '👍👍👍',
  '',
];

test.each(UNKNOWN)('"%s" is not matched', (text) => {
  expect(matcher.match({ text }).tier).toBe('none');
});

test('contradicting verdicts on one claim are left to the citizen', () => {
  const [first] = FACT_CHECKS;
  if (!first) throw new Error('no fact-checks');
  const torn = createMatcher([first, { ...first, id: 'benar', verdict: 'benar' }], { truthOf });
  expect(torn.match({ text: first.title }).tier).toBe('confirm');
});

test('of several fact-checks of one claim the newest comes first', () => {
  const [first] = FACT_CHECKS;
  if (!first) throw new Error('no fact-checks');
  const twice = createMatcher([first, { ...first, id: 'newer', publishedAt: '2026-03-20' }]);
  expect(twice.match({ text: first.title }).matches[0]?.id).toBe('newer');
});

const REWORDED = 'Telkomsel bagikan kuota pulsa gratis jelang Lebaran';

test('a message that itself calls the claim a hoax is the likelier match', () => {
  const scoreOf = (text: string) => matcher.match({ text }).matches[0]?.score ?? 0;
  expect(scoreOf(`Hoaks ${REWORDED}`)).toBeGreaterThan(scoreOf(REWORDED));
});

test('a word of other fact-checks speaks more against a match than a word of none', () => {
  const scoreOf = (text: string) => matcher.match({ text }).matches[0]?.score ?? 0;
  expect(scoreOf(`${REWORDED} klinik`)).toBeLessThan(scoreOf(`${REWORDED} zqxwvk`));
});

test('differences are shown in one order: the number, the person, the place, and other words', () => {
  const title = 'Gubernur Anies bersama nelayan meresmikan jembatan di Kintamani setinggi 90 meter';
  const document = { id: 'own', title, narratives: [], verdict: 'salah' };
  const text = 'Gubernur Ganjar bersama pedagang meresmikan jembatan di Surabaya setinggi 75 meter';
  const [best] = createMatcher([...FACT_CHECKS, document]).match({ text, explains: true }).matches;
  expect(best?.differences.map(({ type }) => type)).toEqual(['number', 'name', 'place', 'other']);
});
