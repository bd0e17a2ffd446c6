import { expect, test } from 'vitest';
import { CandidateFinder } from '../../../src/matching/find-candidates.ts';
import { findRelated } from '../../../src/matching/find-related.ts';
import type { MatchDocument } from '../../../src/matching/match.ts';
import { MatchIndex } from '../../../src/matching/match-index.ts';
import { readQuery } from '../../../src/matching/read-query.ts';

type Given = Partial<MatchDocument> & { title: string };

/** What is on the topic of a message, by title. */
function related(text: string, documents: readonly Given[], library = new MatchIndex()): string[] {
  for (const each of documents) library.put({ id: each.title, narratives: [], ...each });
  return findRelated(library, new CandidateFinder(library), readQuery(library, { text }));
}

/** A store in which a word that one document has is rare. */
function largeStore(): MatchIndex {
  const library = new MatchIndex();
  for (let n = 0; n < 999; n += 1) library.put({ id: `${n}`, title: `qz${n}`, narratives: [] });
  return library;
}

const TELLS = ['petani tebu dilarang panen lele setelah vaksin'];

test.each<[what: string, text: string, document: Given]>([
  [
    'a subject and what is said of it',
    'vaksin mengandung',
    { title: 'Vaksin polio mengandung babi' },
  ],
  ['two subjects', 'vaksin babi', { title: 'Vaksin polio mengandung babi' }],
  ['a subject and a place', 'gempa di garut', { title: 'Gempa merusak Garut' }],
  ['a subject and a rare word', 'zulkarbin dan vaksin', { title: 'Zulkarbin menolak vaksin' }],
  [
    'two names and a place',
    'kabar Anies Baswedan dan Ganjar di Garut',
    { title: 'Anies membeli di Garut bersama Ganjar' },
  ],
  [
    'a subject, and much more below the title',
    'apakah vaksin petani tebu boleh panen lele',
    { title: 'Vaksin ternyata bahaya', narratives: TELLS },
  ],
])('on the topic is %s', (_, text, document) => {
  expect(related(text, [document])).toEqual([document.title]);
});

test.each<[what: string, text: string, document: Given]>([
  ['one word', 'vaksin', { title: 'Vaksin polio mengandung babi' }],
  [
    'a subject alone, among other words',
    'gempa tadi malam terasa',
    { title: 'Gempa merusak sekolah' },
  ],
  ['one person alone', 'Anies Baswedan membeli sapi', { title: 'Anies Baswedan membeli kapal' }],
  [
    'a subject, and a word of any news',
    'vaksin di Indonesia',
    { title: 'Vaksin di Indonesia mengandung babi' },
  ],
  ['two persons alone', 'kabar Anies dan Ganjar', { title: 'Anies Baswedan bertemu Ganjar' }],
  [
    'a subject, and nothing below the title',
    'apakah vaksin petani tebu boleh panen lele',
    { title: 'Vaksin ternyata bahaya' },
  ],
  [
    'a subject, and much more in what is true instead',
    'apakah vaksin petani tebu boleh panen lele',
    { title: 'Vaksin ternyata bahaya', summary: TELLS[0] },
  ],
  [
    'much below a title that has none of it',
    'apakah petani tebu boleh panen lele',
    { title: 'Sekolah ternyata bahaya', narratives: TELLS },
  ],
])('not on the topic is %s', (_, text, document) => {
  expect(related(text, [document])).toEqual([]);
});

test('not on the topic is a subject alone, though it is half of the message', () => {
  const titles = ['Gempa merusak sekolah', 'Karung kosong hilang'];
  const documents = titles.map((title) => ({ title }));
  expect(related('gempa karung', documents)).toEqual([]);
});

test('an unknown name is one in a large store, if the writer marks it as such', () => {
  const title = 'Zulkarbin Prastowo menemukan sumur';
  const library = largeStore();
  expect(related('Zulkarbin Prastowo menemukan', [{ title }], library)).toEqual([title]);
  expect(related('Halo Kawan, zulkarbin prastowo menemukan', [{ title }], library)).toEqual([]);
  expect(related('Zulkarbin Prastowo menemukan', [{ title }])).toEqual([]);
});

const dated = (title: string, publishedAt: string): Given => ({ title, publishedAt });

test('of what is about as close the newest leads, and what is far off is left out', () => {
  const long = 'Vaksin polio membuat anak lumpuh lalu meninggal kemarin sore sekolah';
  const documents = [
    dated('Vaksin polio lumpuh sekolah', '2020'),
    dated('Vaksin polio babi impor', '2021'),
    dated(long, '2022'),
  ];
  expect(related('vaksin polio', documents)).toEqual([
    'Vaksin polio babi impor',
    'Vaksin polio lumpuh sekolah',
  ]);
});

test('of one day the closest leads', () => {
  const [near, far] = ['Vaksin polio babi impor', 'Vaksin polio monyet hutan jahat'];
  for (const titles of [
    [near, far],
    [far, near],
  ])
    expect(
      related(
        'vaksin polio',
        titles.map((title) => dated(title, '2021')),
      ),
    ).toEqual([near, far]);
});
