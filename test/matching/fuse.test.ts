import { expect, test } from 'vitest';
import type { FileHit, Grip, ReadText } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';

const BANK = 'Semua bank dan ATM akan tutup sebulan karena keadaan darurat';
const BRIDGE = 'Foto jembatan Cimuntur roboh diterjang banjir kemarin sore';
const matcher = createMatcher([
  { id: 'bank', title: BANK, narratives: [], verdict: 'salah' },
  { id: 'bridge', title: BRIDGE, narratives: [], verdict: 'salah' },
  { id: 'true', title: 'Jembatan Ciloseh diperbaiki pekan ini', narratives: [], verdict: 'benar' },
]);

const hit = (id: string, grip: Grip): FileHit => ({ id, type: 'picture', grip, alike: 0.9 });
const inPicture = (text: string): ReadText => ({ source: 'picture', text });

function ask(text: string, { read = [], hits = [] }: { read?: ReadText[]; hits?: FileHit[] }) {
  const { tier, matches } = matcher.match({ text, read, hits });
  return [tier, matches[0]?.id];
}

test('the same picture answers alone, and with a remark', () => {
  expect(ask('', { hits: [hit('bridge', 'sure')] })).toEqual(['answer', 'bridge']);
  expect(ask('min, ini bener ga?', { hits: [hit('bridge', 'sure')] })).toEqual([
    'answer',
    'bridge',
  ]);
});

test('a picture that only looks alike is asked about, or says nothing', () => {
  expect(ask('', { hits: [hit('bridge', 'likely')] })).toEqual(['confirm', 'bridge']);
  expect(ask('', { hits: [hit('bridge', 'perhaps')] })[0]).toBe('none');
});

test('words that agree make a likely picture an answer', () => {
  const text = 'jembatan cimuntur roboh';
  expect(ask(text, { hits: [hit('bridge', 'likely')] })).toEqual(['answer', 'bridge']);
});

test('the same picture with a claim of its own is asked about', () => {
  const text = 'Puluhan gajah masuk pasar Brebes dan memakan dagangan warga';
  expect(ask(text, { hits: [hit('bridge', 'sure')] })).toEqual(['confirm', 'bridge']);
});

test('words that are cut off at the edges of a picture are nothing new', () => {
  const hits = [hit('bridge', 'sure')];
  const cut = 'jembatan Cimuntur diterjang njir arin hingga';
  expect(ask('', { read: [inPicture(cut)], hits })).toEqual(['answer', 'bridge']);
  const other = 'jembatan Cimuntur diterjang sabun gajah hingga';
  expect(ask('', { read: [inPicture(other)], hits })).toEqual(['confirm', 'bridge']);
});

test('a number that differs in any piece withholds the verdict, the picture or not', () => {
  const other = BANK.replace('sebulan', 'selama tiga bulan');
  for (const grip of ['sure', 'likely', 'perhaps'] as const) {
    const hits = [hit('bank', grip)];
    expect(ask(other, { hits })[0]).toBe('confirm');
    expect(ask('', { read: [inPicture(other)], hits })[0]).toBe('confirm');
    expect(ask(BANK, { read: [inPicture(other)], hits })[0]).toBe('confirm');
  }
});

test('a picture that two fact-checks have, one of which says true, is asked about', () => {
  const hits = [hit('bridge', 'sure'), hit('true', 'sure')];
  expect(ask('', { hits })[0]).toBe('confirm');
});

test('what speaks for a match is told', () => {
  const { matches } = matcher.match({
    text: '',
    read: [inPicture(BANK)],
    hits: [hit('bank', 'sure')],
  });
  expect(matches[0]?.support).toMatchObject([
    { type: 'words', source: 'picture' },
    { type: 'picture', grip: 'sure' },
  ]);
});

test('a file of a fact-check that is gone speaks for nothing', () => {
  expect(ask('', { hits: [hit('gone', 'sure')] })).toEqual(['none', undefined]);
});
