import { expect, test } from 'vitest';
import { line, paragraph } from '../../src/domain/text/plain-text.ts';

const isLine = (text: string) => line(20).safeParse(text).success;
const isParagraph = (text: string) => paragraph(20).safeParse(text).success;

test.for([
  ['turns the writing around', '\u202e'],
  ['sets a part of it apart', '\u2066'],
  ['is not seen', '\u200b'],
  ['joins words', '\u2060'],
  ['steers a terminal', '\x1b'],
  ['ends a text', '\0'],
  ['ends a line elsewhere', '\u2028'],
  ['goes back to its beginning', '\r'],
] as const)('a sign that %s stands in no words of ours', ([_, sign]) => {
  expect([isLine(`a${sign}b`), isParagraph(`a${sign}b`)]).toEqual([false, false]);
});

test('only a paragraph has several lines, and both are neither empty nor too long', () => {
  expect([isLine('a\nb'), isParagraph('a\nb')]).toEqual([false, true]);
  for (const [text, isFine] of [
    ['', false],
    [' \n ', false],
    ['a'.repeat(20), true],
    ['a'.repeat(21), false],
    ['Jogjakarta — 5 §', true],
  ] as const) {
    expect([text, isLine(text), isParagraph(text)]).toEqual([text, isFine, isFine]);
  }
  expect(paragraph(20).parse(' a\nb \n')).toBe('a\nb');
});
