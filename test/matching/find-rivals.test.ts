import { expect, test } from 'vitest';
import { findRival, type Said, saidBy } from '../../src/matching/find-rivals.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { FACT_CHECKS } from './fact-checks.ts';

interface Given {
  /** What the fact-check tells below its headline. */
  below?: string;
  isCopied?: boolean;
  isSeen?: boolean;
  /** Words of the message that may be misread. */
  unsure?: string[];
}

/** What a message says in place of something in a headline; "?" after it if that is not sure. */
function rivalOf(headline: string, text: string, given: Given = {}): string {
  const { below = '', isCopied = false, isSeen = false, unsure = [] } = given;
  const library = new MatchIndex();
  const narratives = isSeen ? [below] : [below, text];
  for (const each of [...FACT_CHECKS, { id: 'own', title: headline, narratives }])
    library.put(each);
  const said = (own: string): Said => saidBy(readQuery(library, { text: own }));
  const message = saidBy(readQuery(library, { text, unsure }), isSeen);
  const head = { ...said(headline), isCopied };
  const found = findRival(message, { heads: [head], texts: [head, said(below)] });
  if (!found) return '–';
  return `${found.type}: ${found.message} | ${found.factCheck}${found.unsure ? '?' : ''}`;
}

const TOLD: readonly (readonly [what: string, headline: string, text: string, told: string])[] = [
  [
    'an illness, wherever it stands',
    'Vaksin campak dihentikan pemerintah',
    'Kata dokter puskesmas obat polio habis',
    'other: polio | campak',
  ],
  [
    'an animal beside the same word',
    'Warga menangkap buaya raksasa',
    'Warga menangkap harimau raksasa',
    'other: harimau | buaya',
  ],
  [
    'a town after the same word',
    'Pabrik payung terbakar di Kudus',
    'Pabrik payung terbakar di Demak',
    'place: Demak | Kudus',
  ],
  [
    'a person before the same words',
    'Luhut menyuruh petani membakar sawah',
    'Bahlil menyuruh petani membakar sawah',
    'name: Bahlil | Luhut',
  ],
  [
    'a count',
    'Jembatan roboh 4 orang hilang',
    'Jembatan roboh 7 orang hilang',
    'number: 7 orang | 4 orang',
  ],
  [
    'a span of time in another unit',
    'Pasar tutup 3 minggu penuh',
    'Pasar tutup 3 bulan penuh',
    'number: 3 bulan | 3 minggu',
  ],
  [
    'days for months',
    'Pasar tutup 3 hari penuh',
    'Pasar tutup 3 bulan penuh',
    'number: 3 bulan | 3 hari',
  ],
  [
    'a day',
    'Sopir mogok tanggal 3 Maret nanti',
    'Sopir mogok tanggal 9 Maret nanti',
    'date: 9 Maret | 3 Maret',
  ],
  [
    'a year',
    'Kereta layang beroperasi 2024 ini',
    'Kereta layang beroperasi 2031 ini',
    'date: 2031 | 2024',
  ],
  [
    'the most telling of several',
    'Vaksin campak dibagikan gratis di Kudus',
    'Vaksin polio dibagikan gratis di Demak',
    'other: polio | campak',
  ],
];

test.each(TOLD)(
  'a message that names another thing in its place tells %s',
  (_, ...[head, text, told]) => {
    expect(rivalOf(head, text)).toBe(told);
  },
);

const MORE_TOLD: typeof TOLD = [
  [
    'a day of another month',
    'Sopir mogok tanggal 3 Maret nanti',
    'Sopir mogok tanggal 3 April nanti',
    'date: 3 April | 3 Maret',
  ],
  [
    'a person two words before the same one',
    'Luhut kemarin menyuruh petani',
    'Bahlil tiba menyuruh petani',
    'name: Bahlil | Luhut',
  ],
];

test.each(MORE_TOLD)('what is near counts: %s', (_, ...[head, text, told]) => {
  expect(rivalOf(head, text)).toBe(told);
});

const QUIET: readonly (readonly [what: string, headline: string, text: string, given?: Given])[] = [
  ['a day and a year', 'Kereta layang beroperasi 2024 ini', 'Kereta layang beroperasi 9 Maret ini'],
  ['a year and a day', 'Sopir mogok 3 Maret nanti', 'Sopir mogok 2031 nanti'],
  ['counts of different things', 'Jembatan roboh 4 orang hilang', 'Jembatan roboh 7 rumah hilang'],
  [
    'an animal among other words',
    'Warga menangkap buaya raksasa',
    'Pedagang menjual harimau mainan plastik',
  ],
  [
    'a number whose next words are others, however near the same ones stand',
    'Hujan badai 4 kali, merusak jembatan',
    'Hujan lebat badai mengamuk 7 kali dan lagi parah merusak jembatan',
    { isSeen: true },
  ],
  [
    'what the fact-check tells below its headline',
    'Pabrik payung terbakar di Kudus',
    'Pabrik payung terbakar di Demak',
    { below: 'Api merembet sampai Demak' },
  ],
  [
    'a count that the fact-check has of other things',
    'Jembatan roboh 4 orang hilang',
    'Jembatan roboh 7 orang hilang',
    { below: 'Juga rusak 7 rumah' },
  ],
  [
    'a word that the fact-check has in another form',
    'Gempa merusak sekolah',
    'Banjir merusak sekolah',
    { below: 'Warga kebanjiran' },
  ],
  [
    'a word that the fact-check misspells',
    'Vaksin campak dihentikan',
    'Vaksin polio dihentikan',
    { below: 'Obat pollio habis' },
  ],
  [
    'a town two words before what follows a person in a headline',
    'Luhut kemarin menyuruh petani',
    'Demak tiba menyuruh petani',
    { isCopied: true },
  ],
  [
    'a headline that the message names too',
    'Pabrik payung terbakar di Kudus',
    'Pabrik payung terbakar di Demak, bukan di Kudus',
  ],
  ['another name of the same thing', 'Warga takut gula darah naik', 'Warga takut diabetes naik'],
  [
    'one of the names of a person',
    'Ridwan Kamil membagikan kambing',
    'Pak Kamil membagikan kambing',
  ],
  ['an amount of an offer', 'Bantuan 4 juta cair besok', 'Bantuan 7 juta cair besok, klik tautan'],
  [
    'a word that may be misheard',
    'Pabrik payung terbakar di Kudus',
    'Pabrik payung terbakar di Demak',
    { unsure: ['demak'] },
  ],
  [
    'a town for a person in a message that copies nothing',
    'Luhut menyuruh petani membakar sawah',
    'Demak menyuruh petani membakar sawah',
  ],
  [
    'an animal for a town in a copy',
    'Pabrik payung terbakar di Kudus',
    'Pabrik payung terbakar di kambing',
    { isCopied: true },
  ],
  [
    'the home country in a message that copies nothing',
    'Vietnam mengirim beras plastik',
    'Indonesia mengirim beras plastik',
  ],
];

test.each(
  QUIET.map(([what, headline, text, given = {}]) => [what, headline, text, given] as const),
)('nothing is told of %s', (_, headline, text, given) => {
  expect(rivalOf(headline, text, given)).toBe('–');
});

test.each([
  [
    'Luhut menyuruh petani membakar sawah',
    'Demak menyuruh petani membakar sawah',
    'other: Demak | Luhut',
  ],
  [
    'Vietnam mengirim beras plastik',
    'Indonesia mengirim beras plastik',
    'place: Indonesia | Vietnam',
  ],
])('a copy tells more: of "%s", "%s"', (headline, text, told) => {
  expect(rivalOf(headline, text, { isCopied: true })).toBe(told);
});
