import type { Profile } from '../../domain/citizens/profile.ts';
import { clockOf, erasedAt, openReminders, type Report } from '../../domain/reports/report.ts';

type Reporting = Pick<Profile, 'reports'>;

/** Returns when a citizen's reports need a reminder, or expire; null for never. */
export function dueAt({ reports = [] }: Reporting, keptDays: number): number | null {
  const times = reports.flatMap((report) => [
    ...openReminders(report).slice(0, 1),
    erasedAt(report, keptDays),
  ]);
  return times.length === 0 ? null : Math.min(...times);
}

/** Returns the reports with a due reminder; past the deadline it would only annoy. */
export function dueReminders({ reports = [] }: Reporting, now: number): Report[] {
  return reports.filter(
    (report) => openReminders(report).some((at) => at <= now) && now <= clockOf(report).deadlineAt,
  );
}

/** The profile at a time: reports past their end are gone, and reminders whose time has come will not come again. */
export function expireReports<P extends Reporting>(profile: P, now: number, keptDays: number): P {
  if (!profile.reports) return profile;
  const reports = profile.reports
    .filter((report) => erasedAt(report, keptDays) > now)
    .map((report) => ({ ...report, reminded: passed(report, now) }));
  const { reports: _, ...rest } = profile;
  return (reports.length === 0 ? rest : { ...rest, reports }) as P; // the optional part is left out
}

function passed(report: Report, now: number): number {
  if (report.preparedAt === undefined) return 0;
  return clockOf(report).reminders.filter((at) => at <= now).length;
}
