import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPersonalData, plainDigits } from '../../src/domain/text/mask.ts';
import { growthOf, repeated } from '../harm/hostile/growth.ts';

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
  'tahun 2014-2019 2019-2024',
  'telepon polisi 110 atau Halo BCA 1500888',
  'dana 12000000 rupiah',
  'anggaran BRI 2023-2024 naik',
  'naik +100.000 suara, selisih +1.250.000',
  '08.00 - 17.00, 021 kode Jakarta',
  'skor 3-1 dan 2-0, 14 Februari 2024',
  'SK Nomor 0512/KPU/2024',
])('"%s" is left as it is', (text) => {
  expect(maskPersonalData(text)).toBe(text);
});

test.each([
  '3174 0512 3456 7890',
  '3174-0512-3456-7890',
  '3174.0512.3456.7890',
  '31 74 05 123456 7890',
  'No KK 3174051234567890',
])('the identity number %s is masked however it is grouped', (number) => {
  expect(maskPersonalData(`Datanya ${number} ya`)).not.toMatch(/3456|\d{3}/);
});

test.each([
  '(021) 555 1234',
  '021-5551234',
  '0274 512345',
  '+62 21 5551 2345',
  'wa 812-3456-7890',
  'WhatsApp: 812 3456 7890',
  '+60 12-345 6789',
  '+966 50 123 4567',
  '𝟎𝟖𝟏𝟐-𝟑𝟒𝟓𝟔-𝟕𝟖𝟗𝟎',
  '０８１２３４５６７８９０',
  '0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣',
  '0812\u200b3456\u200b7890',
  '0812_3456_7890',
  '0812–3456–7890',
])('the number %s leads to nobody', (number) => {
  expect(maskPersonalData(`Hubungi ${number} sekarang`)).not.toMatch(/\p{Nd}{3}/u);
});

test.each([
  'Mandiri 123-00-0456789-0',
  'BRI 0341 0100 0123 504',
  'bca: 12345678',
  'DANA 0812 3456 7890',
  'ovo 39358081234567890',
  'VA 12345678901234567',
  'NPWP 12.345.678.9-012.345',
  'paspor A1234567',
  'plat B 1234 XYZ',
])('"%s" keeps no number of anyone', (text) => {
  expect(maskPersonalData(`Kirim ke ${text} sekarang`)).not.toMatch(/\d{3}/);
});

test('an identity number written by its parts is masked, even where its digits look like years', () => {
  expect(maskPersonalData('NIK saya 11-01-00-190000-1900 begitu')).toBe('NIK saya [NIK] begitu');
});

test.for(['3174 2003 1990 0004', '3174-1990-1234-0004', '2003.1990.1234.2001'])(
  'the identity number %s is masked, although some of its groups look like years',
  (number) => {
    expect(maskPersonalData(`NIK saya ${number} begitu`)).toBe('NIK saya [NIK] begitu');
  },
);

test('any identity number is masked, in any grouping that people write', () => {
  const groups = fc.constantFrom([16], [4, 4, 4, 4], [2, 2, 2, 6, 4], [6, 6, 4], [8, 8]);
  const gap = fc.constantFrom('', ' ', '.', '-');
  const digits = fc.stringMatching(/^[1-9][1-9]0[1-7]\d{12}$/);
  fc.assert(
    fc.property(digits, groups, gap, (number, lengths, between) => {
      const parts = lengths.map((length, n) => {
        const start = lengths.slice(0, n).reduce((sum, each) => sum + each, 0);
        return number.slice(start, start + length);
      });
      const text = `NIK saya ${parts.join(between)} begitu`;
      expect(maskPersonalData(text)).not.toMatch(/\d{4}/);
    }),
  );
});

test('any account number behind the name of a bank is masked', () => {
  const bank = fc.constantFrom('BCA', 'bri', 'Mandiri', 'BNI', 'GoPay', 'SeaBank', 'BSI', 'rek.');
  const digits = fc.stringMatching(/^[1-9]\d{8,14}$/);
  fc.assert(
    fc.property(bank, digits, fc.constantFrom('', ' ', '-'), (name, number, between) => {
      const grouped = number.match(/\d{1,4}/g)?.join(between);
      expect(maskPersonalData(`kirim ke ${name} ${grouped} ya`)).not.toMatch(/\d{4}/);
    }),
  );
});

test('any price, date and short number is left as it is', () => {
  const price = fc.integer({ min: 1, max: 999_999 }).map((n) => `Rp ${n.toLocaleString('id')}.000`);
  const date = fc
    .tuple(
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1990, max: 2035 }),
    )
    .chain(([d, m, y]) => fc.constantFrom(`${d}-${m}-${y}`, `${d}/${m}/${y}`, `${d}.${m}.${y}`));
  const hotline = fc.constantFrom('110', '112', '119', '129', '14045', '14000', '1500-046', '157');
  const words = fc.constantFrom(
    'bayar',
    'telepon',
    'bank Mandiri',
    'dana',
    'tahun',
    'sejak',
    'BRI',
  );
  fc.assert(
    fc.property(words, fc.oneof(price, date, hotline), (before, number) => {
      const text = `${before} ${number} saja`;
      expect(maskPersonalData(text)).toBe(text);
    }),
  );
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

test('the work of masking the longest message grows with its length', async () => {
  for (const part of ['1', '08', '0812 ', 'rek ', 'a@', 'a.', 'a-', '62 8', 'a.b@c-']) {
    expect(await growthOf(maskPersonalData, repeated(part))).toBeUndefined();
  }
});

test('digits of every script and style are written as plain ones, and nothing else is', () => {
  expect(plainDigits('٠٩ ०९ ０９ 𝟘𝟡 𝟬𝟵 1️⃣')).toBe('09 09 09 09 09 1');
  expect(plainDigits('a1\u200b2 \u200bb ①½')).toBe('a12 \u200bb ①½');
});
