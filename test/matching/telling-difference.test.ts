import { expect, test } from 'vitest';
import { createMatcher } from '../../src/matching/matcher.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const OWN: readonly (readonly [id: string, title: string, ...narratives: string[]])[] = [
  ['bank', 'Semua bank tutup selama enam hari mulai Senin', 'Ambil uang kalian sekarang'],
  ['ikan', 'Ikan asin diminum airnya dua kali sehari menyembuhkan asam lambung'],
  ['pajak', 'Warga Tegal wajib bayar pajak sepeda Rp500.000', 'Dendanya 2 juta di Brebes'],
  ['tunjangan', 'Guru di Klaten menerima tunjangan Rp1,5 juta per bulan'],
  ['vaksin', 'Vaksin campak membuat anak laki-laki tidak bisa berjalan'],
  ['imunisasi', 'Imunisasi difteri tidak membuat anak sekolah pingsan'],
  ['menteri', 'Luhut menyuruh petani membakar sawah di Demak'],
  ['sapi', 'Tiga ekor sapi di Wonogiri mati seusai disuntik vaksin kuku'],
  ['mogok', 'Sopir truk mogok di pelabuhan Makassar pada 3 Maret'],
];
const documents = OWN.map(([id, title, ...narratives]) => ({ id, title, narratives }));
const matcher = createMatcher([...FACT_CHECKS, ...documents]);

function tell(text: string): readonly [string | undefined, string | undefined] {
  const [best] = matcher.match({ text }).matches;
  const { message, factCheck } = best?.telling ?? {};
  return [best?.id, message && `${message.join(', ')} | ${factCheck?.join(', ')}`];
}

const SAME: readonly (readonly [what: string, id: string, text: string])[] = [
  ['digits for a number in words', 'bank', 'Semua bank tutup selama 6 hari mulai Senin'],
  ['"2x" for "dua kali"', 'ikan', 'Ikan asin diminum airnya 2x sehari menyembuhkan asam lambung'],
  [
    '"2 kali" for "dua kali"',
    'ikan',
    'ikan asin diminum airnya 2 kali sehari sembuhkan asam lambung',
  ],
  [
    'another name of an illness',
    'ikan',
    'ikan asin diminum airnya dua kali sehari menyembuhkan maag',
  ],
  ['half a million in words', 'pajak', 'Warga Tegal wajib bayar pajak sepeda setengah juta'],
  ['thousands left out of money', 'pajak', 'Warga Tegal wajib bayar pajak sepeda Rp500'],
  ['a shortened amount', 'tunjangan', 'Guru di Klaten menerima tunjangan 1,5 jt per bulan'],
  ['a place and an amount of a narrative', 'pajak', 'Warga Brebes wajib bayar pajak sepeda 2 juta'],
  ['a clock', 'bank', '08.45 Semua bank tutup selama enam hari mulai Senin 10:12 PM'],
  ['a battery', 'bank', '4G 87% Semua bank tutup selama enam hari mulai Senin'],
  [
    'an export stamp',
    'bank',
    '[12/03/24, 19.22] Budi: Semua bank tutup selama enam hari mulai Senin',
  ],
  ['a number of a list', 'bank', '1. Semua bank tutup selama enam hari mulai Senin\n2) sebarkan'],
  ['a telephone number', 'bank', 'Semua bank tutup enam hari mulai Senin, hubungi 0812-3344-5566'],
  [
    'a mark of forwarding',
    'bank',
    'Diteruskan berkali-kali\nSemua bank tutup selama enam hari mulai Senin',
  ],
  [
    'a count of likes',
    'bank',
    'Semua bank tutup selama enam hari mulai Senin 1.204 suka 35 komentar',
  ],
  [
    'advice',
    'bank',
    'Awas, hati-hati, jangan menabung! Semua bank tutup selama enam hari mulai Senin',
  ],
  ['the home country', 'bank', 'Semua bank di Indonesia tutup selama enam hari mulai Senin'],
  [
    'a word that sounds like a place',
    'ikan',
    'ikan asin, kuningnya juga, diminum airnya 2 kali sehari sembuhkan lambung',
  ],
  ['an added name', 'menteri', 'Luhut dan Bahlil menyuruh petani membakar sawah di Demak'],
  ['an office for a name', 'menteri', 'Pak menteri menyuruh petani membakar sawah di Demak'],
  [
    'small words of Javanese',
    'vaksin',
    'Vaksin campak iku marai bocah lanang ora iso mlaku, ojo gelem',
  ],
  ['a Javanese denial', 'imunisasi', 'Imunisasi difteri ora membuat anak sekolah pingsan'],
  [
    'small words of Sundanese',
    'vaksin',
    'Vaksin campak eta geus ngajadikeun budak lalaki teu tiasa berjalan',
  ],
  ['a Sundanese denial', 'imunisasi', 'Imunisasi difteri teu membuat anak sekolah pingsan'],
  [
    'a question',
    'vaksin',
    'min bener ga vaksin campak bikin anak laki2 ga bisa jalan, hoaks bukan?',
  ],
];

test.each(SAME)('%s is no difference', (_, id, text) => {
  expect(tell(text)).toEqual([id, undefined]);
});

const OTHER: readonly (readonly [what: string, id: string, text: string, told: string])[] = [
  [
    'another count',
    'bank',
    'Semua bank tutup selama sembilan hari mulai Senin',
    'sembilan hari | enam hari',
  ],
  [
    'another amount',
    'tunjangan',
    'Guru di Klaten menerima tunjangan Rp4 juta per bulan',
    '4 juta | 1,5 juta',
  ],
  [
    'a thousand times as many, with dots',
    'sapi',
    '3.000 ekor sapi di Wonogiri mati seusai disuntik vaksin kuku',
    '3.000 ekor | Tiga ekor',
  ],
  ['another town', 'menteri', 'Luhut menyuruh petani membakar sawah di Kudus', 'Kudus | Demak'],
  ['another person', 'menteri', 'Bahlil menyuruh petani membakar sawah di Demak', 'Bahlil | Luhut'],
  [
    'another date',
    'mogok',
    'Sopir truk mogok di pelabuhan Makassar pada 9 Maret',
    '9 Maret | 3 Maret',
  ],
  [
    'the illness before the denial',
    'vaksin',
    'Vaksin polio membuat anak laki-laki bisa berjalan',
    'polio | campak',
  ],
  [
    'a denial that is missing',
    'imunisasi',
    'Imunisasi difteri membuat anak sekolah pingsan',
    'membuat | tidak membuat',
  ],
  [
    'a denial that is added',
    'menteri',
    'Luhut tidak menyuruh petani membakar sawah di Demak',
    'tidak menyuruh | menyuruh',
  ],
];

test.each(OTHER)('%s is told', (_, id, text, told) => {
  expect(tell(text)).toEqual([id, told]);
});

const RECIPE = 'Cincang delapan siung bawang merah, rebus dengan tujuh gelas air, minum tiap malam';

test('a told difference withholds the verdict, however alike the rest is', () => {
  const title = 'Air rebusan bawang merah menyembuhkan rabies';
  const recipes = createMatcher([{ id: 'resep', title, narratives: [`${RECIPE}, sembuh`] }]);
  const tierOf = (text: string) => recipes.match({ text }).tier;
  expect(tierOf(`${RECIPE}, rabies sembuh`)).toBe('answer');
  expect(tierOf(`${RECIPE}, kolesterol sembuh`)).toBe('confirm');
});

test('an amount of a scam is no difference, for it changes from copy to copy', () => {
  const scam = 'Klik tautan ini, Telkomsel membagikan pulsa gratis 400 ribu menjelang Lebaran';
  expect(tell(scam)).toEqual(['pulsa', undefined]);
});

test('a difference that is not told still withholds the verdict', () => {
  const { tier, matches } = matcher.match({
    text: 'Telkomsel membagikan pulsa gratis 400 ribu menjelang Lebaran, hubungi 081233445566',
  });
  expect([tier, matches[0]?.telling]).toEqual(['confirm', undefined]);
  expect(matches[0]?.differences).not.toEqual([]);
});

test('a denial that a narrative of the fact-check has too is no difference to tell', () => {
  const title = 'Luhut menyuruh petani membakar sawah di Demak';
  const narratives = ['Katanya Luhut tidak menyuruh siapa pun, padahal ada videonya'];
  const tellingOf = (texts: string[]) =>
    createMatcher([...FACT_CHECKS, { id: 'own', title, narratives: texts }]).match({
      text: title.replace('menyuruh', 'tidak menyuruh'),
    }).matches[0]?.telling?.type;
  expect([tellingOf([]), tellingOf(narratives)]).toEqual(['negation', undefined]);
});
