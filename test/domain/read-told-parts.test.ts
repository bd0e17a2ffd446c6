import { expect, test } from 'vitest';
import {
  readDetails,
  readOccasion,
  readReporter,
  readStory,
} from '../../src/domain/reports/read-told.ts';
import { newReport } from '../../src/domain/reports/report.ts';

const NOW = Date.parse('2026-11-24T08:00:00+07:00');
const breach = newReport('L1', 'election-breach', NOW);
const scam = newReport('L2', 'scam', NOW);
const TODAY = '2026-11-24';

test('only what happened today was surely not known before', () => {
  expect(readOccasion(breach, 'tadi pagi di Kupang', NOW).known?.day).toBe(TODAY);
  expect(readOccasion(breach, 'kemarin di Kupang', NOW).known).toBeUndefined();
  expect(readOccasion(breach, 'baru tahu kemarin', NOW)).toMatchObject({
    when: { day: '2026-11-23' },
    known: { day: '2026-11-23' },
  });
});

test('the words for a day are kept short, and those for a place without the day', () => {
  const read = readOccasion(breach, 'Kemarin sore, Kupang, dekat pasar', NOW);
  expect(read.when).toEqual({ day: '2026-11-23', said: 'Kemarin sore' });
  expect(read.place).toBe('Kupang, dekat pasar');
  const long = `kemarin ${'sekali '.repeat(9)}di Kupang`;
  expect(readOccasion(breach, long, NOW).when).toEqual({ day: '2026-11-23', said: '2026-11-23' });
  const sixty = `kemarin ${'x'.repeat(52)}`;
  expect(readOccasion(breach, sixty, NOW).when?.said).toBe(sixty);
});

test('an answer to where it was is the place, also where no province is named', () => {
  const asked = { ...breach, when: { day: TODAY, said: 'tadi' } };
  expect(readOccasion(asked, 'depan warung Bu Contoh', NOW).place).toBe('depan warung Bu Contoh');
  expect(readOccasion(breach, 'depan warung Bu Contoh', NOW).place).toBeUndefined();
  const placed = { ...asked, place: 'depan warung', province: 'Bali' };
  expect(readOccasion(placed, 'di pasar Kupang', NOW).place).toBe('depan warung');
  const half = { ...asked, place: 'depan warung' };
  expect(readOccasion(half, 'Kupang', NOW)).toMatchObject({
    place: 'depan warung, Kupang',
    province: 'Nusa Tenggara Timur',
  });
});

test('a day alone is no place', () => {
  expect(readOccasion(breach, 'kemarin', NOW).place).toBeUndefined();
  expect(readOccasion(breach, 'kemarin Kupang', NOW).place).toBe('kemarin Kupang');
});

test('stories and answers are kept up to their lengths', () => {
  const told = readStory(breach, `  ${'cerita panjang '.repeat(200)}`, NOW);
  expect(told.account).toHaveLength(1500);
  expect(told.account).toMatch(/^cerita/);
  expect(readStory(breach, '   ', NOW)).not.toHaveProperty('account');
  const asked = { ...breach, when: { day: TODAY, said: 'tadi' } };
  expect(readOccasion(asked, ` ${'jauh '.repeat(99)}`, NOW).place).toHaveLength(200);
  const many = Array.from({ length: 40 }, (_, n) => `rekening ${7_000_000_000 + n * 11_111}`);
  expect(readDetails(scam, many.join(', '), NOW).link?.length).toBeLessThanOrEqual(600);
  const evidence = Array.from({ length: 10 }, () => ({ kind: 'image', receivedAt: NOW }));
  expect(readDetails({ ...breach, evidence }, 'ada fotonya', NOW).evidence).toHaveLength(10);
});

test('one number in two spellings is listed once, another one beside it', () => {
  const before = readOccasion(scam, 'nomornya 0812 3456 7890', NOW);
  expect(readDetails(before, '+62 812-3456-7890', NOW).link).toBe(before.link);
  expect(readDetails(before, '62812.3456.7890', NOW).link).toBe(before.link);
  expect(readDetails(before, '0812 3456 6207', NOW).link).toBe(`${before.link}, 0812 3456 6207`);
  expect(readDetails(before, 'buktinya cuma itu aja', NOW).link).toBe(before.link);
});

test('who did it is told without addresses, proofs and signs', () => {
  const suspectOf = (text: string) => readDetails(breach, text, NOW).suspect;
  expect(suspectOf('ketua RT http://contoh.example/x')).toBe('ketua RT');
  expect(suspectOf('ketua RT. Ada videonya')).toBe('ketua RT');
  expect(suspectOf('Pak Contoh; , x, anak buahnya')).toBe('Pak Contoh, anak buahnya');
  expect(suspectOf('https://contoh.example/x')).toBeUndefined();
  expect(readDetails(breach, 'ketua RT', NOW)).not.toHaveProperty('link');
  expect(readDetails(breach, 'ketua RT', NOW).evidence).toEqual([]);
});

test('accounts that are named are where it can be seen, an e-mail address is not', () => {
  const linkOf = (text: string) => readDetails(breach, text, NOW).link;
  expect(linkOf('ada di @contoh.akun dan @lain')).toBe('@contoh.akun @lain');
  expect(linkOf('surel budi@contoh.example saja @')).toBeUndefined();
});

test('whoever reports a hoax or a scam answers where it is, not who it was', () => {
  const hoax = newReport('L3', 'public-hoax', NOW);
  expect(readDetails(hoax, 'di grup RT', NOW)).toMatchObject({ link: 'di grup RT' });
  expect(readDetails(hoax, 'di grup RT', NOW).suspect).toBeUndefined();
  expect(readDetails(scam, 'rekening 1234567890', NOW).suspect).toBeUndefined();
});

test.each([
  ['Sitti binti Contoh, perumahan Contoh blok A', 'Sitti binti Contoh', 'perumahan Contoh blok A'],
  ['Budi Contoh alamatnya Gowa', 'Budi Contoh', 'Gowa'],
  ['Nama: Budi Contoh ;; alamat saya: Gowa', 'Budi Contoh', 'Gowa'],
  ['Budi Contoh. 3171234567890123, Gowa', 'Budi Contoh. [NIK]', 'Gowa'],
  ['I Gusti Ayu Made Contoh Dewi', 'I Gusti Ayu Made Contoh Dewi', undefined],
])('%j is the name and the address of who reports', (text, name, address) => {
  expect(readReporter(text)).toEqual({ name, ...(address && { address }) });
});

test.each(['satu dua tiga empat lima enam tujuh', 'B', '08123456789', ', Gowa'])(
  '%j is nobody',
  (text) => {
    expect(readReporter(text)).toBeUndefined();
  },
);
