import { neutralise } from '../domain/text/strip-control-codes.ts';
import type { CaseView, QueueEntry } from '../services/cases/queue.ts';
import type { ReviewerStats } from '../services/cases/reviewer-stats.ts';
import type { FoundFactCheck } from '../services/cases/search-fact-checks.ts';
import { showTime } from '../ui-text/format-time.ts';
import { reasonsOf } from '../ui-text/reasons.ts';
import { drawSections } from './draw-case.ts';
import { oneLine } from './show-wordings.ts';
import { span, type TerminalWords, terminalWords } from './text.ts';

/** Without a screen the desk speaks Indonesian. */
const words = terminalWords('id');
const { desk } = words;
const clock = (at: number) => showTime(at, words.language);

/** The queue as lines, one a case. */
export function showQueue(entries: readonly QueueEntry[]): string {
  if (entries.length === 0) return 'Antrean kosong.';
  const lines = entries.map(({ case: found, priority, lease, partner }) => {
    const held = lease ? ` [${lease.by}]` : '';
    const reasons = reasonsIn(priority);
    const why = partner ? `${desk.refer.proposal(partner.name)}, ${reasons}` : reasons;
    return `${found.ticket}${held}  ${oneLine(found.claim, 70)}\n      ${why}`;
  });
  return neutralise(lines.join('\n'));
}

/** Fact-checks that were found, one a line. */
export function showFound(found: readonly FoundFactCheck[]): string {
  if (found.length === 0) return 'Tidak ada yang cocok.';
  const lines = found.map(({ factCheck: { id, verdict, title }, score }) => {
    const sure = `${Math.round(score * 100)} %`.padStart(5);
    return `${sure}  ${id}  ${verdict}: ${oneLine(title, 80)}`;
  });
  return neutralise(lines.join('\n'));
}

/** A reviewer's day, one figure a line. */
export function showStats(figures: ReviewerStats, reviewer: string): string {
  const rows = namedStats(figures, reviewer, words);
  return neutralise(rows.map(([name, value]) => `${name}: ${value}`).join('\n'));
}

/** Shows one case in full, as the console does, with the ids and names that commands take in place of keys. */
export function showCase(view: CaseView): string {
  const { case: found, priority, lease, factCheck } = view;
  const heads = [
    `Kasus ${found.ticket} · ${desk.case.status[found.status]} · ${reasonsIn(priority)}`,
    lease && `Dipegang ${lease.by} sampai ${clock(lease.until)}`,
    factCheck && `Putusan: ${factCheck.verdict}: ${factCheck.summary ?? ''}`,
  ].filter((head) => head !== undefined);
  const similar = 'Mungkin pertanyaan yang sama (review merge)';
  const sections = { ...words.sections, similar, choose: '(review wordings)' };
  const sheet = { words: { ...words, sections }, columns: PLAIN_COLUMNS, hasIds: true, clock };
  const drawn = drawSections(view, sheet).map((each) => each.map(({ text }) => text).join(''));
  return neutralise([...heads, '', ...drawn].join('\n')).trimEnd();
}

/** Too narrow for two texts side by side, which only a screen can align. */
const PLAIN_COLUMNS = 99;

function reasonsIn(priority: QueueEntry['priority']): string {
  return reasonsOf(priority, desk)
    .map(({ text }) => text)
    .join(', ');
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
