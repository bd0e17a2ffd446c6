import type { ReviewerStats } from '../services/cases/reviewer-stats.ts';
import type { TerminalWords } from './text.ts';
import { span } from './times.ts';

/** The figures of a reviewer's day by their names. */
export function namedStats(
  figures: ReviewerStats,
  reviewer: string,
  words: TerminalWords,
): [string, string][] {
  const say = words.figures;
  const time = (ms: number | undefined) => (ms === undefined ? '–' : span(ms, words));
  return [
    [say.decided(reviewer), String(figures.decided)],
    [say.decidedByAll, String(figures.decidedByAll)],
    [say.work, time(figures.medianWorkMs)],
    [say.wait, time(figures.medianWaitMs)],
    [say.open, String(figures.open)],
    [say.late, String(figures.late)],
    [say.oldest, time(figures.oldestMs)],
  ];
}
