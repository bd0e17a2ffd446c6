import { expect, test } from 'vitest';
import { readFeatures } from '../../src/triage/read-features.ts';
import { triage } from '../../src/triage/triage.ts';

const signsOf = (text: string) => [...readFeatures(text).signs.keys()];

test.each([
  ['Awas!! bank tutup', true],
  ['Awas! bank tutup', false],
  ['BESOK BANK tutup sebulan', true],
  ['BESOK bank tutup sebulan lamanya', false],
  ['BESOK BANK TUTUP', false],
  ['besok bank tutup sebulan', false],
])('%j is shouted: %s', (text, isShouted) => {
  expect(signsOf(text).includes('shouted')).toBe(isShouted);
});

test.each([
  ['rugi Rp 500', 'money'],
  ['dapat 50 juta', 'money'],
  ['hubungi [nomor telepon]', 'contact'],
  ['benarkah?', 'question'],
  ['saya lihat', 'self'],
  ['dipukulnya', 'done'],
  ['membakar', 'told'],
  ['mukamu', 'you'],
  ['wkwkwk', 'laugh'],
  ['itu tidak benar', 'debunk'],
  ['klik https://contoh.example/a', 'link'],
  ['klik https://bri-hadiah.example', 'look-alike'],
])('%j has the sign %s', (text, sign) => {
  expect(signsOf(text)).toContain(sign);
});

test.each([
  ['klik https://kabar.example/a?id=7', 'question'],
  ['klik https://kabar.example/5juta', 'money'],
  ['klik https://kabar.example/saya', 'self'],
  ['klik https://kabar.example/wkwkwk', 'laugh'],
  ['klik https://kabar.example/AWAS/BAHAYA/BESAR/SEKALI', 'shouted'],
])('of an address nothing is read but that it is one: %j has no sign %s', (text, sign) => {
  expect(signsOf(text)).toContain('link');
  expect(signsOf(text)).not.toContain(sign);
});

test('a link counts as often as it stands there', () => {
  const { signs } = readFeatures('https://a.example/1 https://a.example/2');
  expect(signs.get('link')).toBe(2);
});

test('a text is known by its roots, their neighbours, its first word, and whether it is short', () => {
  const { names, written } = readFeatures('Bank menutup kantor');
  const pairs = ['bank tutup', 'tutup kantor', 'bank _ kantor'];
  expect(names).toEqual(expect.arrayContaining(['bank', '^bank', ...pairs, '#short']));
  expect(names.filter((name) => name.includes(' '))).toHaveLength(pairs.length);
  expect([...written.values()]).toContain('Bank');
  expect(readFeatures('satu bank menutup kantor pusat').names).not.toContain('#short');
});

test('four signs and four words are shown at most, each once, and where it came from first', () => {
  const text =
    'SELAMAT!! Anda menang hadiah Rp 50 juta, klik https://hadiah-contoh.example dan kirim kode OTP serta nomor rekening sekarang juga!!';
  const guess = triage({ text, source: 'stranger' });
  expect(guess).toMatchObject({ threat: 'penipuan' });
  expect(guess?.signs[0]).toBe('source');
  expect(guess?.signs.length).toBeLessThanOrEqual(4);
  expect(guess?.words.length).toBeLessThanOrEqual(4);
  expect(guess?.words.length).toBeGreaterThan(0);
  for (const word of guess?.words ?? []) expect(text).toContain(word);
  const alone = triage({ text });
  expect(alone?.signs).not.toContain('source');
  expect(guess?.certainty).toBeGreaterThanOrEqual(alone?.certainty ?? 1);
  expect(alone?.certainty).toBeLessThanOrEqual(0.99);
});
