import { expect, test } from 'vitest';
import { maskIdentityNumbers } from '../../src/domain/text/identity-number.ts';

test('an identity number is masked, however it is grouped', () => {
  for (const number of ['3273014507900001', '3273 0145 0790 0001', '32.73.01.45.07.90.00.01']) {
    expect(maskIdentityNumbers(`cek ${number} ya`)).toBe('cek [NIK] ya');
  }
});

test('other long numbers stay: no day of birth, no province, a digit more', () => {
  for (const number of [
    '3273013507900001',
    '0173014507900001',
    '32730145079000011',
    '081234567890',
  ]) {
    expect(maskIdentityNumbers(number)).toBe(number);
  }
});

test.each([
  [['11', '97'], ['10', '98'], (part: string) => `${part}73014507900001`],
  [['01', '31', '41', '71'], ['00', '32', '40', '72'], (part: string) => `327301${part}07900001`],
  [['01', '12'], ['00', '13'], (part: string) => `32730145${part}900001`],
])('provinces, days and months from %j on are those of an identity number', (good, bad, make) => {
  expect(good.map((part) => maskIdentityNumbers(make(part)))).toEqual(good.map(() => '[NIK]'));
  expect(bad.map((part) => maskIdentityNumbers(make(part)))).toEqual(bad.map(make));
});
