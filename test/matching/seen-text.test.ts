import { expect, test } from 'vitest';
import { createMatcher } from '../../src/matching/matcher.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const matcher = createMatcher([
  ...FACT_CHECKS,
  ...['BRI', 'nasabah', 'pertama', 'segera'].flatMap((word) =>
    [1, 2, 3].map((number) => ({ id: `${word}${number}`, title: `kabar ${word}`, narratives: [] })),
  ),
  {
    id: 'bri',
    title: 'BRI membagikan hadiah mobil kepada seratus nasabah pertama di modem baru',
    narratives: [],
  },
]);

const seen = (text: string, unsure: string[] = []) =>
  matcher.match({ text: '', read: [{ source: 'picture', text, unsure }] });

test.each([
  ['joined words', 'pulsa', 'Telkomselmembagikan pulsagratis 250 ribu menjelangLebaran'],
  [
    'look-alike letters',
    'bri',
    'BRl mernbagikan hadiah mobil kepada seratus nasabahpertama di modem baru',
  ],
  ['letters in a number', 'pulsa', 'Telkomsel membagikan pulsa gratis 25O.OOO menjelang Lebaran'],
])('%s of a picture are read as what the store knows', (_, id, text) => {
  const { tier, matches } = seen(text);
  expect([tier, matches[0]?.id]).toEqual(['answer', id]);
});

test('a number that differs withholds the verdict, however sure it was read', () => {
  const text = 'Telkomsel membagikan pulsa gratis 400 ribu menjelang Lebaran';
  const sure = seen(text);
  const unsure = seen(text, ['400']);
  expect([sure.tier, unsure.tier]).toEqual(['confirm', 'confirm']);
  const difference = { type: 'number', message: ['400 ribu'], factCheck: ['250 ribu'] };
  expect(sure.matches[0]?.differences).toEqual([difference]);
  expect(unsure.matches[0]?.differences).toEqual([{ ...difference, unsure: true }]);
  expect(unsure.matches[0]?.score).toBeGreaterThan(sure.matches[0]?.score ?? 1);
});

test('a doubtful number that agrees is no difference', () => {
  const { tier } = seen('Telkomsel membagikan pulsa gratis 250 ribu menjelang Lebaran', ['250']);
  expect(tier).toBe('answer');
});

test.each([
  ['misread itself', 'Telkomsel membagikan pulsa gratis 400 ribu menjelang Lebaran', ['400']],
  [
    'beside a misread word',
    'Telkomsel membagikan pulsa gratls 400 ribu menjelang Lebaran',
    ['gratls'],
  ],
  [
    'beside letters that are no word',
    'Telkomsel bagikan pulsa gxwqt 400 ribu menjelang Lebaran',
    [],
  ],
])('a number %s is no sure difference', (_, text, unsure) => {
  const [sure] = seen('Telkomsel membagikan pulsa gratis 400 ribu menjelang Lebaran').matches;
  const difference = { type: 'number', message: ['400 ribu'], factCheck: ['250 ribu'] };
  expect(sure?.telling).toEqual(difference);
  const { tier, matches } = seen(text, unsure);
  expect([tier, matches[0]?.telling]).toEqual(['confirm', { ...difference, unsure: true }]);
});

test('a denial that a picture hides is no sure difference; a person may leave it out', () => {
  const library = createMatcher([
    { id: 'bpjs', title: 'Warga yang menunggak iuran tidak dilayani puskesmas', narratives: [] },
  ]);
  const text = 'Warga yang menunggak iuran dilayani puskesmas';
  const typed = library.match({ text }).matches[0]?.telling;
  const read = library.match({ text: '', read: [{ source: 'picture', text }] }).matches[0]?.telling;
  expect([typed?.type, typed?.unsure, read?.type, read?.unsure]).toEqual([
    'negation',
    undefined,
    'negation',
    true,
  ]);
});

test('a number that a picture hides withholds the verdict; a person may leave it out', () => {
  const text = 'Telkomsel membagikan pulsa gratis menjelang Lebaran';
  expect(matcher.match({ text }).tier).toBe('answer');
  const { tier, matches } = seen(text);
  expect(tier).toBe('confirm');
  expect(matches[0]?.differences).toEqual([
    { type: 'number', message: [], factCheck: ['250 ribu'], unsure: true },
  ]);
});

test('what was typed is taken by the letter', () => {
  const text = 'Telkomselmembagikan pulsagratis 25O.OOO menjelangLebaran';
  expect(matcher.match({ text }).tier).not.toBe('answer');
});

test('a word misheard in speech is doubted as well', () => {
  const text = 'Telkomsel membagikan pulsa gratis 400 ribu menjelang Lebaran';
  const { tier, matches } = matcher.match({
    text: '',
    read: [{ source: 'speech', text, unsure: ['400'] }],
  });
  expect([tier, matches[0]?.differences[0]?.unsure]).toEqual(['confirm', true]);
});

test('letters without end are read in no time to speak of', () => {
  for (const unit of ['i', 'l-', 'oO.', 'bank']) {
    expect(seen(unit.repeat(30_000)).tier).not.toBe('answer');
  }
});
