import { expect, test } from 'vitest';
import { splitClaims } from '../../src/domain/messages/split-claims.ts';

const CLAIMS = ['Micin bikin anak bodoh', 'Bank tutup sebulan penuh', 'Telur plastik ada di pasar'];
const [one, two, three] = CLAIMS;

test.each([
  ['numbered lines', `1. ${one}\n2. ${two}\n3. ${three}`],
  ['numbered lines with gaps', `1. ${one}\n\n2. ${two}\n\n3. ${three}`],
  ['numbers in one line', `Cek dong 1) ${one} 2) ${two} 3) ${three}`],
  ['numbers in brackets, without a space', `(1)${one}\n(2)${two}\n(3)${three}`],
  ['bold numbers', `*1.* ${one}\n*2.* ${two}\n*3.* ${three}`],
  ['keycaps', `1️⃣ ${one}\n2️⃣ ${two}\n3️⃣ ${three}`],
  ['bullets', `Info:\n- ${one}\n- ${two}\n- ${three}`],
  ['ticks', `✅ ${one}\n✅ ${two}\n✅ ${three}`],
])('a list is split: %s', (_, text) => {
  expect(splitClaims(text)).toMatchObject({ texts: CLAIMS, isList: true });
});

test.each([
  ['paragraphs', `${one}\n\n${two}\n\n${three}`],
  ['lines', `${one}\n${two}\n${three}`],
])('what is not a list is split at its %s', (_, text) => {
  expect(splitClaims(text)).toMatchObject({ texts: CLAIMS, isList: false });
});

test('an item goes on over several lines, and the last one ends with its paragraph', () => {
  const text = `Daftar hoaks:\n1. Micin bikin\nanak bodoh\n2. ${two}\n\nSebarkan ke grup keluarga`;
  const { texts, around } = splitClaims(text);
  expect(texts).toEqual([one, two]);
  expect(around).toContain('Daftar hoaks:');
  expect(around).toContain('Sebarkan ke grup keluarga');
});

test('greetings and calls to share are no parts', () => {
  const { texts, around } = splitClaims(`Assalamualaikum\n\n${one}\n\n${two}\n\nSebarkan ya!`);
  expect(texts).toEqual([one, two]);
  expect(around).toBe('Assalamualaikum\nSebarkan ya!');
});

test.each([
  ['one sentence', one ?? ''],
  ['numbers that do not count from 1', `Pasal 2. ${one} Pasal 5. ${two}`],
  ['amounts and times', 'Harga 1.500 jadi 2.500 mulai jam 1.30 sampai 2.30'],
  ['many paragraphs', Array(9).fill(one).join('\n\n')],
  [
    'a long list',
    CLAIMS.concat(CLAIMS, CLAIMS)
      .map((claim, at) => `${at + 1}. ${claim}`)
      .join('\n'),
  ],
])('%s stays whole', (_, text) => {
  expect(splitClaims(text)).toEqual({ texts: [text], around: '', isList: false });
});

const claim = (n: number) => `klaim nomor ${'abcdefghi'[n]} sekarang`;
const list = (count: number) =>
  Array.from({ length: count }, (_, n) => `${n + 1}. ${claim(n)}`).join('\n');

test('up to eight claims are read one by one, nine are a story', () => {
  expect(splitClaims(list(8))).toMatchObject({ isList: true, texts: { length: 8 } });
  expect(splitClaims(list(9))).toEqual({ texts: [list(9)], around: '', isList: false });
});

test('three words are a claim, two are not, and what stands around a list is kept', () => {
  const text = `Awas ya!\n1. bank tutup besok\n2. air   beracun\n3. listrik akan padam\n\nSebarkan\n \nWassalam`;
  expect(splitClaims(text)).toEqual({
    texts: ['bank tutup besok', 'listrik akan padam'],
    around: 'Awas ya!\n\nair beracun\nSebarkan\nWassalam',
    isList: true,
  });
});

test('one mark makes no list, paragraphs split at empty lines, and a long text is cut', () => {
  expect(splitClaims('1. bank tutup besok pagi').isList).toBe(false);
  expect(splitClaims('bank tutup besok\n \nair galon beracun').texts).toEqual([
    'bank tutup besok',
    'air galon beracun',
  ]);
  const [first = ''] = splitClaims('kata '.repeat(2000)).texts;
  expect(first).toHaveLength(8000);
});
