import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCommand, findPleasantry } from '../../src/i18n/command.ts';
import { localeSchema } from '../../src/i18n/locale.ts';
import { loadScript } from '../support/stage.ts';

const { locales, flows } = loadScript();

test.each([
  ['menu', 'menu', ''],
  ['MENU!', 'menu', ''],
  ['menu dong kak', 'menu', ''],
  ['*BERHENTI*', 'stop', ''],
  ['stop', 'unsubscribe', ''],
  ['berhenti langganan', 'unsubscribe', ''],
  ['langganan saya', 'subscribe', ''],
  ['berhenti', 'stop', ''],
  ['mulai', 'resume', ''],
  ['mulai lagi', 'resume', ''],
  ['hapus data saya', 'forget', ''],
  ['HAPUS DATA SAYA dong', 'forget', ''],
  ['data saya', 'my-data', ''],
  ['cari vaksin HPV', 'lookup', 'vaksin hpv'],
  ['CARI: “vaksin HPV”', 'lookup', 'vaksin hpv'],
  ['cari', 'lookup', ''],
  ['cari cek fakta air galon', 'lookup', 'air galon'],
  ['status', 'status', ''],
  ['status K7Q2', 'status', 'k7q2'],
  ['cek status k7q2 kak', 'status', 'k7q2'],
  ['terbaru', 'latest', ''],
  ['bahasa', 'language', ''],
  ['privasi', 'privacy', ''],
  ['ini apa ya', 'help', ''],
  ['tolong cek ini dong', 'how-to', ''],
  ['delete my data', 'forget', ''],
  ['search for vaccine microchip', 'lookup', 'vaccine microchip'],
  ["what's new", 'latest', ''],
  ['What’s new?', 'latest', ''],
])('%j is a command', (text, name, rest) => {
  expect(findCommand(locales, text)).toEqual({ name, rest });
});

test.each([
  '',
  '?',
  'status hubungan artis itu',
  'status whatsapp',
  'menu makan siang gratis beracun',
  'stop vaksin sekarang juga',
  'hapus data saya atau rekening diblokir',
  'info vaksin gratis di puskesmas',
  'bahasa daerah akan dilarang',
  'mulai besok bank tutup',
  'saya mau lapor polisi soal ini',
  'kak',
])('%j is no command', (text) => {
  expect(findCommand(locales, text)).toBeUndefined();
});

test('the longest wording wins', () => {
  expect(findCommand(locales, 'cari cek fakta vaksin')?.rest).toBe('vaksin');
  expect(findCommand(locales, 'hapus semua data saya')?.name).toBe('forget');
  expect(findCommand(locales, 'mulai dari awal')?.name).toBe('greeting');
});

test.each([...locales.values()].map((locale) => [locale.language, locale] as const))(
  'every command of %s is understood as written, in capitals and with a full stop',
  (_, locale) => {
    for (const [name, wordings] of locale.commands) {
      expect(flows.has(name)).toBe(true);
      for (const wording of wordings) {
        for (const text of [wording, wording.toUpperCase(), `${wording}.`]) {
          expect(findCommand(locales, text), text).toEqual({ name, rest: '' });
        }
      }
    }
  },
);

test.each([
  ['halo', 'greeting'],
  ['Halo kak!', 'greeting'],
  ['selamat pagi min', 'greeting'],
  ['Assalamualaikum 🙏', 'greeting'],
  ['terima kasih', 'thanks'],
  ['makasih banyak ya kak infonya', 'thanks'],
  ['oke siap', 'thanks'],
  ['wkwkwk', 'thanks-emoji'],
  ['good morning', 'greeting'],
  ['thank you so much', 'thanks'],
  ['matur nuwun mas', 'thanks'],
  ['sampurasun', 'greeting'],
  ['hatur nuhun pisan', 'thanks'],
])('%j is %s', (text, kind) => {
  expect(findPleasantry(locales, text)).toBe(kind);
});

test.each([
  '',
  '🙂',
  'ya kak',
  'dong',
  'halo bank tutup besok',
  'terima kasih sudah menyebar hoaks',
  'selamat anda menang undian',
  'salam pagi pagi pagi pagi pagi pagi pagi pagi pagi',
])('%j is more, or less, than a pleasantry', (text) => {
  expect(findPleasantry(locales, text)).toBeUndefined();
});

test('any text is read without an error', () => {
  const word = fc.constantFrom('cari', 'status', 'halo', 'kak', 'ya', '1', '?', 'makasih', '\n');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const command = findCommand(locales, written);
      expect(command === undefined || flows.has(command.name)).toBe(true);
      findPleasantry(locales, written);
    }),
    { numRuns: 300 },
  );
});

test('a slip between two commands gives neither, one that only one of them has gives it', () => {
  const commands = { menu: ['batuk'], stop: ['batur'] };
  const say = { a: 'a' };
  const raw = { language: 'id', name: 'Indonesia', commands, say };
  const two = new Map([['id', localeSchema.parse(raw)]]);
  expect(findCommand(two, 'batus')).toBeUndefined();
  expect(findCommand(two, 'bauk')?.name).toBe('menu');
  expect(findCommand(two, 'batur')?.name).toBe('stop');
});

test.each([
  ['MENNU', 'menu'],
  ['meeeeenu', 'menu'],
  ['mneu', 'menu'],
  ['lpaor', 'report'],
  ['alpor', 'report'],
  ['brhenti langganan', 'unsubscribe'],
  ['dataa saya', 'my-data'],
])('%j misspells %s', (text, name) => {
  expect(findCommand(locales, text)).toEqual({ name, rest: '' });
});

test.each([
  ['emnu', 'the first letter of a short word has to be right'],
  ['mnu', 'three letters may be another word'],
  ['kaki', 'a word is not near enough'],
  ['berhenti langganam koran', 'three words are a sentence'],
  ['hapus dosa', 'each of the words has to be meant'],
])('%j misspells no command: %s', (text) => {
  expect(findCommand(locales, text)).toBeUndefined();
});

test('a slip beside a short word is one, and a short word has none', () => {
  const commands = { menu: ['ke menu', 'cek'] };
  const raw = { language: 'id', name: 'Indonesia', commands, say: { a: 'a' } };
  const own = new Map([['id', localeSchema.parse(raw)]]);
  expect(findCommand(own, 'ke menuu')?.name).toBe('menu');
  expect(findCommand(own, 'ka menu')).toBeUndefined();
  expect(findCommand(own, 'cekk')?.name).toBe('menu');
  expect(findCommand(own, 'ceki')).toBeUndefined();
});

test('a pleasantry has eight words at most', () => {
  expect(findPleasantry(locales, 'halo halo halo halo halo halo halo halo')).toBe('greeting');
  expect(findPleasantry(locales, 'halo halo halo halo halo halo halo halo halo')).toBeUndefined();
});

test('what three words misspell is no command', () => {
  expect(findCommand(locales, 'hapus data saya')?.name).toBe('forget');
  expect(findCommand(locales, 'hapus daata saya')).toBeUndefined();
});
