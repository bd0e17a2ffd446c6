import { expect, test } from 'vitest';
import { Vocabulary } from '../../src/matching/vocabulary.ts';

/** What a word that nobody knows may have been, among these words in any order. */
function meant(word: string, words: readonly string[]): string[][] {
  return [words, words.toReversed()].map((order) => {
    const vocabulary = new Vocabulary();
    for (const each of order) vocabulary.admit(each);
    return vocabulary.similar(word).map((id) => vocabulary.textOf(id));
  });
}

test('a mistyped word may be one that begins alike, then others; by the alphabet, and four at most', () => {
  const found = meant('gorot', ['morot', 'gorok', 'dorot', 'porot', 'gorob', 'borot']);
  for (const each of found) expect(each).toEqual(['gorob', 'gorok', 'borot', 'dorot']);
});

test('a word that lacks the first letter of one and the last of another is neither typed wrong', () => {
  expect(meant('xgorot', ['gorotz', 'gorot'])).toEqual([['gorot'], ['gorot']]);
});

test('a number is no mistyped number, and forms of a word have one root', () => {
  const vocabulary = new Vocabulary();
  const [sent, sending, sum] = ['dikirim', 'mengirimkan', '12345'].map((word) =>
    vocabulary.admit(word),
  );
  expect(vocabulary.rootOf(sent ?? -1)).toBe(vocabulary.rootOf(sending ?? -1));
  expect(vocabulary.textOf(vocabulary.rootOf(sent ?? -1))).toBe('kirim');
  expect(vocabulary.rootOf(sum ?? -1)).toBe(sum);
  expect(vocabulary.similar('12346')).toEqual([]);
  expect(vocabulary.admit('dikirim')).toBe(sent);
});
