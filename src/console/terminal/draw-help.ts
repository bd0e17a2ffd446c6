import { blank, bold, type Line, line } from './line.ts';

const SECTIONS: readonly [string, readonly string[]][] = [
  [
    'Antrean',
    [
      'j k ↑ ↓      pilih kasus           g G        awal, akhir',
      'Enter        ambil dan buka        n          ambil yang paling mendesak',
      '1-6, Tab     ganti daftar          / t        saring kata, topik; Esc hapus',
      'f            cari cek fakta        s          angka hari ini',
      'o            buka nomor laporan    u          batalkan putusan',
      'Spasi        tandai beberapa kasus, lalu x tutup, z tunda, a tugaskan',
      'q            keluar',
    ],
  ],
  [
    'Kasus',
    [
      '1-8          tulis putusan: 1 salah, 2 penipuan, 3 menyesatkan,',
      '             4 sebagian benar, 5 belum terbukti, 6 satire, 7 benar,',
      '             8 klarifikasi',
      'e            lanjutkan draf',
      'A-E          jawab dengan cek fakta yang mendekati',
      'm S U        gabung, pecah, pisahkan lagi',
      'i            tanya warga           x          tutup tanpa putusan',
      'y b          setujui atau kembalikan usulan orang lain',
      'z w          tunda, bangunkan      a o        tugaskan, oper',
      't c          tag, catatan          r          lepas',
      'f            cari cek fakta        n          kasus berikutnya',
      'Enter        ambil lagi kasus yang terlepas   Esc kembali ke antrean',
    ],
  ],
  [
    'Putusan',
    [
      'Ctrl+S       terbitkan             Enter Tab  bagian berikutnya',
      'Ctrl+T       templat berikutnya    Ctrl+G     isian kosong berikutnya',
      'Ctrl+U W K   hapus ke awal, satu kata, ke akhir',
      'Ctrl+R       ambil lagi kasus      Esc        kembali; draf tersimpan',
    ],
  ],
  [
    'Draf',
    [
      'Draf disimpan sendiri selagi Anda menulis. Kasus tanpa draf kembali ke',
      'antrean saat Anda meninggalkannya; yang berdraf tetap pada Anda sampai',
      'sepuluh menit.',
    ],
  ],
];

/** Every key there is. */
export const HELP: readonly Line[] = SECTIONS.flatMap(([title, rows]) => [
  line(` ${title}`, bold),
  ...rows.map((row) => line(`  ${row}`)),
  blank,
]);
