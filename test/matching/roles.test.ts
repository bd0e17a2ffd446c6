import { expect, test } from 'vitest';
import type { MatchResult } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { FACT_CHECKS } from './fact-checks.ts';

/** What a message meets when one fact-check has this title. */
function meet(title: string, text: string): MatchResult {
  const own = { id: 'own', title, narratives: [], verdict: 'salah' };
  return createMatcher([...FACT_CHECKS, own]).match({ text });
}

const SWAPPED: readonly (readonly [what: string, title: string, text: string])[] = [
  [
    'both active',
    'Anies melaporkan Ganjar ke KPK soal dana kampanye pesantren',
    'Ganjar melaporkan Anies ke KPK soal dana kampanye pesantren',
  ],
  [
    'the message passive, the names as before',
    'Anies melaporkan Ganjar soal dana kampanye pesantren',
    'Anies dilaporkan Ganjar soal dana kampanye pesantren',
  ],
  [
    'the fact-check passive, the names as before',
    'Luhut dipukul Erick saat rapat anggaran kereta layang',
    'Luhut memukul Erick saat rapat anggaran kereta layang',
  ],
  [
    'both passive with oleh',
    'Anies dilaporkan ke kejaksaan oleh Ganjar terkait sumur resapan',
    'Ganjar dilaporkan ke kejaksaan oleh Anies terkait sumur resapan',
  ],
  [
    'the passive written apart',
    'Anies melaporkan Ganjar soal dana kampanye pesantren',
    'Anies di laporkan Ganjar soal dana kampanye pesantren',
  ],
  [
    'the passive of another verb written apart',
    'Anies mengirimi Ganjar surat soal dana kampanye pesantren',
    'Anies di kirimi Ganjar surat soal dana kampanye pesantren',
  ],
  [
    'no affix, as in headlines',
    'Rusia serang Ukraina pakai balon udara raksasa',
    'Ukraina serang Rusia pakai balon udara raksasa',
  ],
  [
    'colloquial',
    'Anies melaporkan Ganjar soal dana kampanye pesantren',
    'ganjar laporin anies soal dana kampanye pesantren',
  ],
  [
    'other names of the same persons',
    'Joko Widodo memarahi Luhut gara-gara sepeda listrik macet',
    'Luhut memarahi Jokowi gara-gara sepeda listrik macet',
  ],
  [
    'offices before the names',
    'Gubernur Anies menggugat mantan menteri Susi soal kapal tua',
    'Mantan menteri Susi menggugat Gubernur Anies soal kapal tua',
  ],
  [
    'places',
    'Vietnam mengirim beras plastik ke Malaysia lewat pelabuhan kecil',
    'Malaysia mengirim beras plastik ke Vietnam lewat pelabuhan kecil',
  ],
  [
    'a third name that stays',
    'Menurut Mahfud, Anies menyuap Ganjar demi proyek waduk',
    'Menurut Mahfud, Ganjar menyuap Anies demi proyek waduk',
  ],
];

test.each(SWAPPED)('roles swapped, %s: the verdict is withheld', (_, title, text) => {
  const { tier, matches } = meet(title, text);
  expect([tier, matches[0]?.id]).toEqual(['confirm', 'own']);
  expect(matches[0]?.differences.map(({ type }) => type)).toContain('role');
});

const KEPT: readonly (readonly [what: string, title: string, text: string])[] = [
  [
    'active and passive',
    'Anies melaporkan Ganjar soal dana kampanye pesantren',
    'Ganjar dilaporkan Anies soal dana kampanye pesantren',
  ],
  [
    'active and passive, with "di" within the verb',
    'Anies mengadili Ganjar soal dana kampanye pesantren',
    'Ganjar diadili Anies soal dana kampanye pesantren',
  ],
  [
    'passive with oleh and active',
    'Ganjar dilaporkan ke KPK oleh Anies soal dana kampanye pesantren',
    'Anies melaporkan Ganjar ke KPK soal dana kampanye pesantren',
  ],
  [
    'an accident and a deed',
    'Luhut tertipu Erick dalam jual beli kapal pesiar bekas',
    'Erick menipu Luhut dalam jual beli kapal pesiar bekas',
  ],
  [
    'an arrival told from either side',
    'Jepang kedatangan Jokowi membawa seribu ekor komodo',
    'Jokowi mendatangi Jepang membawa seribu ekor komodo',
  ],
  [
    'a meeting',
    'Anies bertemu Ganjar di warung soto membahas tiket kereta',
    'Ganjar bertemu Anies di warung soto membahas tiket kereta',
  ],
  [
    'a debate with',
    'Luhut berdebat dengan Susi tentang harga lobster kaleng',
    'Susi berdebat dengan Luhut tentang harga lobster kaleng',
  ],
  [
    'a list before the verb',
    'Anies dan Ganjar meresmikan museum layangan terbesar',
    'Ganjar dan Anies meresmikan museum layangan terbesar',
  ],
  [
    'a companion named after the verb',
    'Anies meresmikan museum layangan terbesar bersama Ganjar',
    'Ganjar meresmikan museum layangan terbesar bersama Anies',
  ],
  [
    'a match',
    'Indonesia melawan Vietnam tanpa penonton karena kabut asap',
    'Vietnam melawan Indonesia tanpa penonton karena kabut asap',
  ],
  [
    'losing and beating',
    'Erick kalah dari Luhut dalam lomba panjat pinang kementerian',
    'Luhut mengalahkan Erick dalam lomba panjat pinang kementerian',
  ],
  [
    'a place put first',
    'Prabowo meresmikan jembatan bambu di Papua',
    'Di Papua Prabowo meresmikan jembatan bambu',
  ],
  [
    'a place named before the passive',
    'Prabowo meresmikan pabrik payung lipat Papua',
    'Pabrik payung lipat Papua diresmikan Prabowo',
  ],
  [
    'a verb of hearsay before the verb',
    'Anies diduga menyuap Ganjar demi proyek waduk raksasa',
    'Ganjar diduga disuap Anies demi proyek waduk raksasa',
  ],
  [
    'a blow that is returned',
    'Rusia menyerang Ukraina lalu Ukraina menyerang Rusia pakai balon udara',
    'Ukraina menyerang Rusia pakai balon udara',
  ],
  [
    'three names in another order',
    'Prabowo menunjuk Erick dan Luhut mengurus tambak udang',
    'Prabowo menunjuk Luhut dan Erick mengurus tambak udang',
  ],
  [
    'two who are named after the verb without a word between them',
    'Prabowo menunjuk Erick, Luhut mengurus tambak udang',
    'Prabowo menunjuk Luhut, Erick mengurus tambak udang',
  ],
  [
    'three names in a row, in another order',
    'Baliho Prabowo, Anies, Ganjar dicuri nelayan tambak udang',
    'Baliho Ganjar, Anies, Prabowo dicuri nelayan tambak udang',
  ],
];

test.each(KEPT)('the same said another way, %s: roles do not differ', (_, title, text) => {
  const { matches } = meet(title, text);
  expect(matches[0]?.id).toBe('own');
  expect(matches[0]?.differences.filter(({ type }) => type === 'role')).toEqual([]);
});

test.each([
  'Bupati melaporkan Anies soal dana pesantren, Ganjar terkejut',
  'Anies terkejut saat bupati melaporkan Ganjar soal dana pesantren',
])('only those who are known by name have a role: %s', (title) => {
  const { matches } = meet(title, title.replace('melaporkan', 'dilaporkan'));
  expect(matches[0]?.differences.filter(({ type }) => type === 'role')).toEqual([]);
});

test('the passive of an active headline is answered', () => {
  const title = 'Anies melaporkan Ganjar soal dana kampanye pesantren';
  expect(meet(title, 'Ganjar dilaporkan Anies soal dana kampanye pesantren').tier).toBe('answer');
});

test('swapped roles are shown as they were written', () => {
  const title = 'Anies Baswedan melaporkan Ganjar ke KPK soal dana kampanye pesantren';
  const text = 'GANJAR laporkan Anis Baswedan ke KPK soal dana kampanye pesantren!!';
  expect(meet(title, text).matches[0]?.differences).toEqual([
    {
      type: 'role',
      message: ['GANJAR laporkan Anis Baswedan'],
      factCheck: ['Anies Baswedan melaporkan Ganjar'],
    },
  ]);
});

test('a forward that tells it at length keeps its roles', () => {
  const title = 'Anies melaporkan Ganjar ke KPK soal dana kampanye pesantren';
  const text =
    'Assalamualaikum, mohon dicek. Anies melaporkan Ganjar ke KPK soal dana kampanye pesantren. ' +
    'Ganjar katanya kaget dan marah kepada Anies. Sebarkan!';
  expect(meet(title, text).matches[0]?.differences.map(({ type }) => type)).not.toContain('role');
});
