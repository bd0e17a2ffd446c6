import { expect, test } from 'vitest';
import { createMatcher } from '../../src/matching/matcher.ts';
import { FACT_CHECKS } from './fact-checks.ts';

interface Given {
  narratives?: string[];
  summary?: string;
  isSeen?: boolean;
  /** Words that may be misheard. */
  unsure?: string[];
}

/** What a citizen is told to be another claim in their message; "?" after it if that is not sure. */
function told(title: string, text: string, given: Given = {}): string {
  const { narratives = [], summary, isSeen = false, unsure } = given;
  const matcher = createMatcher([...FACT_CHECKS, { id: 'own', title, narratives, summary }]);
  const source = isSeen ? ('picture' as const) : unsure && ('speech' as const);
  const query = source ? { text: '', read: [{ source, text, unsure }] } : { text };
  const [best] = matcher.match(query).matches;
  expect(best?.id).toBe('own');
  if (!best?.telling) return '–';
  const { type, message, factCheck, unsure: isUnsure } = best.telling;
  return `${type}: ${message} | ${factCheck}${isUnsure ? '?' : ''}`;
}

type Row = readonly [what: string, text: string, told: string, given?: Given];

const filled = (rows: readonly Row[]) =>
  rows.map(([what, text, expected, given = {}]) => [what, text, expected, given] as const);

const DEED = 'Bupati menyuruh petani membakar sawah kering di seberang sungai';
const DENIED = DEED.replace('menyuruh', 'tidak menyuruh');
const ADDED = 'negation: tidak menyuruh | menyuruh';

const DENIALS: readonly Row[] = [
  ['"tidak"', DENIED, ADDED],
  ['"bukan"', DEED.replace('menyuruh', 'bukan menyuruh'), ADDED.replace('tidak', 'bukan')],
  ['"belum"', DEED.replace('menyuruh', 'belum menyuruh'), ADDED.replace('tidak', 'belum')],
  [
    'one small word before the denied one',
    DEED.replace('menyuruh', 'tidak akan menyuruh'),
    'negation: tidak akan menyuruh | menyuruh',
  ],
  ['advice', DEED.replace('menyuruh', 'jangan menyuruh'), '–'],
  ['a denial of nothing that follows', `${DEED} atau tidak`, '–'],
  ['a denied number', DEED.replace('petani', 'bukan 40 petani'), '–'],
  [
    'a message that copies little',
    `Kabarnya kemarin pagi pak ${DENIED} kampung kami, ladang jerami lumbung gudang warga`,
    '–',
  ],
  ['a picture that shows it', DENIED, ADDED, { isSeen: true }],
  ['a word that may be misheard', DENIED, '–', { unsure: ['tidak'] }],
  [
    'a narrative that denies it too',
    DENIED,
    '–',
    { narratives: ['Bupati tidak suka menyuruh petani'] },
  ],
  [
    'a summary that says what is true',
    DENIED,
    ADDED,
    { summary: 'Bupati tidak suka menyuruh petani' },
  ],
  [
    'a narrative that denies something else',
    DENIED,
    ADDED,
    { narratives: ['Bupati tidak suka sekali lagi memang menyuruh petani'] },
  ],
  [
    'a narrative that affirms it and then denies something',
    DENIED,
    ADDED,
    { narratives: ['Bupati memang menyuruh petani, tidak salah lagi'] },
  ],
];

test.each(filled(DENIALS))('a denial that is added: %s', (_, text, expected, given) => {
  expect(told(DEED, text, given)).toBe(expected);
});

const LOST: readonly Row[] = [
  ['typed', DEED, 'negation: menyuruh | tidak menyuruh'],
  [
    'in a picture, which may hide it',
    DEED,
    'negation: menyuruh | tidak menyuruh?',
    { isSeen: true },
  ],
  ['a message that denies it further on', `${DEED}, padahal tidak pernah menyuruh`, '–'],
];

test.each(filled(LOST))('a denial that is left out: %s', (_, text, expected, given) => {
  expect(told(DENIED, text, given)).toBe(expected);
});

test('a denial of how many is no denial of what was done', () => {
  const title = DEED.replace('petani', '40 petani');
  expect(told(title, title.replace('40', 'bukan 40'))).toBe('–');
});

const SWAPPED = 'Ganjar melaporkan Anies ke KPK soal dana kampanye pesantren';
const ROLES = 'role: Ganjar melaporkan Anies | Anies melaporkan Ganjar';

test.each([
  ['typed', { isSeen: false }, ROLES],
  ['in a picture, whose rows may be read in another order', { isSeen: true }, `${ROLES}?`],
])('who did it to whom is told as each side wrote it: %s', (_, given, expected) => {
  const title = 'Anies melaporkan Ganjar ke KPK soal dana kampanye pesantren';
  expect(told(title, SWAPPED, given)).toBe(expected);
  expect(told(title, title, given)).toBe('–');
});

const GAS = 'Warga kampung melihat tabung gas hilang sebanyak 40 biji di gudang lama dekat pasar';
const LONG: readonly Row[] = [
  ['a copy of it', GAS.replace('40', '90'), 'number: 90 biji | 40 biji'],
  [
    'a message that retells it',
    'Pak lurah kemarin cerita panjang kalau sebanyak 90 biji gas hilang entah kemana katanya orang',
    '–',
  ],
  ['a copy that offers something', `${GAS.replace('40', '90')} klik tautan`, '–'],
];

test.each(filled(LONG))('what a narrative says is compared with %s', (_, text, expected) => {
  const found = told('Tabung gas hilang', text, { narratives: [GAS] });
  expect(found.replaceAll(' biji', '')).toBe(expected.replaceAll(' biji', ''));
});

test('of two narratives the one that is copied tells what differs', () => {
  const other = 'Sebanyak 70 biji permen dibagikan bupati kepada anak sekolah';
  const found = told('Tabung gas hilang', GAS.replace('40', '90'), { narratives: [other, GAS] });
  expect(found).toBe('number: 90 | 40');
});

test.each([
  ['mostly a copy', 'Luhut menyuruh petani membakar sawah', 'other: Demak | Luhut'],
  ['no copy', 'Luhut menyuruh pedagang, nelayan, sopir, guru menjual perahu, rakit, jangkar', '–'],
])('a town for a person is told of what is %s', (_, title, expected) => {
  expect(told(title, 'Demak menyuruh petani membakar sawah')).toBe(expected);
});

const PRICE = 'Harga pupuk naik di seluruh kios desa';
const TURNED = 'Harga pupuk turun di seluruh kios desa';
const OPPOSITES: readonly Row[] = [
  ['typed', TURNED, 'other: turun | naik'],
  ['in a picture', TURNED, 'other: turun | naik?', { isSeen: true }],
  ['denied', TURNED.replace('turun', 'tidak turun'), '–'],
  ['said of a narrative too', TURNED, '–', { narratives: ['Kata kepala desa harga turun'] }],
  ['beside the word itself', `${TURNED}, padahal naik`, '–'],
  [
    'beside other words',
    'Petugas lumbung turun memeriksa gudang sawah ladang, harga pupuk kios desa seluruh',
    '–',
  ],
];

test.each(filled(OPPOSITES))('the opposite of a word, %s', (_, text, expected, given) => {
  expect(told(PRICE, text, given)).toBe(expected);
});

test('two known names differ, however alike they are written', () => {
  const title = 'Pasukan Irak menyerang pelabuhan kecil';
  expect(told(title, title.replace('Irak', 'Iran'))).toBe('place: Iran | Irak');
});
