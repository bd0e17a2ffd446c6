import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder } from '../support/builders.ts';
import { bytesBelow, findWords } from './scan-files.ts';

const WORD = '6281299998888';

test.each([0, 1, 2, 3, 4])('a word is found in Base64, %d bytes after the beginning', (shift) => {
  const text = Buffer.from(`${'x'.repeat(shift)}${WORD} and more`).toString('base64');
  expect(findWords(Buffer.from(text), [WORD])).toEqual([WORD]);
});

test.each(['utf8', 'utf16le'] as const)('a word is found in %s', (encoding) => {
  expect(findWords(Buffer.from(`before ${WORD} after`, encoding), [WORD, 'other'])).toEqual([WORD]);
});

test('a word is found in hexadecimal', () => {
  expect(findWords(Buffer.from(Buffer.from(WORD).toString('hex')), [WORD])).toEqual([WORD]);
});

test('another number is not found', () => {
  expect(findWords(Buffer.from('6281299998887'), [WORD])).toEqual([]);
});

test('files in folders are read as well', () => {
  const folder = aFolder();
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below', 'file'), WORD);
  writeFileSync(join(folder, 'other'), 'nothing');
  expect(findWords(bytesBelow(folder), [WORD, 'nothing'])).toEqual([WORD, 'nothing']);
});
