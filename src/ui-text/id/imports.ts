import { withSentences } from '../with-sentences.ts';
import words from './imports.json' with { type: 'json' };

/** Indonesian: imported and changed fact-checks. */
export const indonesianImports = withSentences(words, {
  imports: {
    refused: (why: string) => `Sumber itu tidak dapat dipakai: ${why}`,
    reach: (corrections: number, citizens: number) =>
      `${corrections} ralat akan dikirim ke ${citizens} warga yang sudah menerima jawaban lama.`,
    new: (n: number) => `${n} baru`,
    corrected: (n: number) => `${n} ralat`,
    changed: (n: number) => `${n} berubah tanpa ralat`,
    same: (n: number) => `${n} tetap sama`,
    waiting: (n: number) => `${n} menunggu persetujuan orang lain`,
    refusedRows: (n: number) => `${n} baris ditolak`,
    more: (n: number) => `dan ${n} lagi`,
    told: (n: number) => `${n} warga akan dikabari`,
    line: (n: number) => `Baris ${n}`,
    confirmTelling: (n: number) => `Impor dan kabari ${n} warga`,
  },
  sources: {
    everyShort: (n: number) => `setiap ${n} jam`,
    last: (time: string) => `Terakhir diambil ${time}`,
    failed: (time: string, n: number) => `Gagal ${time} (${n} kali berturut-turut)`,
    next: (time: string) => `Berikutnya ${time}`,
    addedBy: (name: string) => `ditambahkan ${name}`,
    originCase: (ticket: string) => `kasus ${ticket}`,
    originAt: (time: string) => `pada ${time}`,
  },
  changes: {
    told: (n: number) =>
      n === 0
        ? 'Belum ada warga yang menerima pesan lama.'
        : `${n} warga menerima pesan lama dan akan dikabari.`,
    proposedBy: (name: string, time: string) => `Diusulkan ${name}, ${time}`,
    heldUntil: (time: string) => `Berlaku pukul ${time}; sebelum itu masih bisa dibatalkan.`,
    rows: (n: number) => `${n} cek fakta`,
    more: (n: number) => `dan ${n} lagi yang tidak ditampilkan`,
  },
});
