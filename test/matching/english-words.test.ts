import { expect, test } from 'vitest';
import { readEnglish } from '../../src/matching/english-words.ts';
import { createMatcher, openMatcher } from '../../src/matching/matcher.ts';

const ARTICLES: readonly (readonly [string, string])[] = [
  ['flood', 'flood //flʌd// <n>\nbanjir\noverflow of water\n'],
  ['earthquake', 'earthquake /ˈɜːθkweɪk/ <n>\ngempa bumi, gempa, lindu\nshaking\n'],
  ['party', 'party <n>\n1. pihak\nlaw: side in an action\n2. pesta\nsocial gathering\n'],
  ['agent', 'agent <n>\nagen 2.\ncomputing: part\n 3.\none who acts\n'],
  ['country', 'country <n>\nnegara\nnation\n'],
  ['country', 'country <adj>\npedesaan\nrural\n'],
  ['stop', 'stop <v>\nberhenti\ncease\n'],
  ['close', 'close <v>\ntutup\nobstruct\n'],
  ['bank', 'bank <n>\nbank\ninstitution\n'],
  ['civil war', 'civil war <n>\nperang saudara\nwar\n'],
  ['suffix', '-ation <suffix>\nasi-, -asi\nnoun\n'],
];
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const inDigits = (number: number): string =>
  (number < 64 ? '' : inDigits(Math.floor(number / 64))) + (DIGITS[number % 64] ?? '');

function write(articles: typeof ARTICLES) {
  let end = 0;
  const lines = articles.map(([word, article]) => {
    const [start, { length }] = [end, Buffer.from(article)];
    end += length;
    return `${word}\t${inDigits(start)}\t${inDigits(length)}\n`;
  });
  return readEnglish(lines.join(''), Buffer.from(articles.map(([, text]) => text).join('')));
}

const ENGLISH = write(ARTICLES);

test.each([
  ['flood', ['banjir']],
  ['earthquake', ['gempa', 'lindu']],
  ['party', ['pihak', 'pesta']],
  ['agent', ['agen']],
  ['country', ['negara', 'desa']],
  ['suffix', []],
  ['nothing', []],
])('%s is translated by single words, as roots', (word, expected) => {
  expect(ENGLISH.inIndonesian(word)).toEqual(expected);
});

test.each([
  ['floods', 'banjir'],
  ['flooded', 'banjir'],
  ['flooding', 'banjir'],
  ['countries', 'negara'],
  ['parties', 'pihak'],
  ['stopped', 'henti'],
  ['closes', 'tutup'],
  ['closed', 'tutup'],
  ['closing', 'tutup'],
])('%s is a form of a word that is listed', (word, expected) => {
  expect(ENGLISH.inIndonesian(word)[0]).toBe(expected);
});

test('a damaged index gives what can be read of it', () => {
  const article = Buffer.from('flood <n>\nbanjir\n');
  const read = readEnglish('flood\tA\tS\nbank\nparty\t!!\t//////\ncountry\t//////\tA\n', article);
  expect(read.inIndonesian('flood')).toEqual(['banjir']);
  expect(read.size).toBe(1);
});

const DOCUMENTS = [
  { id: 'banks', title: 'Semua bank tutup tiga hari', narratives: [] },
  { id: 'flood', title: 'Banjir merendam bandara di ibu kota baru', narratives: [] },
];

function bestOf(text: string, english = ENGLISH) {
  return createMatcher(DOCUMENTS, { dictionaries: { english } }).match({ text }).matches[0]?.id;
}

test('a message in English finds the fact-check in Indonesian', () => {
  expect(bestOf('flooded')).toBe('flood');
  expect(bestOf('flooded', write([]))).toBeUndefined();
});

test('a matcher that was saved and opened again translates too', () => {
  const saved = createMatcher(DOCUMENTS).snapshot();
  const opened = openMatcher(saved, { dictionaries: { english: ENGLISH } });
  expect(opened.match({ text: 'flooded' }).matches[0]?.id).toBe('flood');
});

test('a word written like a name is not translated', () => {
  expect(bestOf('Close')).toBeUndefined();
  expect(bestOf('CLOSE')).toBe('banks');
});
