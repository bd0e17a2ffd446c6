import { expect, test } from 'vitest';
import { findFalseNames } from '../../src/matching/links/look-alike.ts';
import { findDenial } from '../../src/triage/denial/find-denial.ts';
import { findOwnTrouble, mayBeOwnStory } from '../../src/triage/trouble/own-trouble.ts';
import { findDanger } from '../../src/triage/urgency/danger-signs.ts';
import { findUrgency } from '../../src/triage/urgency/find-urgency.ts';

const kindOf = (text: string) => findOwnTrouble(text, false)?.kind;

test.each([
  ['suami saya mukul saya tadi malam', 'home'],
  ['Saya mau bunuh diri saja', 'suicide'],
  ['katanya saya mau dibunuh', 'threat'],
  ['kalau saya diancam lapor ke mana', 'threat'],
  ['saya ketipu 2 juta', 'scammed'],
  ['saya sebarkan kabar, saya dipukul suami', 'home'],
])('“%s” is trouble of who wrote it, and of nobody here where it was forwarded', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
  expect(findOwnTrouble(text, true)).toBeUndefined();
  expect(mayBeOwnStory(text, true)).toBe(false);
});

test.each([
  ['nenek saya ga sadarkan diri sesudah minum seduhan daun itu', 'threat'],
  ['saya kebanyakan minum obat, jantung berdebar', 'threat'],
  ['bapak minum obat kebanyakan sekarang lemas', 'threat'],
  ['kebanyakan minum obat bikin ginjal rusak', undefined],
  ['katanya kebanyakan minum obat bisa mati', undefined],
  ['kebanyakan minum obat bisa mati ga', 'suicide'],
  ['ibu minum obat sakit kepala', undefined],
  ['minum racun sakit ga', 'suicide'],
  ['telanjur saya minumkan ke bapak, bapak kejang kejang', 'threat'],
  ['adik stip', 'threat'],
  ['toko tetangga terbakar', 'threat'],
  ['kebakaran toko di pasar', undefined],
  ['suami saya mukanya mencong, bicaranya pelo', 'threat'],
  ['suami saya ga sadar kena tipu', undefined],
  ['pelatih sering raba, jangan cerita ya katanya', 'child'],
  ['bayi demam 41 lalu kejang', 'threat'],
  ['balita nelen paku', 'threat'],
  ['ibu saya sesak napas, bener ga diminumin air kelapa', 'threat'],
  ['anak keracunan di sekolah sebelah kampung', 'unsure'],
  ['anak saya pernah kejang waktu bayi', undefined],
  ['kalau anak kejang, kasih kopi', undefined],
  ['benarkah anak kejang diberi kopi', undefined],
  ['saya hampir pingsan lihat tagihannya', undefined],
  ['dc pinjol ngancam mau ke kantor saya, bener ga boleh', 'threat'],
  ['debt collector ngancam mau datang ke kontrakan', 'unsure'],
  ['debt collector dilarang datang ke rumah', undefined],
])('“%s” is trouble of kind %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

test.each([
  'suami saya mukul saya tadi malam tapi sekarang saya sudah aman',
  'saya dipukul suami, alhamdulillah sudah selamat',
  'sinopsis film: saya dipukul suami setiap malam',
  'Sebarkan! saya dipukul suami',
  'tolong sebarkan, saya dipukul suami',
  'saya tidak dipukul suami',
  'apa benar saya dipukul',
])('“%s” is over, a story, a chain, denied or asked', (text) => {
  expect(kindOf(text)).toBeUndefined();
});

test('the gravest of several troubles is the one that is answered', () => {
  expect(kindOf('saya ketipu 2 juta dan saya mau bunuh diri saja')).toBe('suicide');
  expect(kindOf('saya mau bunuh diri saja karena suami saya mukul saya')).toBe('suicide');
});

test('what may be a story of one’s own gets no verdict unasked, a question does', () => {
  expect(mayBeOwnStory('saya tidak dipukul suami', false)).toBe(true);
  expect(mayBeOwnStory('saya dipukul suami?', false)).toBe(false);
  expect(mayBeOwnStory('besok semua bank tutup', false)).toBe(false);
});

test.each([
  ['Mereka bawa parang ke TPS sekarang', 'life'],
  ['petugas disandera di kantor desa sekarang', 'life'],
  ['Sebarkan! mereka bawa parang ke TPS sekarang', 'hour'],
  ['Tahun lalu mereka bawa parang ke TPS', 'usual'],
  ['hoaks: mereka bawa parang ke TPS', 'usual'],
  ['saya ketipu 2 juta', 'hour'],
  ['katanya tetangga dipukul suaminya', 'usual'],
  ['besok semua bank tutup', 'usual'],
] as const)('“%s” is of urgency %s', (text, urgency) => {
  expect(findUrgency(text, false)).toBe(urgency);
});

test.each([
  ['petugas disandera di kantor desa sekarang', 'danger'],
  ['tetangga mengacungkan golok', 'danger'],
  ['anak saya disentuh pamannya', 'child'],
  ['korbannya siswi SMP', 'child'],
  ['umurnya 17 tahun', 'child'],
  ['umurnya 18 tahun', undefined],
  ['uang dibagikan di balai desa', undefined],
])('in a report “%s” is %s', (text, danger) => {
  expect(findDanger(text)).toBe(danger);
});

test.each([
  ['Tidak benar bahwa bank tutup besok', 'whole'],
  ['[HOAKS] Bank tutup besok', 'whole'],
  ['Hati-hati, ini penipuan', 'fraud'],
  ['Apakah tidak benar bahwa bank tutup besok?', undefined],
  ['[HOAKS] Bank tutup besok?', undefined],
  ['Bank tutup besok, ini bukan hoaks. Sebarkan', undefined],
  ['Bank tutup besok', undefined],
])('“%s” is denied: %s', (text, denial) => {
  expect(findDenial(text)).toBe(denial);
});

test('each false address is shown once, and those of the institution itself never', () => {
  const links = [
    'https://klikbca-promo.example/a',
    'https://bca.co.id/a',
    'https://bca-undian.example/a',
    'https://klikbca-promo.example/b',
    'tanpa alamat',
  ];
  expect(findFalseNames(links).map(({ host }) => host)).toEqual([
    'klikbca-promo.example',
    'bca-undian.example',
  ]);
});
