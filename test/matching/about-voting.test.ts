import { expect, test } from 'vitest';
import { isAboutVoting } from '../../src/matching/about-voting.ts';

test.each([
  'besok kita nyoblos jam berapa',
  'kertasnya sudah dicobloskan orang',
  'DPT saya hilang',
  'cek dpt di mana',
  'nama saya tidak ada di  dpt',
  'dpt online bagaimana',
  'dpt  pilkada kapan diumumkan',
  'TPS',
  'tps mana yang dekat',
  'kapan tanggal pemilu',
])('is about voting: %s', (text) => {
  expect(isAboutVoting(text)).toBe(true);
});

test.each([
  '',
  'saya dpt uang dari tetangga',
  'aku ngedpt hadiah',
  'kue lapis enak',
  'saya dpt onlinekan dagangan',
  'vaksin polio mengandung babi',
  `${'kata '.repeat(70)} nyoblos`,
])('is about something else: %s', (text) => {
  expect(isAboutVoting(text)).toBe(false);
});
