import { expect, test } from 'vitest';
import { findStamp } from '../../../src/matching/pictures/find-stamp.ts';
import type { SeenWord } from '../../../src/matching/screenshot/seen.ts';

const size = { width: 800, height: 600 };

function word(
  text: string,
  [x0, y0, x1, y1]: [number, number, number, number],
  confidence = 0.9,
): SeenWord {
  return { text, confidence, box: { x0, y0, x1, y1 } };
}

const running = ['Vaksin', 'ini', 'aman', 'kata', 'dokter'].map((text, at) =>
  word(text, [20 + at * 90, 40, 100 + at * 90, 60]),
);

test.each([
  'HOAX',
  'HOAKS',
  'SALAH',
  'DISINFORMASI',
  '[SALAH]',
  'H0AX',
  '«HOAX»',
  'SALAH!',
  '<<HOAX>>',
  'SALAH!!!',
])('%s in large letters is a stamp', (text) => {
  const found = findStamp([...running, word(text, [200, 250, 600, 350], 45)], size);
  expect(found).toBe(text.replace('0', 'O').replace(/[^A-Z]/g, ''));
});

test('a stamp on a picture without other words is found', () => {
  expect(findStamp([word('HOAX', [250, 200, 500, 280])], size)).toBe('HOAX');
});

test.each([
  ['a verdict in the running text', word('HOAKS', [400, 40, 490, 60])],
  ['a small verdict in a corner', word('HOAX', [700, 570, 760, 590])],
  ['another word in large letters', word('BANSOS', [200, 250, 600, 350])],
  ['a word that only holds a verdict', word('SALAHSATU', [200, 250, 600, 350])],
  ['what only holds the letters of a verdict', word('HO.AX', [200, 250, 600, 350])],
  ['a word of a sentence, not in capitals', word('Salah', [200, 250, 600, 350])],
  ['a reading that is hardly sure', word('HOAX', [200, 250, 600, 350], 0.1)],
])('%s is no stamp', (_, seen) => {
  expect(findStamp([...running, seen], size)).toBeUndefined();
});

test('a poster whose whole text is large has no stamp', () => {
  const loud = ['AWAS', 'BERITA', 'HOAX', 'JANGAN', 'PERCAYA'].map((text, at) =>
    word(text, [100, 20 + at * 110, 600, 110 + at * 110]),
  );
  expect(findStamp(loud, size)).toBeUndefined();
});

test('of several verdicts in large letters the largest counts, and other words beside it do not', () => {
  const [small, large] = [word('SALAH', [100, 400, 400, 460]), word('HOAX', [100, 200, 500, 300])];
  const other = word('BANSOS', [100, 40, 700, 180]);
  for (const words of [
    [small, large],
    [large, small],
    [other, small, large],
  ])
    expect(findStamp([...running, ...words], size)).toBe('HOAX');
});

test('no words, no stamp', () => {
  expect(findStamp([], size)).toBeUndefined();
});
