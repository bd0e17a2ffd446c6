import { expect, test } from 'vitest';
import { decodeLetters } from '../../../src/media/text/photo-reader.ts';

const ALPHABET = ['', 'a', 'b', '7', ' '];
const BOX = { x0: 100, y0: 10, x1: 180, y1: 40 };

/** Chances in which each step has one likely sign, and a space the chance that follows it, if any. */
function line(...steps: readonly (readonly [sign: string, chance: number, space?: number])[]) {
  const chances = steps.flatMap(([sign, chance, space = 0]) => {
    const here = ALPHABET.map((each) => (each === sign ? chance : 0));
    if (sign !== ' ') here[ALPHABET.length - 1] = space;
    return here;
  });
  const read = decodeLetters(Float32Array.from(chances), ALPHABET, BOX);
  return read.words.map(({ text, confidence, box }) => [
    text,
    Number(confidence.toFixed(2)),
    box.x0,
    box.x1,
  ]);
}

test('a repeated sign is one letter, and two with a gap between them', () => {
  expect(line(['a', 0.9], ['a', 0.8], ['', 1], ['a', 0.7], ['b', 0.95])).toEqual([
    ['aab', 0.7, 100, 180],
  ]);
});

test.each([
  ['a space', [' ', 0.9] as const],
  ['a gap that may be a space', ['', 0.9, 0.08] as const],
])('%s ends a word', (_, between) => {
  expect(line(['a', 0.9], ['b', 0.8], between, ['7', 0.6])).toEqual([
    ['ab', 0.8, 100, 140],
    ['7', 0.6, 160, 180],
  ]);
});

test('a gap that is hardly a space ends none', () => {
  expect(line(['a', 0.9], ['', 0.9, 0.01], ['7', 0.6])).toEqual([['a7', 0.6, 100, 180]]);
});

test('nothing but gaps are no words', () => {
  expect([line(), line(['', 1], ['', 1, 0.2]), line([' ', 1])]).toEqual([[], [], []]);
});
