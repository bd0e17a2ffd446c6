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
