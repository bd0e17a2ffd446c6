import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPersonalData } from '../../src/review/mask.ts';

test.each([
  '081234567890',
  '0812-3456-7890',
  '0812 3456 7890',
  '0812.3456.7890',
  '+6281234567890',
  '+62 812-3456-7890',
  '6281234567890',
  '62 812 3456 7890',
  '(0812) 3456 7890',
])('the phone number %s is masked', (number) => {
  expect(maskPersonalData(`Hubungi ${number} sekarang`)).not.toMatch(/3456|34567/);
});

test.each(['Hub.', 'Telp:', 'WA.', 'No.HP.', 'wa=', 'CS-', 'Budi,', '('])(
  'a phone number right after "%s" is masked',
  (before) => {
    expect(maskPersonalData(`${before}081234567890`)).not.toContain('34567');
  },
);

test.each([
  '3174051234567890',
  'NIK:3174051234567890',
  'NIK.3174051234567890',
  '(3174051234567890)',
])('the NIK in "%s" is masked', (text) => {
  expect(maskPersonalData(text)).not.toContain('1234567890');
});

test.each([
  'No. rek BCA 1234567890 a.n. Budi',
  'rekening BRI: 0341-01-000123-50-4',
  'Norek 123 456 7890',
  'a/n Budi 1234567890',
  'virtual account 8808 0812 3456 7890',
  'Transfer ke BCA 1234567890',
])('the account number in "%s" is masked', (text) => {
  expect(maskPersonalData(text).match(/\d/g)?.length ?? 0).toBeLessThan(6);
});

test.each(['budi@contoh.co.id', 'budi.santoso+wa@contoh-bank.com', 'a_b@sub.contoh.example'])(
  'the address %s is masked',
  (address) => {
    expect(maskPersonalData(`Kirim ke ${address}, ya`)).toBe('Kirim ke [surel], ya');
  },
);

test.each([
  'Pemilu 2024 dan 2029',
  'tahun 1945-2024',
  '17-08-1945',
  '2024-11-27',
  '27/11/2024',
  'pukul 08.00-17.00 WIB',
  'Rp 1.000.000',
  'Rp1.500.000,00',
  'Rp 250.000.000.000',
  'Rp 2500000000',
  'Rp. 3500000000',
  'Saldo rekening Rp 1.000.000 akan dipotong',
  'Rekening di bawah 1.000.000 akan ditutup',
  'UU Nomor 11 Tahun 2008 Pasal 28 ayat 3',
  '270 juta jiwa, 38 provinsi, 514 kabupaten/kota',
  'naik 0,85 persen dari 10.000 menjadi 80.000',
  'hubungi 112, 110 atau 119',
  'call center 1500046',
  'kuota 62 GB',
  'ikuti @budi di Instagram',
])('"%s" is left as it is', (text) => {
  expect(maskPersonalData(text)).toBe(text);
});

test('what is around is left as it is', () => {
  const text = 'Ibu 🙏 telepon 081234567890 ya.\nTerima kasih';
  expect(maskPersonalData(text)).toBe('Ibu 🙏 telepon [nomor telepon] ya.\nTerima kasih');
});

test('masking what is masked changes nothing', () => {
  const parts = fc.constantFrom('Hub 081234567890', 'rek 1234567890', 'a@b.co', '\n', ' Rp 5.000 ');
  fc.assert(
    fc.property(fc.array(fc.oneof(parts, fc.string())), (pieces) => {
      const masked = maskPersonalData(pieces.join(' '));
      expect(maskPersonalData(masked)).toBe(masked);
    }),
  );
});

test('any mobile number between words is masked, however it is grouped', () => {
  const digits = fc.stringMatching(/^[1-9]\d{8,9}$/);
  const separator = fc.constantFrom('', ' ', '-', '.');
  fc.assert(
    fc.property(fc.constantFrom('0', '62', '+62'), digits, separator, (prefix, rest, between) => {
      const groups = [`${prefix}8${rest.slice(0, 2)}`, rest.slice(2, 6), rest.slice(6)];
      const masked = maskPersonalData(`telepon ${groups.join(between)} ya`);
      expect(masked).not.toMatch(/\d{3}/);
    }),
  );
});

test('the longest message is masked within a second', () => {
  const started = performance.now();
  for (const text of ['1', '08', '0812 ', 'rek ', 'a@', 'a.', 'a-', '62 8', 'a.b@c-']) {
    maskPersonalData(text.repeat(Math.ceil(65_536 / text.length)));
  }
  expect(performance.now() - started).toBeLessThan(1000);
});
