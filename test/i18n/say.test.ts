import { expect, test } from 'vitest';
import { type Locale, type Locales, localeSchema } from '../../src/i18n/locale.ts';
import { label, namesOf, say } from '../../src/i18n/say.ts';

const locales: Locales = new Map(
  [
    {
      language: 'id',
      name: 'Bahasa Indonesia',
      choices: { yes: ['Ya', 'boleh'], no: ['Tidak'] },
      say: {
        hello: 'Halo, {name}.\n',
        tip: { unknown: '{count} pesan belum ditemukan.', twice: '{a} dan {a}' },
      },
    },
    {
      language: 'jv',
      name: 'Basa Jawa',
      choices: { yes: ['Nggih'] },
      say: { hello: 'Sugeng rawuh, {name}.' },
    },
  ].map((raw): [string, Locale] => [raw.language, localeSchema.parse(raw)]),
);

test('the gaps of a text are filled with words and numbers', () => {
  expect(say(locales, 'id', 'hello', { name: 'Posko' })).toBe('Halo, Posko.');
  expect(say(locales, 'id', 'tip.unknown', { count: 0 })).toBe('0 pesan belum ditemukan.');
  expect(say(locales, 'id', 'tip.twice', { a: 'satu' })).toBe('satu dan satu');
});

test('what fills a gap is taken as it stands', () => {
  expect(say(locales, 'id', 'hello', { name: '$& {name} $1' })).toBe('Halo, $& {name} $1.');
  expect(say(locales, 'id', 'hello', { name: '' })).toBe('Halo, .');
});

test.each([[{}], [{ name: undefined }], [{ name: null }], [{ name: ['a'] }], [{ Name: 'Posko' }]])(
  'a gap that nothing fills is an error (%j)',
  (fill) => {
    expect(() => say(locales, 'id', 'hello', fill)).toThrow('hello needs {name}');
  },
);

test('a language that lacks words borrows the Indonesian ones', () => {
  expect(say(locales, 'jv', 'hello', { name: 'Posko' })).toBe('Sugeng rawuh, Posko.');
  expect(say(locales, 'jv', 'tip.unknown', { count: 1 })).toBe('1 pesan belum ditemukan.');
  expect(say(locales, 'xx', 'hello', { name: 'Posko' })).toBe('Halo, Posko.');
});

test('a key without words in any language is an error', () => {
  expect(() => say(locales, 'jv', 'tip.gone')).toThrow('no language has words for tip.gone');
  expect(() => say(locales, 'id', 'tip')).toThrow('no language has words for tip');
});

test('a choice is labelled by its first name, in Indonesian where the language has none', () => {
  expect(label(locales, 'id', 'yes')).toBe('Ya');
  expect(label(locales, 'jv', 'yes')).toBe('Nggih');
  expect(label(locales, 'jv', 'no')).toBe('Tidak');
});

test('the Indonesian names of a choice count in every language', () => {
  expect(namesOf(locales, 'jv', 'yes')).toEqual(['Nggih', 'Ya', 'boleh']);
  expect(namesOf(locales, 'id', 'yes')).toEqual(['Ya', 'boleh']);
});
