import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import {
  chatAddress,
  formatNumber,
  publicNumberSchema,
} from '../../src/domain/text/format-number.ts';
import { cardOf } from '../../src/services/fact-checks/card.ts';
import { publicView } from '../../src/services/fact-checks/public-view.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { MASTER_KEY } from '../support/stage.ts';

test.each([
  ['+62 811 1234 5678', '6281112345678', '+62 811-1234-5678'],
  ['+62 811-1234.5678@posko.cek', '6281112345678@posko.cek', '@posko.cek'],
  ['60123456789@cek_fakta1', '60123456789@cek_fakta1', '@cek_fakta1'],
])('%s is a number that citizens are shown', (written, number, shown) => {
  expect(publicNumberSchema.parse(written)).toBe(number);
  expect(formatNumber(number)).toBe(shown);
  expect(chatAddress(number)).toMatch(/^https:\/\/wa\.me\/\d{8,15}$/);
});

test.each([
  '@posko',
  '6281112345678@',
  '6281112345678@12345',
  '6281112345678@po sko',
  '123',
  'posko',
])('%s is none', (written) => {
  expect(publicNumberSchema.safeParse(written).success).toBe(false);
});

test('a card names the username in place of the number where one is set', async () => {
  const store = await openMemoryStore([], MASTER_KEY);
  const { deps } = await aPost(store);
  const footer = (number: string) =>
    cardOf(publicView(deps, aFactCheck({})), { post: 'Posko', number }).footer;
  expect(footer('6281112345678@posko.cek')).toContain('WhatsApp @posko.cek');
  expect(footer('6281112345678')).toContain('WhatsApp +62 811-1234-5678');
});

test('only an Indonesian number is put into groups', () => {
  expect(formatNumber('6281234567890')).toBe('+62 812-3456-7890');
  expect(formatNumber('4930123456')).toBe('+4930123456');
  expect(formatNumber('1626201234')).toBe('+1626201234');
  expect(formatNumber('62812x')).toBe('+62812x');
  expect(publicNumberSchema.parse('+62 (812) 3456-7890@a.b_c')).toBe('6281234567890@a.b_c');
});
