import { expect, test } from 'vitest';
import type { FileHit } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';

const HOAX =
  'Pemerintah membagikan kompor listrik gratis untuk 2 juta keluarga. Daftar lewat tautan sebelum tanggal 20, kuota terbatas!';
const OTHER =
  'Pemerintah membagikan sepeda gratis untuk 500 ribu pelajar. Daftar di sekolah sebelum tanggal 5, kuota terbatas!';
const other: FileHit = {
  id: 'kompor',
  type: 'picture',
  grip: 'perhaps',
  alike: 0.9,
  doubt: 'other',
};

const matcher = createMatcher([
  { id: 'kompor', title: 'Kompor listrik gratis', narratives: [HOAX], verdict: 'penipuan' },
]);
const tierOf = (text: string, hits: FileHit[]) =>
  matcher.match({ text: '', read: [{ text, source: 'picture' }], hits }).tier;

test('words that two posters of one template share bring no question', () => {
  expect(tierOf(OTHER, [])).toBe('confirm');
  expect(tierOf(OTHER, [other])).toBe('none');
});

test('words that make the same claim are answered all the same', () => {
  expect(tierOf(HOAX, [other])).toBe('answer');
});

test('what is typed with the picture counts as ever', () => {
  const read = [{ text: OTHER, source: 'picture' as const }];
  expect(matcher.match({ text: HOAX, read, hits: [other] }).matches[0]?.id).toBe('kompor');
});
