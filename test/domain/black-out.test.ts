import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLACKED_OUT, blackOut, joinMasks, placesOf } from '../../src/domain/partners/black-out.ts';
import { newReport, type Report } from '../../src/domain/reports/report.ts';
import { MORNING } from '../support/stage.ts';

const FIELDS = ['account', 'place', 'suspect', 'link', 'witnesses'] as const;

function aReport(changes: Partial<Report>): Report {
  return { ...newReport('L1', 'violence', MORNING), ...changes };
}

/** A report whose citizen answered the desk these. */
function answering(...texts: string[]): Report {
  const replies = texts.map((text, question) => ({ question, at: MORNING, text }));
  return aReport({ handOver: { organisation: 'polri', agreedAt: MORNING, version: 1, replies } });
}

/** A text with words blacked out, one after the other. */
function hide(text: string, ...words: string[]): string {
  const report = aReport({ account: text });
  const masks = words.reduce(
    (known, each) => joinMasks(known, placesOf(report, each)),
    placesOf(report, words[0] ?? ''),
  );
  return blackOut(text, masks, { field: 'account' });
}

test('several words are blacked out wherever they stand, and nothing else is', () => {
  const text = 'Budi Santoso memukul Siti. Kata Siti, Budi Santoso lalu lari.';
  const [x, y] = [BLACKED_OUT, BLACKED_OUT];
  expect(hide(text, 'Siti', 'Budi Santoso')).toBe(`${y} memukul ${x}. Kata ${x}, ${y} lalu lari.`);
  expect(hide(text, 'Budi Santoso', 'Siti')).toBe(`${y} memukul ${x}. Kata ${x}, ${y} lalu lari.`);
});

test.for([
  [['Budi', 'Budi Santoso'], `Lapor ${BLACKED_OUT} ke pos`],
  [['Santoso', 'Budi Santoso'], `Lapor ${BLACKED_OUT} ke pos`],
  [['Budi', 'Santoso', 'Budi Santoso'], `Lapor ${BLACKED_OUT} ke pos`],
  [['Budi Santoso', 'Budi'], `Lapor ${BLACKED_OUT} ke pos`],
  [['Lapor Budi', 'Budi Santoso'], `${BLACKED_OUT} ke pos`],
] as const)('after %j nothing is left of any of these names', ([words, shown]) => {
  expect(hide('Lapor Budi Santoso ke pos', ...words)).toBe(shown);
});

test.each([
  ['budi santoso', 'BUDI   Santoso datang', `${BLACKED_OUT} datang`],
  ['Ana', 'Ana dan Anak-anak di Ciana', `${BLACKED_OUT} dan Anak-anak di Ciana`],
  ['Ana', 'Kak "Ana", kelas 1', `Kak "${BLACKED_OUT}", kelas 1`],
  ['B. (Udi)', 'Namanya B. (Udi) dan Bx (Udi)', `Namanya ${BLACKED_OUT} dan Bx (Udi)`],
])('“%s” is found in any case, as whole words and as it stands', (words, text, hidden) => {
  expect(hide(text, words)).toBe(hidden);
});

test.each(FIELDS)('%s is looked through, and blacked out by itself', (field) => {
  const report = aReport({ [field]: 'Di rumah Budi' });
  const masks = placesOf(report, 'Budi');
  expect(masks).toEqual([{ field, at: 9, length: 4 }]);
  for (const each of FIELDS) {
    const shown = blackOut('Di rumah Budi', masks, { field: each });
    expect(shown).toBe(each === field ? `Di rumah ${BLACKED_OUT}` : 'Di rumah Budi');
  }
});

test('each answer to the desk is blacked out for itself, also where the name stands at one place', () => {
  const report = answering('Budi yang memukul', 'Budi pamannya', 'Tidak tahu');
  const masks = joinMasks([], placesOf(report, 'Budi'));
  const shown = report.handOver?.replies.map(({ text }, reply) =>
    blackOut(text, masks, { field: 'reply', reply }),
  );
  expect(shown).toEqual([`${BLACKED_OUT} yang memukul`, `${BLACKED_OUT} pamannya`, 'Tidak tahu']);
});

test('no word that was blacked out remains, whatever else is blacked out before or after it', () => {
  const word = fc.constantFrom('Budi', 'Siti', 'Santoso', 'Ana', 'rumah', 'Budi Santoso');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.array(word, { maxLength: 4 }), (all, out) => {
      const shown = hide(all.join(' lalu '), ...out);
      const left = shown.split(' lalu ').filter((part) => part !== BLACKED_OUT);
      for (const part of left) expect(out).not.toContain(part);
      expect(shown.split(' lalu ')).toHaveLength(all.join(' lalu ').split(' lalu ').length);
    }),
  );
});
