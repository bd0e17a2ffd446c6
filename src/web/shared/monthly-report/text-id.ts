import type { AlertKind } from '../../../domain/duty/alert.ts';
import type { TotalName } from '../../../services/transparency/monthly-report.ts';
import type { Same } from '../../../ui-text/ui-text.ts';
import { withSentences } from '../../../ui-text/with-sentences.ts';
import words from './text-id.json' with { type: 'json' };

/** What the public record says, in one language. */
export type RecordWords = Same<typeof indonesian>;

/** The public record in Indonesian. */
export const indonesian = withSentences(
  words satisfies {
    totals: Readonly<Record<TotalName, string>>;
    alarm: Readonly<Record<AlertKind, string>>;
  },
  {
    title: (month: string) => `Laporan ${month}`,
    lead: (post: string, from: string, until: string) =>
      `Apa yang dikerjakan ${post} dari ${from} sampai ${until}, dalam angka.`,
    counted: (day: string) => `Dihitung pada ${day}.`,
    published: (day: string) => `Diterbitkan ${day}.`,
    others: (names: string) =>
      `Tidak ditampilkan karena jumlahnya terlalu kecil, atau supaya angka kecil lain tidak ketahuan: ${names}.`,
    manyOthers: (n: number) =>
      `${n} lainnya tidak ditampilkan karena jumlahnya terlalu kecil, atau supaya angka kecil lain tidak ketahuan.`,
    seconds: (p50: string, p90: string) =>
      `separuh dalam ${p50} detik, sembilan dari sepuluh dalam ${p90} detik`,
    hours: (p50: string, p90: string) =>
      `separuh dalam ${p50} jam, sembilan dari sepuluh dalam ${p90} jam`,
    more: (n: number) => `${n} lainnya ada di dalam datanya.`,
    week: (from: number, until: number) => `tanggal ${from}–${until}`,
    cite: (post: string, month: string, address: string) => `${post}. Laporan ${month}. ${address}`,
    licence: (name: string) => `Boleh dipakai dengan lisensi ${name}.`,
    corrections: {
      page: (page: number, pages: number) => `Halaman ${page} dari ${pages}`,
    },
  },
);
