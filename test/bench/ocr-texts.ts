import type { MatchDocument } from '../../src/matching/match.ts';
import { seededNumbers } from '../support/generate.ts';

/** A made-up hoax, its siblings having other places, names, amounts and dates. */
export interface Hoax {
  id: string;
  text: string;
  document: MatchDocument;
}

/** As many different hoaxes as asked for, always the same for one seed. */
export function makeHoaxes(count: number, seed: number): Hoax[] {
  const random = seededNumbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T; // never empty
  const hoaxes = new Map<string, Hoax>();
  while (hoaxes.size < count) {
    const [title, text] = pick(TEMPLATES);
    const slots: Readonly<Record<string, string>> = {
      place: pick(PLACES),
      name: pick(NAMES),
      amount: pick(AMOUNTS),
      count: String(2 + Math.floor(random() * 88)),
      date: `${1 + Math.floor(random() * 28)} ${pick(MONTHS)}`,
    };
    const fill = (template: string) =>
      template.replace(/\{(\w+)\}/g, (_, slot) => slots[slot] ?? '');
    const filled = fill(text);
    if (hoaxes.has(filled)) continue;
    const id = `h${hoaxes.size}`;
    const document = { id, title: fill(title), narratives: [filled], verdict: 'salah' };
    hoaxes.set(filled, { id, text: filled, document });
  }
  return [...hoaxes.values()];
}

const PLACES =
  'Bandung Surabaya Medan Makassar Palembang Semarang Pontianak Kupang Ambon Manado Padang Jambi Mataram Kendari Ternate'.split(
    ' ',
  );
const NAMES = 'Hartono Wiguna Lestari Simatupang Kusnadi Pranata Maharani Tarigan Rumaropen'.split(
  ' ',
);
const MONTHS = 'Januari Maret April Juni Agustus Oktober Desember'.split(' ');
const AMOUNTS = [
  'Rp300.000',
  'Rp450.000',
  'Rp600.000',
  'Rp1.200.000',
  '75 ribu',
  '2,5 juta',
  '900 ribu',
];

/** Headline and forward, written for this bench. */
const TEMPLATES: readonly (readonly [string, string])[] = [
  [
    'Bantuan {amount} untuk warga {place} yang mendaftar di kantor desa',
    'Alhamdulillah, mulai {date} warga {place} mendapat bantuan {amount} dari dinas sosial. Cukup bawa fotokopi kartu keluarga ke kantor desa. Kuota hanya {count} keluarga, siapa cepat dia dapat!',
  ],
  [
    'Air rebusan daun kelor dan jahe menyembuhkan diabetes dalam {count} hari',
    'Dokter {name} dari rumah sakit {place} membuktikan air rebusan daun kelor dicampur jahe merah menyembuhkan diabetes dalam {count} hari tanpa obat. Rahasia ini disembunyikan pabrik obat.',
  ],
  [
    'Gempa besar akan mengguncang {place} pada {date}',
    'PERINGATAN! Badan gempa Jepang memastikan gempa {count} kali lebih kuat akan mengguncang {place} pada {date} pukul 02.30 dini hari. Segera tinggalkan rumah dan bawa surat berharga.',
  ],
  [
    'Penculik anak menyamar sebagai penjual balon di {place}',
    'Hati-hati bunda! Penculik anak menyamar jadi penjual balon di {place}. Sudah {count} anak hilang sejak {date}. Pelakunya naik mobil putih dan memakai obat bius. Jaga putra putri kita.',
  ],
  [
    'Bank memotong {amount} dari semua tabungan mulai {date}',
    'Info penting untuk nasabah: mulai {date} semua bank memotong {amount} tiap bulan dari tabungan yang saldonya mengendap. Segera tarik uang Anda di ATM terdekat sebelum terlambat, kata Pak {name}.',
  ],
  [
    'Telur palsu dari plastik beredar di pasar {place}',
    'Telur palsu dari plastik sudah masuk pasar {place}. Ibu {name} membeli {count} butir seharga {amount}, kuningnya memantul seperti bola bekel dan tidak basi setelah sebulan.',
  ],
  [
    'Tilang elektronik {place} mengambil motor yang telat pajak {count} hari',
    'Polisi {place} mulai {date} menyita motor yang pajaknya telat {count} hari. Denda {amount} dibayar di tempat. Kabar ini dari Ipda {name}, tolong teruskan ke grup keluarga.',
  ],
  [
    'Minyak goreng gratis {count} liter untuk pemilik kartu lansia di {place}',
    'Toko swalayan membagikan minyak goreng gratis {count} liter untuk setiap lansia di {place}. Isi nama dan nomor rekening lewat tautan panitia, biaya kirim {amount}. Berlaku sampai {date}.',
  ],
  [
    'Vaksin cacar membuat {count} murid di {place} lumpuh',
    'Sebanyak {count} murid sekolah dasar di {place} lumpuh setelah disuntik vaksin cacar pada {date}. Kepala puskesmas bernama {name} melarang orang tua bicara kepada wartawan.',
  ],
  [
    'Lowongan kereta api di {place} dengan gaji {amount} per hari',
    'Kereta api membuka {count} lowongan penjaga palang di {place} tanpa ijazah. Gaji {amount} per hari, mes disediakan. Hubungi Bapak {name} dan bayar seragam sebelum {date}.',
  ],
];
