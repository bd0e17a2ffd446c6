import { expect, test } from 'vitest';
import { maskDetails } from '../../src/domain/text/mask-details.ts';

test.each([
  ['Recipient 62812 3456 7890 not in list', 'Recipient … not in list'],
  ['(#131030) to +62 (812) 345-6789', '(#…) to …'],
  ['mail to warga@contoh.example failed', 'mail to … failed'],
  ['id wamid.HBgNNjI4MTI= is old', 'id … is old'],
  ['user ID.4f9aC21 unknown', 'user … unknown'],
  ['see https://graph.example/v1/x?token=abc now', 'see … now'],
  ['a "text of more than twenty-five letters" came', 'a "…" came'],
  ['a “text of more than twenty-five letters” came', 'a "…" came'],
  ['one\nline\u0000and\u202eno more', 'one line and no more'],
])('nothing of a citizen is left in “%s”', (told, masked) => {
  expect(maskDetails(told)).toBe(masked);
});

test('our own words are taken out, the longest first, and short ones stay', () => {
  const said = ['text', 'Bank tutup', 'Bank tutup sebulan penuh'];
  expect(maskDetails('bad text: Bank tutup sebulan penuh', said)).toBe('bad text: …');
});

test('what is left is one short line', () => {
  expect(maskDetails('kata '.repeat(200))).toHaveLength(300);
  expect(maskDetails('half \ud83d sign').isWellFormed()).toBe(true);
});

test('our own words are left out from six letters on, the others stay', () => {
  expect(maskDetails('Invalid: rahasia', ['rahasia'])).toBe('Invalid: …');
  expect(maskDetails('Invalid: enamku', ['enamku'])).toBe('Invalid: …');
  expect(maskDetails('Invalid: lima5', ['lima5'])).toBe('Invalid: lima5');
  expect(maskDetails('a   b\u0000\u0000c', ['a     '])).toBe('a b c');
  expect(maskDetails('see http://contoh.example/x now')).toBe('see … now');
  expect(maskDetails(`it's 'kept' and '${'x'.repeat(25)}'`)).toBe(`it's 'kept' and "…"`);
  expect(maskDetails('lone \ud83d sign')).toBe('lone \ufffd sign');
});
