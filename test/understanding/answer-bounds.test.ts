import { expect, test } from 'vitest';
import { beginsAsYes, readAnswer } from '../../src/understanding/read-answer.ts';
import {
  asksTruth,
  createUnheardWords,
  deniesOwn,
  reportsNothing,
} from '../../src/understanding/unheard-words.ts';

const many = (count: number) => 'pak '.repeat(count).trim();

/** Reads a text where what was learned says an answer, so likely, and so much of the text is unheard of. */
function read(text: string, answer: string, chance: number, unheard = 0) {
  return readAnswer(text, () => ({ answer, chance, unheard }));
}

test.each([
  ['biar cepat boleh', 'yes', 1],
  ['tolong', 'yes', 0.5],
  ['boleh', 'no', 0.79],
  ['ya', 'no', 0.79],
  ['pak boleh', 'no', 0.49],
  ['okeee', 'no', 0.1],
  ['bolehhhh', 'no', 0.1],
  [`${many(11)} boleh`, 'yes', 1],
  [`${many(7)} tolong`, 'yes', 1],
  [`boleh ${many(20)}`, 'yes', 1],
  [`boleh${' '.repeat(235)}`, 'yes', 1],
  ['boleh asal cepat, warga', 'yes', 1],
  ['boleh, takut kalau hoaks', 'yes', 1],
  ['boleh nama pak', 'yes', 1],
] as const)('“%s” is a yes where the examples say %s for %d', (text, answer, chance) => {
  expect(read(text, answer, chance)?.answer).toBe('yes');
});

test.each([
  ['tolong', 'yes', 0.49],
  ['tolong', 'no', 0.1],
  ['tolong ya', 'no', 0.1],
  ['boleh', 'no', 0.8],
  ['pak boleh', 'no', 0.5],
  ['warga', 'yes', 1],
  ['aja boleh', 'yes', 1],
  [`${many(12)} boleh`, 'yes', 1],
  [`${many(8)} tolong`, 'yes', 1],
  [`boleh${' '.repeat(236)}`, 'yes', 1],
  ['boleh asal warga', 'yes', 1],
  ['boleh asal, warga', 'yes', 1],
  ['boleh tolong nama saya disimpan rahasia', 'yes', 1],
  ['boleh tapi bisa kalau nama', 'yes', 1],
] as const)('“%s” is no yes where the examples say %s for %d', (text, answer, chance) => {
  expect(read(text, answer, chance)?.answer).not.toBe('yes');
});

test.each([
  'tetangga boleh',
  'boleh tetangga banjir rumahnya lurah',
  'boleh minta nomor',
  'iya tetangga',
  'tolong tetangga',
  'boleh kan ya',
])('“%s” is no yes, whatever the examples say', (text) => {
  expect(read(text, 'yes', 1)?.answer).not.toBe('yes');
});

test('a permission may be followed by three words of something else', () => {
  expect(read('boleh pak tetangga banjir rumahnya', 'yes', 1)?.answer).toBe('yes');
  expect(read('boleh pak tetangga banjir rumahnya lurah', 'yes', 1)?.answer).not.toBe('yes');
});

test.each([
  ['tetangga ga boleh', 'no'],
  ['saya ga mau', 'no'],
  ['tetangga saya sakit. jangan', 'no'],
  ['ditelpon ga diangkat', undefined],
  ['utang ga selesai, boleh', undefined],
])('“%s” is read as %s', (text, answer) => {
  expect(read(text, 'no', 1)?.answer).toBe(answer);
});

test.each([
  [`iya ${many(8)}`, 2.9, 'yes'],
  [`iya ${many(8)}`, 3, undefined],
  [`iya ${many(7)}`, 9, 'yes'],
  [`boleh ${many(8)}`, 9, 'yes'],
  ['iya bener', 1.9, 'yes'],
  ['iya bener', 2, undefined],
  ['boleh bener', 2, undefined],
])('“%s” with %d words unheard of is read as %s', (text, unheard, answer) => {
  expect(read(text, 'yes', 1, unheard)?.answer).toBe(answer);
});

test.each([
  ['boleh tapi nama saya jangan', 'anonymous'],
  ['boleh, nama tidak disebut', 'anonymous'],
  ['boleh tapi kalau bisa tanpa nama', 'anonymous'],
  ['boleh asal cepat', 'fast'],
  ['boleh nama pak', undefined],
])('“%s” carries the wish %s', (text, wish) => {
  expect(read(text, 'yes', 1)).toEqual({ answer: 'yes', ...(wish && { wish }) });
});

test.each([
  ['tidak', 'no', 0.5, true],
  ['tidak', 'no', 0.49, false],
  ['tidak', 'yes', 1, false],
  ['apa? tidak', 'no', 1, true],
  ['warga', 'no', 0.8, true],
  ['pak tidak mungkin', 'no', 1, true],
  ['aman ga nih', 'no', 1, true],
  ['data saya aman ga nih', 'no', 1, false],
  ['data saya aman ga', 'no', 1, false],
  ['data saya tidak disimpan', 'no', 1, true],
  ['batalkan', 'no', 0.6, true],
] as const)(
  '“%s” is a no where the examples say %s for %d; plain: %s',
  (text, answer, chance, isPlain) => {
    expect(read(text, answer, chance)).toEqual({ answer: 'no', isPlain });
  },
);

test.each([
  ['tidak', 'unsure', 1],
  ['tidak?', 'no', 1],
  ['tidak? ', 'no', 1],
  ['tidak mungkin', 'no', 1],
  ['tidak boleh', 'yes', 1],
  ['warga', 'no', 0.79],
] as const)(
  '“%s” is neither yes nor no where the examples say %s for %d',
  (text, answer, chance) => {
    expect(read(text, answer, chance)).toBeUndefined();
  },
);

test.each([
  [`maaf ya kak saya tidak mau ${many(5)}`, 'no'],
  [`jangan ${many(9)}`, 'no'],
  [`maaf ya kak saya juga tidak mau ${many(5)}`, undefined],
  [`bener tidak mau ${many(8)}`, undefined],
  [`maaf tidak mungkin ${many(8)}`, undefined],
  [`arisan tidak mau ${many(8)}`, undefined],
  [many(10), undefined],
])('a long story refuses where it begins with that: “%s” is %s', (text, answer) => {
  const answerOf = (said: string) => ({
    answer: 'no',
    chance: 1,
    unheard: said === text ? 3 : said.includes('arisan') ? 1 : 0,
  });
  expect(readAnswer(text, answerOf)?.answer).toBe(answer);
});

test.each([
  [' bukan, ini soal  daun kelor', 'daun kelor'],
  ['bukan yang daun kelor', 'daun kelor'],
  ['bukan daun kelor', undefined],
  ['bukan soal', undefined],
  ['bukan ini daun soal warga', undefined],
])('“%s” names %s instead', (text, instead) => {
  const answer = read(text, 'no', 1);
  expect(answer).toMatchObject({ answer: 'no' });
  expect(answer && 'instead' in answer ? answer.instead : undefined).toBe(instead);
});

test.each([
  ['boleh', true],
  ['boleh sih warga', true],
  ['boleh katanya', false],
  ['warga boleh', false],
  ['', false],
])('“%s” begins as agreement: %s', (text, begins) => {
  expect(beginsAsYes(text)).toBe(begins);
});

test.each([
  ['bener?', true],
  ['bener ? ', true],
  ['bener? cerita warga', true],
  ['warga? cerita bener', false],
  ['jangan-jangan hoaks ya cerita warga', true],
  ['jangan cerita hoaks', false],
  ['bukan kabar tahun kemarin kan, gudang kelor dibakar', true],
  ['dudu video lawas kan iki', true],
  ['bukan kabar tahun kemarin', false],
  ['kabar tahun kemarin kan', false],
  ['bukan warga kabar kan', false],
  ['bener cerita warga', false],
  ['bener ga cerita warga', true],
  ['warga?', false],
])('“%s” asks whether it is so: %s', (text, asks) => {
  expect(asksTruth(text)).toBe(asks);
});

test.each([
  ['dapat telpon minta pulsa, saya belum bayar, penipuan bukan', true],
  ['kami dikirimi ini, modus?', true],
  ['saya kena penipuan dua kali', false],
  ['saya mau laporkan penipuan ini', false],
  ['bosku boleh motong gaji gak', false],
  ['pelaku boleh motong gaji gak', true],
])('“%s” reports nothing: %s', (text, nothing) => {
  expect(reportsNothing(text)).toBe(nothing);
});

test.each([
  ['yang dikeroyok bukan kami, itu isi beritanya', true],
  ['bukan anakku yang hilang bu, cuma dari berita', true],
  ['bukan saya yang dikeroyok', false],
  ['bukan saya yang dikeroyok tapi tetangga, itu isi beritanya', false],
  ['itu isi beritanya, saya yang dikeroyok', false],
  ['itu isi beritanya', false],
  ['bukan saya yang dikeroyok tapi adik saya, itu isi beritanya', false],
  ['saya dikeroyok gara-gara isi beritanya tidak benar', false],
  ['bukan pelaku, itu isi beritanya', false],
  ['saya diancam, bukan hoaks, isi videonya saya telanjang mau disebar', false],
  ['saya ga bisa tidur, foto telanjang saya mau disebar di grup wa', false],
  ['dia ngancam sebar video saya di fb, saya tidak berani lapor', false],
  ['bukan saya yang mulai, dia ngancam saya, isi videonya ada', false],
  ['saya dipukul, bukan cerita dari film', false],
])('“%s” says that it befell others: %s', (text, denies) => {
  expect(deniesOwn(text)).toBe(denies);
});

test.each([
  ['mau ga mau', undefined],
  ['sepakat nggak sepakat deh', undefined],
  ['ga usah, eh setuju deh', undefined],
  ['eh ga usah', 'no'],
  ['tidak mau', 'no'],
])('“%s” is read as %s, for who says both has not answered', (text, answer) => {
  expect(read(text, 'no', 1)?.answer).toBe(answer);
});

test('a word that no example has is unheard of, one that a single example has is half, and the rest counts nothing', () => {
  const unheardIn = createUnheardWords((intent) =>
    intent === 'cost' ? ['bayar pulsa berapa', 'potong pulsa pulsa', 'nomor 17 kamar'] : [],
  );
  expect(unheardIn('pulsa', 'cost')).toBe(0);
  expect(unheardIn('potong', 'cost')).toBe(0.5);
  expect(unheardIn('kelor', 'cost')).toBe(1);
  expect(unheardIn('kelor kelor pulsa potong kambing', 'cost')).toBe(2.5);
  expect(unheardIn('pulsa', 'other')).toBe(1);
  expect(unheardIn('dan ini abc', 'cost')).toBe(0);
  expect(unheardIn('17', 'cost')).toBe(0.5);
  expect(unheardIn('a1 1b 23', 'cost')).toBe(1);
});
