import type { Report } from '../../domain/reports/report.ts';
import type { Turn } from '../../ports/turn.ts';

/** Prepared reports that a citizen can have at a time. */
export const MAX_REPORTS = 3;

/** The report that a citizen is still being asked about. */
export function draftOf({ profile }: Turn): Report | undefined {
  return profile.reports?.find(({ preparedAt }) => preparedAt === undefined);
}

/** Saves a report; replaces the one with its id. */
export function saveReport(turn: Turn, report: Report): void {
  const others = (turn.profile.reports ?? []).filter(({ id }) => id !== report.id);
  turn.profile = { ...turn.profile, reports: [...others, { ...report, changedAt: turn.now }] };
}

/** Forgets the report that is not finished. */
export function dropDraft(turn: Turn): void {
  const reports = turn.profile.reports?.filter(({ preparedAt }) => preparedAt !== undefined);
  turn.profile = { ...turn.profile, reports };
}
