import { expect, test } from 'vitest';
import { isLiaison, LIAISON, readLiaison } from '../../src/domain/partners/liaison.ts';

test.each([
  ['Siti Aminah, 0812 3456 7890', 'Siti Aminah', '0812 3456 7890', undefined],
  ['Siti, +62-812-3456-789, siti@kpu.example', 'Siti', '+62-812-3456-789', 'siti@kpu.example'],
])('“%s” is somebody who can be called', (line, name, phone, email) => {
  expect(LIAISON.test(line)).toBe(true);
  expect(readLiaison(line)).toEqual({ name, phone, email });
});

test.each([
  'Siti Aminah',
  '0812 3456 7890',
  'Siti, telepon',
  'Siti, 0812',
  'Siti, 0812 3456 7890, bukan surel',
  'Siti, 0812 3456 7890, siti@kpu.example, lain',
  'Siti\nBudi, 0812 3456 7890',
  'Siti <b>, 0812 3456 7890',
])('%j is no liaison', (line) => {
  expect(LIAISON.test(line)).toBe(false);
});

test('a liaison on the roster is told from an account by brackets', () => {
  expect([isLiaison('Siti (KPU)'), isLiaison('Siti')]).toEqual([true, false]);
});
