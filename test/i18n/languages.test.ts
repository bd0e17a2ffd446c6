import { expect, test } from 'vitest';
import { z } from 'zod';
import { escapeMarkup } from '../../src/i18n/escape-markup.ts';
import { formatDay, formatHour } from '../../src/i18n/format-date.ts';
import {
  inLanguage,
  languageFacts,
  readStaffLanguage,
  translatedText,
  wholeText,
} from '../../src/i18n/languages.ts';
import { localeSchema } from '../../src/i18n/locale.ts';
import { isNegation, negationsIn } from '../../src/i18n/negation.ts';
import { answerLabel } from '../../src/i18n/say.ts';

/** 00.30 on 1 January 2027 in Jakarta, and still 2026 in London. */
const NEW_YEAR = Date.parse('2027-01-01T00:30:00+07:00');

test('days and hours are those of Jakarta, as the language writes them', () => {
  expect(formatDay(NEW_YEAR, 'id')).toBe('1 Januari 2027');
  expect(formatDay(NEW_YEAR, 'en')).toBe('1 January 2027');
  expect(formatDay('2024-03-12', 'id')).toBe('12 Maret 2024');
  expect(formatHour(NEW_YEAR, 'id')).toBe('00.30');
  expect(formatHour(NEW_YEAR + 12 * 3_600_000, 'en')).toBe('12:30');
  expect(formatDay(NEW_YEAR, 'jv')).toBe('1 Januari 2027');
});

test('staff who ask for no language of theirs get Indonesian', () => {
  expect(['en', 'id', 'jv', undefined, '__proto__', 7].map(readStaffLanguage)).toEqual([
    'en',
    'id',
    'id',
    'id',
    'id',
    'id',
  ]);
  expect(languageFacts('su')).toBe(languageFacts('id'));
});

test('a text is shown in a language, or else in Indonesian', () => {
  const text = { id: 'Halo', en: 'Hello' };
  expect(['en', 'id', 'jv', 'constructor'].map((each) => inLanguage(text, each))).toEqual([
    'Hello',
    'Halo',
    'Halo',
    'Halo',
  ]);
  expect(inLanguage({ id: 'Halo' }, 'en')).toBe('Halo');
});

test('a text of staff has to exist in both languages, another one in Indonesian', () => {
  const words = z.string().min(1);
  const [whole, translated] = [wholeText(words), translatedText(words)];
  for (const text of [{ id: 'Halo', en: 'Hello' }, { id: 'Halo' }, { en: 'Hello' }, { id: '' }]) {
    const isWhole = 'id' in text && 'en' in text;
    expect([text, whole.safeParse(text).success]).toEqual([text, isWhole]);
    const isThere = 'id' in text && text.id !== '';
    expect([text, translated.safeParse(text).success]).toEqual([text, isThere]);
  }
  expect(translated.safeParse({ id: 'Halo', fr: 'Salut' }).success).toBe(false);
});

test('no sign of a text can end an attribute or begin a tag', () => {
  const escaped = escapeMarkup(`<b title='a' id="b">&amp;</b>`);
  expect(escaped).not.toMatch(/[<>"']|&(?!#\d+;)/);
  const read = escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  expect(read).toBe(`<b title='a' id="b">&amp;</b>`);
});

test('what no page may hold is taken out, and line breaks stay', () => {
  expect(escapeMarkup('a\u0000b\u001bc\u007fd\ufffee')).toBe('abcde');
  expect(escapeMarkup('satu\n\tdua')).toBe('satu\n\tdua');
  expect(escapeMarkup('\ud83d x')).toBe('\ufffd x');
});

test.each([
  ['tidak', ['tidak']],
  ['iya, tidak jadi', ['tidak']],
  ['~ya~', ['~']],
  ['ya ~boleh~', ['~']],
  ['👎', ['👎']],
  ['ya boleh', []],
  ['~', []],
  ['a ~ b', []],
  ['aja', []],
  ['aja disimpen', ['aja']],
  ['disimpen aja', []],
])('what may refuse is found in “%s”', (text, found) => {
  expect(negationsIn(text)).toEqual(found);
});

test('a refusal stands alone, and a word within another is none', () => {
  const refusals = ['tidak', 'gak', 'nggaklah', 'moalah', 'gakdeh', 'tidakah', 'janganlah'];
  expect(refusals.filter((word) => !isNegation(word))).toEqual([]);
  expect(['boleh', 'tidaklah2', 'lah', 'bolehlah', 'deh'].filter(isNegation)).toEqual([]);
});

test('a language of citizens is partial, and what it lacks is empty', () => {
  const raw = { language: 'jv', name: 'Basa Jawa', say: { a: { b: 'Nggih.\n\n' } } };
  const locale = localeSchema.parse(raw);
  expect(locale).toMatchObject({ isPartial: true, called: [], fillers: [] });
  expect([...locale.say]).toEqual([['a.b', 'Nggih.']]);
  expect(localeSchema.parse({ ...raw, language: 'en' }).isPartial).toBe(false);
  for (const wrong of [{ language: 'java' }, { name: 'x'.repeat(25) }, { choices: { yes: [] } }]) {
    expect([wrong, localeSchema.safeParse({ ...raw, ...wrong }).success]).toEqual([wrong, false]);
  }
});

test('an answer is called as staff who speak a language call it, or by its name', () => {
  const saved = { happened: 'Hari kejadian', proof: 'Bukti' };
  const id = localeSchema.parse({ language: 'id', name: 'Indonesia', saved, say: {} });
  const en = localeSchema.parse({
    language: 'en',
    name: 'English',
    saved: { happened: 'Day of the event' },
    say: {},
  });
  const locales = new Map([id, en].map((each) => [each.language, each]));
  expect(answerLabel(locales, 'en', 'happened')).toBe('Day of the event');
  expect(answerLabel(locales, 'en', 'proof')).toBe('Bukti');
  expect(answerLabel(locales, 'id', 'other')).toBe('other');
});
