import type { ShiftFigures } from '../../tipline/desk/shift-figures.ts';
import { span } from './wordings.ts';

/** The figures of a reviewer's day by their names. */
export function namedFigures(figures: ShiftFigures, reviewer: string): [string, string][] {
  const time = (ms: number | undefined) => (ms === undefined ? '–' : span(ms));
  return [
    [`Diputus ${reviewer} hari ini`, String(figures.decided)],
    ['Diputus semua orang hari ini', String(figures.decidedByAll)],
    ['Waktu kerja Anda, nilai tengah', time(figures.medianWorkMs)],
    ['Dari pertanyaan sampai putusan Anda, nilai tengah', time(figures.medianWaitMs)],
    ['Kasus terbuka', String(figures.open)],
    ['Lewat batas waktu', String(figures.late)],
    ['Yang paling lama menunggu', time(figures.oldestMs)],
  ];
}
