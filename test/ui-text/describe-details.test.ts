import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { describeDetails, nameOr } from '../../src/ui-text/describe-details.ts';
import { deskWords } from '../../src/ui-text/ui-text.ts';

const { id, en } = deskWords;

test('what an entry of the audit log tells besides stands in words, old before new', () => {
  expect(describeDetails({ role: 'editor' }, id)).toBe('peran: penyunting');
  expect(describeDetails({ before: 'none', verdict: 'salah', proposed: 'Budi' }, id)).toBe(
    'belum ada → Salah, diusulkan: Budi',
  );
  expect(describeDetails({ guess: 'penipuan', threat: 'pertanyaan' }, en)).toMatch(/^\S.* → \S/);
  expect(describeDetails({ old: '24', new: '12', reset: true }, id)).toBe(
    '24 → 12, kembali ke bawaan: ya',
  );
  expect(describeDetails({ new: 3, refused: 1 }, id)).toBe('baru: 3, ditolak: 1');
});

test('what has no words is told as it was written', () => {
  expect(describeDetails({ shade: 'constructor' }, id)).toBe('shade: constructor');
});

test('every conversation has a name in both languages', () => {
  const flows = globSync('flows/*.yaml').map((file) => basename(file, '.yaml'));
  expect(flows.length).toBeGreaterThan(30);
  for (const { names } of [id.flows, en.flows]) {
    expect(Object.keys(names).toSorted()).toEqual(flows.toSorted());
  }
  expect(nameOr(id.flows.names, 'my-own')).toBe('my-own');
});
