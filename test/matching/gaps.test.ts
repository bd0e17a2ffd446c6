import { expect, test } from 'vitest';
import { compareField, readSent } from '../../src/matching/compare-field.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { FACT_CHECKS } from './fact-checks.ts';

/** What differs between a text and a message, as words of both sides; "!" if it alone makes another claim. */
function differing(title: string, text: string, isSeen = false): string[] {
  const library = new MatchIndex();
  library.put({ id: 'own', title, narratives: [] });
  for (const each of FACT_CHECKS) library.put(each);
  const words = readQuery(library, { text });
  const [field] = library.shelf.fieldRange(0);
  const stored = library.writtenWords(field);
  const { conflicts } = compareField(library, readSent(words, isSeen), field);
  return conflicts.map(({ type, grave, query, field: places }) => {
    const sides = [query.map((at) => words[at]?.written), places.map((at) => stored[at])];
    const [here, there] = sides.map((side) => side.join(' '));
    return `${type}${grave ? '!' : ''}: ${here} | ${there}`;
  });
}

const CLAIM = 'Ketua koperasi desa Sri Mulyani menyumbang sepeda listrik kepada siswa berprestasi';

const NAMED = CLAIM.replace('Mulyani', 'Wahyuni');
/** With six words where a message may say something else. */
const SIX = CLAIM.replace('kepada', 'kepada tetangga sopir tukang kebun penjaga istana');

test.each<[what: string, title: string, text: string]>([
  ['two words of a text in one', CLAIM, CLAIM.replace('Sri Mulyani', 'Srimulyani')],
  ['an amount in groups', `Bantuan ${CLAIM} 2024`, `Bantuan ${CLAIM} 2024`],
  ['a misspelt word', CLAIM, CLAIM.replace('sepeda', 'sepedda')],
  ['a shortened word', CLAIM, CLAIM.replace('menyumbang', 'mnymbang')],
  ['a word cut at the end', CLAIM, CLAIM.replace('berprestasi', 'berpres')],
  ['a beginning of a word at the end', CLAIM, CLAIM.replace('berprestasi', 'ber')],
  ['two names in one', NAMED, NAMED.replace('Sri Wahyuni', 'Sriwahyuni')],
  ['a letter alone', CLAIM, CLAIM.replace('siswa', 'siswa x')],
  ['a letter in place of a word', CLAIM, CLAIM.replace('siswa', 'x')],
  ['a unit of time left out', CLAIM.replace('menyumbang', 'sebulan menyumbang'), CLAIM],
  [
    'another unit of time at the end, where a text may go on',
    `${CLAIM} sebulan`,
    `${CLAIM} seminggu`,
  ],
  ['one word in place of six', SIX, CLAIM.replace('kepada siswa', 'kepada kerabat siswa')],
  ['a denial among four words left out at the end', `${CLAIM} tidak pernah dua kali`, CLAIM],
  ['a plea within', CLAIM, CLAIM.replace('kepada', 'tolong kepada')],
  ['a word about the message', CLAIM, CLAIM.replace('kepada', 'viral kepada')],
  ['a question whether it is a hoax', CLAIM, `${CLAIM}, hoaks bukan`],
  ['that it is not true', CLAIM, `tidak benar ${CLAIM}`],
  ['an appeal to its reader', CLAIM, `${CLAIM} jangan lupa bagikan`],
  ['an appeal of six words', CLAIM, `${CLAIM} jangan lupa sebarkan bagikan teruskan share`],
  [
    'the same denial elsewhere',
    `Ketua tidak akan menyumbang sepeda listrik`,
    'Sepeda listrik tidak juga menyumbang ketua',
  ],
])('the same for all that matters: %s', (_, title, text) => {
  expect(differing(title, text)).toEqual([]);
});

test.each<[what: string, title: string, text: string, differing: string[]]>([
  [
    'a name that begins as one of two words',
    CLAIM,
    CLAIM.replace('Sri Mulyani', 'Sripujiono'),
    ['name!: Sripujiono | Sri Mulyani'],
  ],
  [
    'a name that ends as one of two words',
    CLAIM,
    CLAIM.replace('Sri Mulyani', 'Adimulyani'),
    ['name!: Adimulyani | Sri Mulyani'],
  ],
  [
    'a short word that two words make together',
    CLAIM.replace('Sri Mulyani', 'Ki Abu'),
    CLAIM.replace('Sri Mulyani', 'Kiabu'),
    ['other: Kiabu | Ki Abu'],
  ],
  [
    'a name that two of a text begin and end',
    NAMED,
    NAMED.replace('Sri Wahyuni', 'Srinurwahyuni'),
    ['name!: Srinurwahyuni | Sri Wahyuni'],
  ],
  [
    'another word after two names in one',
    NAMED,
    NAMED.replace('Sri Wahyuni menyumbang', 'Sriwahyuni merampas'),
    ['other: merampas | menyumbang'],
  ],
  [
    'another word after a shortened one',
    CLAIM,
    CLAIM.replace('menyumbang sepeda', 'mnymbang perahu'),
    ['other: perahu | sepeda'],
  ],
  [
    'a beginning of a word within',
    CLAIM,
    CLAIM.replace('menyumbang', 'men'),
    ['other!: men | menyumbang'],
  ],
  [
    'one word in place of five',
    SIX.replace('istana ', ''),
    CLAIM.replace('kepada siswa', 'kepada kerabat siswa'),
    ['other: kerabat | tetangga sopir tukang kebun penjaga'],
  ],
  [
    'a name in place of six words',
    SIX,
    CLAIM.replace('kepada siswa', 'kepada Jokowi siswa'),
    ['name: Jokowi | '],
  ],
  [
    'a name for a name, whatever stands beside them',
    CLAIM.replace('Sri Mulyani', 'Prabowo dokter'),
    CLAIM.replace('Sri Mulyani', 'Jokowi pesulap'),
    ['name!: Jokowi | Prabowo'],
  ],
  [
    'a name for a trade',
    CLAIM.replace('Sri Mulyani', 'dokter'),
    CLAIM.replace('Sri Mulyani', 'Jokowi'),
    ['name!: Jokowi | dokter'],
  ],
  ['a word of two letters', CLAIM, CLAIM.replace('siswa', 'uu'), ['other!: uu | siswa']],
  ['a denial in place of an appeal', CLAIM, `${CLAIM} jangan`, ['negation!: jangan | ']],
  [
    'a denied word in place of another',
    CLAIM,
    CLAIM.replace('menyumbang', 'tidak merampas'),
    ['negation!: tidak | ', 'other!: merampas | menyumbang'],
  ],
  [
    'a denial among two words left out at the end',
    `${CLAIM} tidak pernah`,
    CLAIM,
    ['negation:  | tidak'],
  ],
  [
    'a denial among three words left out at the end',
    `${CLAIM} tidak pernah dua`,
    CLAIM,
    ['negation:  | tidak'],
  ],
  [
    'a denial within a phrase left out',
    CLAIM.replace('menyumbang', 'tidak memungut bayaran kemarin menyumbang'),
    CLAIM,
    ['negation:  | tidak'],
  ],
  [
    'a denial in place of a long end',
    `${CLAIM} lalu pulang bersama istri`,
    `${CLAIM} tidak`,
    ['negation!: tidak | '],
  ],
  [
    'a denial of another word',
    CLAIM.replace('menyumbang', 'tidak menyumbang'),
    CLAIM.replace('kepada', 'tidak kepada'),
    ['negation!:  | tidak', 'negation!: tidak | '],
  ],
  [
    'a denial of unknown things',
    `${CLAIM} atau tidak`,
    CLAIM.replace('siswa', 'tidak qaxu wexi zoxi siswa'),
    ['negation: tidak | ', 'negation!:  | tidak'],
  ],
  [
    'a denial that begins a long appeal',
    CLAIM,
    `${CLAIM} jangan lupa sebarkan bagikan teruskan share forward viralkan`,
    ['negation: jangan | '],
  ],
  [
    'an appeal that denies something else',
    CLAIM,
    `${CLAIM} jangan lupa sekolah`,
    ['negation: jangan | '],
  ],
  [
    'a week for a month',
    'Semua sekolah diliburkan sebulan penuh karena panas',
    'Semua sekolah diliburkan seminggu penuh karena panas',
    ['number!: seminggu | sebulan'],
  ],
  ['a number where there is none', CLAIM, CLAIM.replace('sepeda', '77 sepeda'), ['number!: 77 | ']],
  [
    'another number',
    CLAIM.replace('sepeda', '40 sepeda'),
    CLAIM.replace('sepeda', '77 sepeda'),
    ['number!: 77 | 40'],
  ],
  [
    'another town',
    CLAIM.replace('desa', 'Garut'),
    CLAIM.replace('desa', 'Kudus'),
    ['place!: Kudus | Garut'],
  ],
  [
    'an office for a town',
    CLAIM.replace('desa', 'Garut'),
    CLAIM.replace('desa', 'pelajar'),
    ['place!: pelajar | Garut'],
  ],
])('%s differs', (_, title, text, expected) => {
  expect(differing(title, text)).toEqual(expected);
});

test('a number at the far end of a long text is not in the place of another, but added', () => {
  const long = `${CLAIM} 40 lalu pulang bersama istri anak cucu tetangga sopir kerabat`;
  expect(differing(long, `${CLAIM} 77`)).toEqual(['number!: 77 | ']);
  expect(differing(`${CLAIM} 40`, `${CLAIM} 77`)).toEqual(['number!: 77 | 40']);
});

test('a picture may hide a number within a text, not at its edge', () => {
  const within = CLAIM.replace('sepeda', '40 sepeda');
  expect(differing(within, CLAIM, true)).toEqual(['number!:  | 40']);
  expect(differing(`${CLAIM} 40`, CLAIM, true)).toEqual([]);
});
