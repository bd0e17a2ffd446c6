import { expect, test } from 'vitest';
import { findDenial } from '../../src/triage/denial/find-denial.ts';
import { findSigns, readFeatures } from '../../src/triage/read-features.ts';
import { likelihoods, type Model, shareOf, triage } from '../../src/triage/triage.ts';
import { findDanger } from '../../src/triage/urgency/danger-signs.ts';
import { findUrgency } from '../../src/triage/urgency/find-urgency.ts';

test.each([
  ['Kabar bank tutup besok tidak benar', 'whole'],
  ['Kabar bank tutup besok hoaks', 'whole'],
  ['Bank tutup besok. Itu tidak benar. Demikian kata warga', 'unsure'],
  ['Tidak benar bahwa bank tutup. Begitu kata polisi', 'whole'],
  ['Cek Fakta: Bank tutup besok', 'whole'],
  ['HOAX! Bank tutup besok', 'whole'],
  ['[ hoaks ] Bank tutup besok', 'whole'],
  ['(salah) Bank tutup besok', 'whole'],
  ['❌❌ HOAKS: Bank tutup besok', 'whole'],
  ['[HOAKS] Bank tutup besok? Entah', undefined],
  ['[FOTO] Bank tutup besok', undefined],
  ['Apakah hoaks bank tutup besok', undefined],
  ['Ini penipuan?', undefined],
  ['', undefined],
  ['hoaks', undefined],
])('“%s” is denied: %s', (text, denial) => {
  expect(findDenial(text)).toBe(denial);
});

test('a label counts within the first eighty signs, and a text within the first four thousand', () => {
  const label = 'Bank tutup besok. ';
  expect(findDenial(`${label.repeat(210)}Tidak benar bahwa bank tutup`)).toBe('whole');
  expect(findDenial(`${label.repeat(230)}Tidak benar bahwa bank tutup`)).toBeUndefined();
});

test.each([
  ['umurnya 17 tahun', 'child'],
  ['umur 9 th', 'child'],
  ['umur 18 tahun', undefined],
  ['saya 17 tahun', 'child'],
  ['saya masih 15 tahun', 'child'],
  ['saya 18 tahun', undefined],
  ['saya 4 tahun tinggal di sini', undefined],
  ['anak di bawah umur', 'child'],
  ['murid sma ikut kampanye', 'child'],
  ['balita sakit', 'child'],
  ['my daughter was filmed', 'child'],
  ['mau dibunuh', 'danger'],
  ['akan membunuh', 'danger'],
  ['membakar toko', 'danger'],
  ['membawa celurit', 'danger'],
  ['mengacungkan pistol', 'danger'],
  ['sedang dipukuli', 'danger'],
  ['sedang dikeroyok', 'danger'],
  ['anak saya mau dibunuh', 'danger'],
])('in a report “%s” is %s', (text, danger) => {
  expect(findDanger(text)).toBe(danger);
});

test.each([
  ['rumahnya mau dibakar malam ini', 'life'],
  ['Sebarkan! saya mau bunuh diri', 'usual'],
  ['tidak benar bahwa rumah pak lurah mau dibakar malam ini', 'usual'],
  ['suami saya mukul saya', 'hour'],
])('“%s” is of urgency %s', (text, urgency) => {
  expect(findUrgency(text, false)).toBe(urgency);
});

/** Two classes, of which words speak for one or the other. */
const model: Model = {
  classes: ['biasa', 'penipuan'],
  bias: [10, 0],
  weights: { hadiah: [0, 40], rapat: [20, 0] },
};

test('each feature that is known weighs, less in company, and unknown ones do not', () => {
  const odds = (names: readonly string[]) => {
    const [calm = 0, scam = 0] = likelihoods(model, names);
    expect(calm + scam).toBeCloseTo(1, 9);
    return Math.log(scam / calm);
  };
  expect(odds([])).toBeCloseTo(-1, 9);
  expect(odds(['entah', 'constructor'])).toBeCloseTo(-1, 9);
  expect(odds(['hadiah'])).toBeCloseTo(3, 9);
  expect(odds(['hadiah', 'rapat'])).toBeCloseTo(-1 + 2 * 2 ** -0.4, 9);
  expect([shareOf(0), shareOf(1)]).toEqual([1, 1]);
  expect(shareOf(32)).toBeCloseTo(0.25, 9);
});

const signsOf = (text: string) => readFeatures(text).signs;

test.each([
  ['https://a.example https://b.example https://c.example', ['#link:1', '#link:2', '#link:3']],
  ['https://a.example', ['#link:1']],
])('a sign of “%s” counts by its levels: %j', (text, names) => {
  const found = readFeatures(text).names.filter((name) => name.startsWith('#link:'));
  expect(found).toEqual(names);
});

test.each([
  ['3jt', 'money'],
  ['rp. 5', 'money'],
  ['5 miliar', 'money'],
  ['[surel]', 'contact'],
  ['[NIK]', 'contact'],
  ['kutulis', 'self'],
  ['haha', 'laugh'],
  ['😂', 'laugh'],
  ['[salah] bank', 'debunk'],
  ['hoaks bank', 'debunk'],
] as const)('“%s” has the sign %s', (text, sign) => {
  expect(signsOf(text).has(sign)).toBe(true);
});

test.each([
  ['50 orang', 'money'],
  ['dari kantor', 'done'],
  ['ilmu', 'you'],
  ['ha', 'laugh'],
  ['bank salah', 'debunk'],
  ['kuda', 'self'],
] as const)('“%s” has no sign %s', (text, sign) => {
  expect(signsOf(text).has(sign)).toBe(false);
});

test('a root counts once for a sign however often it stands there, and chatty words each time', () => {
  const words = ['gak', 'GAK', 'rapat'].map((text) => ({ text, written: text }) as never);
  expect(findSigns('', words, []).get('chatty')).toBe(2);
  expect(findSigns('', [], []).size).toBe(0);
});

test('neighbours, and words one apart, are named in their order; numbers and addresses are not', () => {
  const { names } = readFeatures('rapat 17 kuda https://a.example/rapat meja kursi');
  const bare = names.filter((name) => !name.startsWith('#'));
  expect(bare).toEqual([
    ...['rapat', 'kuda', 'meja', 'kursi', '^rapat', 'rapat kuda', 'kuda meja', 'meja kursi'],
    ...['rapat _ meja', 'kuda _ kursi'],
  ]);
  expect(names).toContain('#short');
});

test('a guess is rounded, gives its reasons by their weight, and only those that speak for it', () => {
  const text =
    'Lowongan kerja dari rumah, cuma like video dapat 200 ribu per hari. Setor deposit dulu';
  const guess = triage({ text });
  expect(guess?.threat).toBe('penipuan');
  expect((guess?.certainty ?? 0) * 100).toBeCloseTo(Math.round((guess?.certainty ?? 0) * 100), 9);
  expect(guess?.words).toContain('deposit');
  expect(new Set(guess?.words).size).toBe(guess?.words.length);
  expect(guess?.signs).toContain('money');
});
