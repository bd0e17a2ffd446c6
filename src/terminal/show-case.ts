import { neutralise } from '../domain/text/strip-control-codes.ts';
import type { FoundFactCheck } from '../services/cases/compare-fact-check.ts';
import type { CaseView, QueueEntry } from '../services/cases/queue.ts';
import type { ReviewerStats } from '../services/cases/reviewer-stats.ts';
import { percent } from '../ui-text/describe-support.ts';
import { showTime } from '../ui-text/format-time.ts';
import { reasonsOf } from '../ui-text/reasons.ts';
import { drawView } from './draw-case.ts';
import { blank, line, paragraph } from './line.ts';
import { oneLine } from './show-wordings.ts';
import { span, type TerminalWords, terminalWords } from './text.ts';

/** Without a screen the desk speaks Indonesian. */
const words = terminalWords('id');
const { desk } = words;
const clock = (at: number) => showTime(at, words.language);

export function showQueue(entries: readonly QueueEntry[]): string {
  if (entries.length === 0) return 'Antrean kosong.';
  const lines = entries.map(({ case: found, priority, lease, partner }) => {
    const held = lease ? ` [${lease.by}]` : '';
    const reasons = reasonsOf(priority, desk)
      .map(({ text }) => text)
      .join(', ');
    const why = partner ? `${desk.refer.proposal(partner.name)}, ${reasons}` : reasons;
    return `${found.ticket}${held}  ${oneLine(found.claim, 70)}\n      ${why}`;
  });
  return neutralise(lines.join('\n'));
}

export function showFound(found: readonly FoundFactCheck[]): string {
  if (found.length === 0) return 'Tidak ada yang cocok.';
  const lines = found.map(({ factCheck: { id, verdict, title }, score }) => {
    const sure = percent(score).padStart(4);
    return `${sure}  ${id}  ${verdict}: ${oneLine(title, 80)}`;
  });
  return neutralise(lines.join('\n'));
}

/** A reviewer's day, one figure a line. */
export function showStats(figures: ReviewerStats, reviewer: string): string {
  const rows = namedStats(figures, reviewer, words);
  return neutralise(rows.map(([name, value]) => `${name}: ${value}`).join('\n'));
}

/** A line that is too long for a narrow terminal is broken; wider, two texts would stand side by side. */
const COLUMNS = 99;

/** Shows one case in full, as the console draws it, with dates and ids. */
export function showCase(view: CaseView, now: number): string {
  const { case: found, lease, factCheck } = view;
  const sections = { ...words.sections, ...words.plainSections };
  const sheet = { words: { ...words, sections }, columns: COLUMNS, now, clock, isPlain: true };
  const lines = [
    line(`Kasus ${found.ticket} · ${desk.case.status[found.status]}`),
    ...(lease ? [line(`Dipegang ${lease.by} sampai ${clock(lease.until)}`)] : []),
    ...(factCheck
      ? paragraph(`Putusan: ${factCheck.verdict}: ${factCheck.summary ?? ''}`, COLUMNS)
      : []),
    blank,
    ...drawView(view, sheet),
  ];
  return lines.map((each) => each.map(({ text }) => text).join('')).join('\n');
}

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
