import type { RecordChange } from '../../services/transparency/monthly-reports.ts';
import { withSentences } from '../with-sentences.ts';
import words from './stats.json' with { type: 'json' };

/** Indonesian: statistics of dashboards and flows, and monthly reports. */
export const indonesianStats = withSentences(
  words satisfies { records: { wrong: Readonly<Record<Exclude<RecordChange, 'done'>, string>> } },
  {
    dashboard: {
      days: (n: number) => `${n} hari terakhir`,
    },
    flows: {
      states: (n: number) => `${n} langkah`,
      days: (n: number) => `${n} hari terakhir`,
      entered: (n: number) => `${n} masuk`,
      silent: (n: number) => `${n} diam`,
      again: (n: number) => `${n} kali diulang karena tidak dipahami`,
      begun: (n: number) => `${n} dimulai`,
      finished: (n: number, share: string) => `${n} selesai (${share})`,
    },
    records: {
      publishedBy: (by: string, at: string) => `Diterbitkan ${by}, ${at}`,
      revised: (n: number) => `${n} ralat`,
      count: (month: string) => `Hitung ${month}`,
      countHint: (days: number) =>
        `Rincian kasus dihapus ${days} hari sesudah putusan. Makin lama menunggu, makin sedikit yang bisa dihitung.`,
    },
  },
);
