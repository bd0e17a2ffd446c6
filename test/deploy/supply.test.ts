import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readBill, strangeLicences } from '../support/bill-of-materials.ts';

test('every part of what is installed in production has a licence that fits, and stands in the bill of materials', () => {
  const bill = readBill();
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
  expect(JSON.parse(bill.text)).toMatchObject({ bomFormat: 'CycloneDX' });
  expect(strangeLicences(bill)).toEqual([]);
});

test('a licence that does not fit, or none, is named', () => {
  const part = { name: 'x', version: '1.0.0' };
  const components = ['MIT', 'SSPL-1.0', 'none'].map((licence) => ({ ...part, licence }));
  expect(strangeLicences({ text: '', components })).toEqual([
    'x 1.0.0: SSPL-1.0 is not allowed here',
    'x 1.0.0: none is not allowed here',
  ]);
});

test('what is installed is checked against a checksum', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const parts = Object.entries<{ integrity?: string }>(packages).filter(([path]) => path !== '');
  expect(parts.length).toBeGreaterThan(500);
  expect(parts.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))).toEqual([]);
});
