import { defang } from '../domain/text/links.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import type { CaseView, Near, QueueEntry } from '../services/cases/queue.ts';
import type { ReviewerStats } from '../services/cases/reviewer-stats.ts';
import type { FoundFactCheck } from '../services/cases/search-fact-checks.ts';
import { historyInWords } from '../ui-text/describe-history.ts';
import { describeThreat } from '../ui-text/describe-threat.ts';
import { showTime } from '../ui-text/format-time.ts';
import { reasonsOf, whyNobody, whyPartner } from '../ui-text/reasons.ts';
import { notesOf } from './draw-tips.ts';
import { differencesInWords, oneLine, wordingLines } from './show-wordings.ts';
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

/** Shows one case in full: wordings, citizens' notes, similar fact-checks, and its history. */
export function showCase(view: CaseView): string {
  const { case: found, tips, candidates, similar, history, priority, lease } = view;
  const { factCheck } = view;
  const parts = [
    `Kasus ${found.ticket} · ${desk.case.status[found.status]} · ${reasonsIn(priority)}`,
    lease ? `Dipegang ${lease.by} sampai ${clock(lease.until)}` : undefined,
    section('Dugaan bahaya', threatLines(view)),
    section('Bisa diteruskan ke (review refer)', partnerLines(view)),
    section('Kata-katanya', wordingsOf(view)),
    section(
      'Keterangan warga',
      tips.flatMap((tip) => notesOf(tip, words, view).map((note) => `${tip.id}  ${note}`)),
    ),
    section(desk.case.offered.title, offeredLines(view, words)),
    section(
      'Cek fakta yang mirip',
      candidates.flatMap(({ factCheck: near, ...how }) =>
        nearLines(`${near.id}  ${near.verdict}: ${oneLine(near.title, 80)}`, how),
      ),
    ),
    section(
      'Mungkin pertanyaan yang sama (review merge)',
      similar.flatMap(({ case: other, ...how }) =>
        nearLines(`${other.ticket}  ${oneLine(other.claim, 80)}`, how),
      ),
    ),
    wordingsSection(view),
    factCheck
      ? section('Putusan', [`${factCheck.verdict}: ${factCheck.summary ?? ''}`])
      : undefined,
    section(
      'Riwayat',
      history.map(
        (entry) => `${clock(entry.at)} ${entry.by}: ${historyInWords(entry, desk, clock)}`,
      ),
    ),
  ];
  return neutralise(parts.filter((part) => part !== undefined && part !== '').join('\n\n'));
}

function partnerLines({ partners, otherPartners }: CaseView): string[] {
  return partners
    .map((each) => `${each.organisation}  ${each.name}: ${whyPartner(each, desk)}`)
    .concat(whyNobody(otherPartners, desk));
}

/** What the bot offered before the case came to be, with what citizens answered, a line each. */
export function offeredLines({ offered }: CaseView, { desk }: TerminalWords): string[] {
  const { answered, answers } = desk.case.offered;
  return offered.map(
    ({ factCheck: { title }, answer, citizens }) =>
      `${oneLine(title, 80)} · ${answered(answers[answer], citizens)}`,
  );
}

function wordingsSection({ wordings }: CaseView): string {
  const taken = wordings.filter(({ isTaken }) => isTaken).length;
  return section(`${desk.wordings.title(taken)} (review wordings)`, wordingLines(wordings));
}

function threatLines({ case: found, priority }: CaseView): string[] {
  if (!priority.threat && !found.threat) return [];
  const { what, why } = describeThreat(priority.threat, found, desk);
  return why === '' ? [what] : [what, defang(why)];
}

function wordingsOf({ tips, case: found }: CaseView): string[] {
  const wordings = [...new Set(tips.map((tip) => tip.text).filter((text) => text !== ''))];
  const shown = wordings.length > 0 ? wordings : [found.claim || desk.queue.noWords];
  return shown.map((text) => defang(text).replaceAll('\n', '\n  '));
}

function reasonsIn(priority: QueueEntry['priority']): string {
  return reasonsOf(priority, desk)
    .map(({ text }) => text)
    .join(', ');
}

/** How near it comes, and each detail that differs, as the case has it and as the other has it. */
function nearLines(title: string, { score, differences }: Near<object>): string[] {
  const details = differencesInWords(differences).map((each) => `       ${each}`);
  return [`${Math.round(score * 100)} %  ${title}`, ...details];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
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
