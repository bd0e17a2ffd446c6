import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_TEXT } from '../../src/domain/messages/message.ts';
import { cleanText } from '../../src/services/messaging/receive.ts';
import { growthOf, repeated } from '../harm/hostile/growth.ts';

test.each([
  ['a\u202Eb\u202Cc', 'abc', 'an override of the direction'],
  ['a\u2066b\u2069c', 'abc', 'an isolate of the direction'],
  ['\uFEFFawal', 'awal', 'a byte order mark'],
  ['a\u0000b\u0007c\u001Bd\u007Fe\u0085f', 'abcdef', 'control signs'],
  ['satu\r\ndua\rtiga\n', 'satu\ndua\ntiga\n', 'line ends of other systems'],
  ['kolom\tlain\nbaris', 'kolom\tlain\nbaris', 'tabs and line ends, which stay'],
  ['\uD83D', '\uFFFD', 'a lone high surrogate'],
  ['a\uDE00b', 'a\uFFFDb', 'a lone low surrogate'],
  ['👨‍👩‍👧 🇮🇩 é ก', '👨‍👩‍👧 🇮🇩 é ก', 'joined emoji and marks, which stay'],
])('%j is cleaned to %j: %s', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('a megabyte is cut at the limit, by work that grows with its length', async () => {
  expect(cleanText('a'.repeat(1_048_576))).toHaveLength(MAX_TEXT);
  expect(cleanText('\u202E'.repeat(1_048_576))).toBe('');
  for (const unit of ['a', '\u202E']) {
    const make = (length: number) => repeated(unit)(16 * length);
    expect(await growthOf(cleanText, make)).toBeUndefined();
  }
});

test('a character that the limit cuts in two leaves no half', () => {
  const text = cleanText(`a${'😀'.repeat(MAX_TEXT)}`);
  expect(text.isWellFormed()).toBe(true);
  expect(text.length).toBeLessThanOrEqual(MAX_TEXT);
});

test('cleaned text is whole, has no signs that disguise, and stays as it is when cleaned again', () => {
  const text = fc.string({ unit: 'binary' });
  const disguise = fc.constantFrom(
    '\u202A',
    '\u202E',
    '\u2067',
    '\r',
    '\u0000',
    '\uD800',
    '\uFEFF',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(text, disguise)), (parts) => {
      const clean = cleanText(parts.join(''));
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toMatch(/[\r\u202A-\u202E\u2066-\u2069]/);
      expect(cleanText(clean)).toBe(clean);
    }),
  );
});
