import type { RecordChange } from '../../services/transparency/monthly-reports.ts';

/** Indonesian: the monthly reports. */
export const indonesianRecords = {
  records: {
    title: 'Laporan bulanan',
    hint: 'Setiap bulan dihitung satu kali sesudah berakhir, dengan angka kecil sudah disembunyikan. Laporan baru dibaca publik setelah seorang penyunting menerbitkannya.',
    none: 'Belum ada bulan yang dihitung.',
    draft: 'belum terbit',
    published: 'terbit',
    publishedBy: (by: string, at: string) => `Diterbitkan ${by}, ${at}`,
    revised: (n: number) => `${n} ralat`,
    count: (month: string) => `Hitung ${month}`,
    countHint: (days: number) =>
      `Rincian kasus dihapus ${days} hari sesudah putusan. Makin lama menunggu, makin sedikit yang bisa dihitung.`,
    publish: 'Terbitkan laporan ini',
    publishHint:
      'Baca dulu semuanya. Sesudah terbit, angkanya tidak bisa diubah lagi; yang bisa ditambah hanya catatan ralat bertanggal.',
    revise: 'Tambah catatan ralat',
    reviseHint: 'Tulis apa yang keliru dan apa yang benar. Catatan ini dibaca publik.',
    note: 'Catatan',
    publicPage: 'Lihat halaman publik',
    back: 'Semua laporan',
    wrong: {
      unknown: 'Bulan itu belum berakhir atau belum dihitung.',
      already: 'Laporan ini sudah terbit.',
      'not-published': 'Laporan ini belum terbit.',
      'bad-note': 'Catatannya kosong atau terlalu panjang.',
      stale: 'Orang lain baru saja mengubah laporan ini. Periksa lagi.',
    } satisfies Readonly<Record<Exclude<RecordChange, 'done'>, string>>,
  },
};
