import type { MatchDocument } from '../../src/matching/match.ts';

/** Fact-checks written for the tests; none is real. */
export const FACT_CHECKS: readonly MatchDocument[] = [
  {
    id: 'pulsa',
    title: 'Telkomsel membagikan pulsa gratis 250 ribu menjelang Lebaran',
    narratives: [
      'Rezeki Lebaran! Telkomsel bagi pulsa gratis 250 ribu untuk semua pelanggan lama, cukup isi data di tautan ini lalu kirim ke sepuluh teman sebelum tengah malam',
    ],
    publishedAt: '2025-03-28',
    verdict: 'penipuan',
  },
  {
    id: 'pertalite',
    title: 'Pertamina tidak akan menjual Pertalite di Surabaya mulai Agustus',
    narratives: [],
    publishedAt: '2025-07-30',
    verdict: 'salah',
  },
  {
    id: 'jembatan',
    title: 'Gubernur Bali meresmikan jembatan kaca setinggi 90 meter di Kintamani',
    narratives: [
      'Luar biasa, jembatan kaca setinggi 90 meter di Kintamani sudah diresmikan Gubernur Bali, wisatawan antre sejak subuh',
    ],
    publishedAt: '2025-02-11',
    verdict: 'salah',
  },
  {
    id: 'kelapa',
    title: 'Air kelapa dicampur garam dapat menyembuhkan demam berdarah',
    narratives: [
      'Dokter di sebuah klinik membagikan resep ajaib: segelas air kelapa muda dicampur garam dapur diminum tiga kali sehari, demam berdarah sembuh dalam semalam tanpa obat rumah sakit',
    ],
    publishedAt: '2024-12-01',
    verdict: 'salah',
  },
  {
    id: 'sekolah',
    title: 'Sekolah diliburkan sebulan penuh karena gelombang panas',
    narratives: [
      'Pengumuman: seluruh sekolah diliburkan sebulan penuh karena gelombang panas ekstrem',
    ],
    publishedAt: '2024-10-09',
    verdict: 'salah',
  },
];
