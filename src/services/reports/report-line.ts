import { clockOf } from '../../domain/reports/deadlines.ts';
import { hasDeadline } from '../../domain/reports/questions.ts';
import type { Report } from '../../domain/reports/report.ts';
import { isoOf } from '../../domain/time/calendar.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import type { ReportDeps } from './report-deps.ts';

/** One line about a prepared report: what it is about and how long there is. */
export function reportLine(deps: Pick<ReportDeps, 'script'>, turn: Turn, report: Report): string {
  const words = wordsFor(deps, turn);
  const { id, isFiled } = report;
  const threat = words(`report.threat.${report.threat}`);
  if (isFiled) return words('report.line-filed', { id, threat });
  if (!hasDeadline(report)) return words('report.line', { id, threat });
  const { day, zone, deadlineAt } = clockOf(report);
  const date = formatDay(isoOf(day), turn.profile.language);
  if (turn.now > deadlineAt) return words('report.line-late', { id, threat, date });
  return words('report.line-deadline', { id, threat, date, zone: zone.name });
}
