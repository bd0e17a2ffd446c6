import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filled } from '../../src/domain/text/filled.ts';
import { keepRecent } from '../../src/domain/text/keep-recent.ts';
import { shorten } from '../../src/domain/text/shorten.ts';
import { neutralise } from '../../src/domain/text/strip-control-codes.ts';

test.each([
  ['Bank tetap buka.', 40, 'Bank tetap buka.'],
  ['  Bank \n tetap   buka. ', 40, 'Bank tetap buka.'],
  ['Bank tetap buka. Kabar itu bohong sekali.', 22, 'Bank tetap buka.'],
  ['Ya. Bank tetap buka besok pagi.', 20, 'Ya. Bank tetap…'],
  ['Bank tetap buka', 10, 'Bank…'],
  ['Bank', 0, ''],
])('%j is at most %i characters: %j', (text, length, short) => {
  expect(shorten(text, length)).toBe(short);
});

test('a cut text is never longer than asked for, and has no half sign', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '👍', ' ', '.', '🏽', 'é'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 60 }), (long, length) => {
      const short = shorten(long, length);
      expect(short.length).toBeLessThanOrEqual(length);
      expect(short.isWellFormed()).toBe(true);
    }),
  );
});

test.each([
  ['\u001b[31mmerah', '␛[31mmerah'],
  ['abc\u202edcba', 'abc·dcba'],
  ['a\u200bb\u2066c\ufeff', 'a·b·c·'],
  ['satu\r\ndua\rtiga\tempat', 'satu\ndua\ntiga empat'],
  ['\u007f\u0085\u2028', '␡��'],
  ['👨\u200d👩\u200d👧', '👨👩👧'],
  ['🇮🇩', 'ID'],
  [`a${'\u0301'.repeat(9)}b`, 'a\u0301\u0301b'],
  ['\ud83d', '\ufffd'],
])('no terminal is steered by %j', (text, plain) => {
  expect(neutralise(text)).toBe(plain);
});

test('nothing that a terminal could obey is left of any text, and neutral text stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const plain = neutralise(text);
      expect(plain).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(neutralise(plain)).toBe(plain);
    }),
  );
});

test('the oldest entry makes room for a new one, and an entry put again is the newest', () => {
  const map = new Map<string, number>();
  for (const [key, entry] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
  ] as const) {
    expect(keepRecent(map, [key, entry], 2)).toBe(entry);
  }
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});

test('fields that were left empty are left out, and the others trimmed', () => {
  const written = { a: ' x ', b: '  ', c: '', d: undefined, e: [], f: ['y'], g: 0, h: false };
  expect(filled(written)).toEqual({ a: 'x', f: ['y'], g: 0, h: false });
});
