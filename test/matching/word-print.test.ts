import { expect, test } from 'vitest';
import { tellsOther, toWordPrint } from '../../src/matching/word-print.ts';

const HOAX =
  'Beras merek Pandan Raya di Pasar Klojen dicampur plastik. Digoreng tanpa minyak langsung meleleh, sudah ada korban.';
const OTHER =
  'Kerupuk merek Sari Laut di Pasar Turi dicampur lilin. Dibakar langsung menyala, sudah ada korban.';
const COMMENTS =
  'Warung Bu Tatik. Tetangga saya kemarin bilang begitu, ternyata memang pernah kejadian waktu hujan deras. Ngeri sekali, bagikan kepada keluarga besar di kampung halaman.';

const printOf = (text: string, unsure: string[] = []) => toWordPrint({ text, unsure });

test.each([
  ['the same words', HOAX, false],
  ['the same words among those of an app', `${COMMENTS} ${HOAX}`, false],
  ['the same words with another place and number', HOAX.replace('Klojen', 'Turen'), false],
  ['half of the words', HOAX.slice(0, 60), false],
  ['few others, as where a picture is hardly read', 'Warung Bu Tatik, Kediri', false],
  ['half as many others', 'Kerupuk Sari Laut Turi lilin Dibakar', false],
  ['others with some of the same', OTHER, true],
  ['others among those of an app', `${COMMENTS} ${OTHER}`, true],
])('a picture with %s tells something else: %s → %s', (_, text, isOther) => {
  expect(tellsOther(printOf(text), printOf(HOAX))).toBe(isOther);
});

test('a picture whose words are hardly or not surely read has no print, and tells nothing else', () => {
  expect(printOf('Pasar Klojen')).toBeUndefined();
  expect(printOf(OTHER, ['Kerupuk', 'lilin', 'Dibakar', 'menyala'])).toBeUndefined();
  expect(tellsOther(undefined, printOf(HOAX))).toBe(false);
  expect(tellsOther(printOf(OTHER), undefined)).toBe(false);
});

test('a print holds two bytes for a word at most', () => {
  const bytes = Buffer.from(printOf(HOAX) ?? '', 'base64');
  expect(bytes.length).toBeLessThanOrEqual(2 * HOAX.split(' ').length);
});
