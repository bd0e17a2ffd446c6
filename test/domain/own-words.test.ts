import { expect, test } from 'vitest';
import { findGap, isTemplate, isUntouched, lackOf } from '../../src/domain/cases/own-words.ts';
import { verdictTable } from '../../src/domain/fact-checks/verdicts.ts';

const url = 'https://dinas.example/galon';
const OWN = 'Dinas kesehatan menguji air galon itu dan tidak menemukan sabun.';
const TEMPLATES = Object.values(verdictTable).flatMap(({ templates }) => templates);

test('a verdict needs words of its own, and a source or the reason why there is none', () => {
  expect(lackOf({ summary: OWN, url })).toBeUndefined();
  expect(lackOf({ summary: OWN, citations: [{ url }] })).toBeUndefined();
  expect(lackOf({ summary: OWN })).toBe('no-source');
  expect(lackOf({ summary: OWN, citations: [] })).toBe('no-source');
  expect(lackOf({ summary: OWN, noSource: 'Kami mengujinya sendiri.' })).toBeUndefined();
  expect(lackOf({ summary: 'Kabar ini hoaks, tidak benar.', url })).toBe('bare');
  expect(lackOf({ summary: `${OWN} «angka»`, url })).toBe('gap');
  expect(lackOf({ summary: `${OWN} [tanggal]`, url }, ['[tanggal]'])).toBe('gap');
});

test.each(TEMPLATES)(
  '“%s” is an example, however it is typed and with little in its gaps',
  (text) => {
    const filled = text.replaceAll(/«[^»]*»/g, 'ya');
    expect(isUntouched(filled)).toBe(true);
    expect(isUntouched(` ${filled.toUpperCase()} !! `)).toBe(true);
    expect(lackOf({ summary: filled, url })).toBe('template');
    expect(isTemplate(text)).toBe(true);
  },
);

test('an example whose gaps are filled is the reviewer’s own', () => {
  for (const text of TEMPLATES.filter((each) => findGap(each) !== undefined)) {
    const filled = text.replaceAll(/«[^»]*»/g, 'Dinas Kesehatan Kota Contohan');
    expect(lackOf({ summary: filled, url })).toBeUndefined();
    expect(isTemplate(filled)).toBe(false);
  }
});
