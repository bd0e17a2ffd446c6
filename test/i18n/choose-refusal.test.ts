import { expect, test } from 'vitest';
import { choose } from '../../src/i18n/choose.ts';

const yesOrNo = [{ names: ['Ya', 'boleh'] }, { names: ['Tidak'], isRefusal: true }];

test.each([
  ['ga boleh', 1],
  ['kak ga boleh', 1],
  ['jangan ya kak', 1],
  ['ga', undefined],
  ['ga kak', undefined],
  ['boleh ga', undefined],
  ['ga boleh jangan', undefined],
  ['ga tau', undefined],
  ['ya nih', undefined],
])('a negation before what is agreed to refuses: %j', (text, chosen) => {
  expect(choose(yesOrNo, text, ['kak', 'ga'])).toBe(chosen);
});

test('without one refusal, nothing is refused by negating the other choices', () => {
  const [agrees, refuses] = yesOrNo;
  expect(choose([{ names: ['Ya'] }, { names: ['Nanti'] }], 'ga ya')).toBeUndefined();
  const two = [agrees, refuses, { names: ['Nanti'], isRefusal: true }].flatMap((one) => one ?? []);
  expect(choose(two, 'ga boleh')).toBeUndefined();
});

test('a filler counts where it is the name of a choice or denies one', () => {
  expect(choose(yesOrNo, 'ya kak', ['ya', 'kak'])).toBe(0);
  const withPhrase = [{ names: ['Ya'] }, { names: ['Tidak', 'gak usah'] }];
  expect(choose(withPhrase, 'gak usah kak', ['gak', 'kak'])).toBe(1);
  expect(choose([{ names: ['Ya'] }], 'kak', ['kak'])).toBeUndefined();
});

test('an answer has eight words at most', () => {
  expect(choose(yesOrNo, 'ya kak ya kak ya kak ya kak', ['kak'])).toBe(0);
  expect(choose(yesOrNo, 'ya kak ya kak ya kak ya kak ya', ['kak'])).toBeUndefined();
});

test('numbers are understood in words, and one that is struck out chooses nothing', () => {
  const three = [{ names: ['Roti'] }, { names: ['Susu'] }, { names: ['Kopi'] }];
  expect(['satu', 'nomor dua', 'yang tiga', 'empat'].map((text) => choose(three, text))).toEqual([
    0,
    1,
    2,
    undefined,
  ]);
  expect(choose(three, 'no 1')).toBe(0);
  expect(choose(three, '~no 1~')).toBeUndefined();
});

test('in a short word a changed letter makes another one, and so does an inner double vowel', () => {
  expect(choose([{ names: ['baik'] }], 'bait')).toBeUndefined();
  expect(choose([{ names: ['san'] }], 'saan')).toBeUndefined();
  expect(choose([{ names: ['iya'] }], 'iyaa')).toBe(0);
});

test('a text that two choices consist of is unclear', () => {
  expect(choose([{ names: ['ya'] }, { names: ['ok', 'ya'] }], 'ya ya')).toBeUndefined();
});
