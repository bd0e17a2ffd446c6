import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  falseVerdicts,
  lookOf,
  readVerdict,
  truthOf,
  verdicts,
} from '../../src/domain/fact-checks/verdicts.ts';

test.each([
  ['[SALAH]', 'salah'],
  ['[HOAKS]', 'salah'],
  ['Keliru', 'salah'],
  ['Tidak Benar', 'salah'],
  ['False', 'salah'],
  ['[PENIPUAN]', 'penipuan'],
  ['Scam', 'penipuan'],
  ['MENYESATKAN!', 'menyesatkan'],
  ['misleading', 'menyesatkan'],
  ['Sebagian Benar', 'sebagian_benar'],
  ['Half-True', 'sebagian_benar'],
  ['partly true', 'sebagian_benar'],
  ['Tidak Terbukti', 'belum_terbukti'],
  ['Unproven', 'belum_terbukti'],
  ['Satire', 'satire'],
  ['Parodi', 'satire'],
  ['Benar', 'benar'],
  ['True', 'benar'],
  ['Klarifikasi', 'klarifikasi'],
  ['Clarification', 'klarifikasi'],
  ['Missing context', 'menyesatkan'],
  ['OUT OF CONTEXT', 'menyesatkan'],
  ['Konteks yang Salah', 'menyesatkan'],
  ['Partially true', 'sebagian_benar'],
  ['Berita bohong.', 'salah'],
  ['Fake', 'salah'],
  ['Fraud', 'penipuan'],
  ['No evidence', 'belum_terbukti'],
  ['Parody', 'satire'],
  ['Accurate', 'benar'],
])('the label "%s" reads as %s', (label, verdict) => {
  expect(readVerdict(label)).toBe(verdict);
});

test('every verdict reads as itself', () => {
  for (const verdict of verdicts) expect(readVerdict(verdict)).toBe(verdict);
});

test.each([
  '',
  '  ',
  'lelucon',
  'tidak',
  'benar tidak',
  'tidak salah',
  '123',
  'constructor',
  'mostly false',
  'edukasi',
  'Salah. Video itu lama',
  'altered photo',
])('the label "%s" is unknown', (label) => {
  expect(readVerdict(label)).toBeUndefined();
});

test('a label is never read as anything but a verdict', () => {
  fc.assert(
    fc.property(fc.string(), (label) => {
      expect([undefined, ...verdicts]).toContain(readVerdict(label));
    }),
  );
});

test('what a verdict says of its claim is known of verdicts alone', () => {
  expect(['salah', 'penipuan', 'benar', 'constructor', undefined].map(truthOf)).toEqual([
    'false',
    'false',
    'true',
    undefined,
    undefined,
  ]);
  expect(falseVerdicts).toContain('salah');
  expect(falseVerdicts).not.toContain('benar');
});

test('a verdict is shown in capitals, and what was withdrawn in the look of that alone', () => {
  expect(lookOf('salah')).toMatchObject({ id: 'salah', word: 'SALAH', colour: expect.any(String) });
  expect(lookOf('salah', true)).toMatchObject({ id: 'ditarik', word: 'DITARIK' });
  expect(lookOf('salah', true)).toEqual(lookOf('benar', true));
});
