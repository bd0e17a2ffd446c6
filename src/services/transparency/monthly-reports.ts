import type { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { spanOf } from '../../domain/time/month.ts';
import { type DocumentDeps, documentsOf, type Stored } from '../../ports/documents.ts';
import { uncountedMonths } from '../stats/monthly-counters.ts';
import type { TransparencyDeps } from './corrections.ts';
import { type Counting, countMonth } from './count-month.ts';
import { type Revision, storedReportSchema } from './monthly-report.ts';

/** Stored report of a month; `revision` counts its changes. */
export type StoredReport = Stored<z.infer<typeof storedReportSchema>>;

const reports = documentsOf('record', storedReportSchema);
const MOST_REVISIONS = 50;
const MAX_NOTE = 1000;

export const readRecord: (deps: DocumentDeps, month: string) => Promise<StoredReport | undefined> =
  reports.find;

/** Lists the report of every month that was counted, the latest first. */
export async function listRecords(deps: DocumentDeps): Promise<StoredReport[]> {
  return (await reports.list(deps)).toReversed();
}

/** Creates a past month's report, counted once: the difference of two counts would reveal who has come or gone. */
export async function drawUpRecord(deps: Counting, month: string) {
  const known = await readRecord(deps, month);
  if (known || spanOf(month).until > deps.clock.now()) return known;
  const record = await countMonth(deps, month);
  await reports.save(deps, { id: month, revision: 0, record, revisions: [] });
  return readRecord(deps, month); // another process may have been faster
}

/** Counts months before their sources are erased; one that cannot be counted keeps its rows and holds up no other. */
export async function countMonths(deps: Counting): Promise<void> {
  const failures: Error[] = [];
  for (const month of await uncountedMonths(deps)) {
    await drawUpRecord(deps, month).catch((cause) =>
      failures.push(new Error(`the month ${month} cannot be counted`, { cause })),
    );
  }
  if (failures[0]) throw failures[0];
}

export type RecordChange = 'done' | 'unknown' | 'already' | 'not-published' | 'bad-note' | 'stale';

interface Changing {
  month: string;
  by: string;
}

/** Publishes a month on purpose; from now on its numbers stand. */
export async function publishRecord(deps: TransparencyDeps, { month, by }: Changing) {
  const known = await drawUpRecord(deps, month);
  if (!known) return 'unknown';
  if (known.published) return 'already';
  const { clock, settings } = deps;
  const published = { at: clock.now(), by, licence: settings.licence };
  return save(deps, { ...known, published }, { by, what: 'record-published' });
}

/** Adds a dated note to a published month: what was wrong in it, and what is right. Its numbers stay as they were. */
export async function reviseRecord(
  deps: TransparencyDeps,
  { month, by, note }: Changing & Pick<Revision, 'note'>,
): Promise<RecordChange> {
  const known = await readRecord(deps, month);
  if (!known) return 'unknown';
  if (!known.published) return 'not-published';
  const text = note.trim();
  const isBad = text === '' || text.length > MAX_NOTE || known.revisions.length >= MOST_REVISIONS;
  if (isBad) return 'bad-note';
  const revisions = [...known.revisions, { at: deps.clock.now(), by, note: text }];
  return save(deps, { ...known, revisions }, { by, what: 'record-revised' });
}

async function save(
  { store, clock }: Pick<TransparencyDeps, 'store' | 'clock'>,
  report: StoredReport,
  { by, what }: { by: string; what: 'record-published' | 'record-revised' },
): Promise<RecordChange> {
  const details = { version: 1 + report.revisions.length };
  const event = auditEventAt(clock.now(), { by, what, of: report.id, details });
  return (await reports.save({ store }, report, [event])) ? 'done' : 'stale';
}
