import type { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { spanOf } from '../../domain/time/month.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';
import { uncountedMonths } from '../stats/uncounted-months.ts';
import { type Counting, countMonth } from './count-month.ts';
import { type Revision, storedReportSchema } from './monthly-report.ts';
import type { TransparencyDeps } from './transparency-deps.ts';

/** A month as it is kept; `revision` counts its changes. */
export interface StoredReport extends z.infer<typeof storedReportSchema> {
  revision: number;
}

type Reading = { store: { documents: Pick<DocumentStore, 'get' | 'list'> } };

const MOST_REVISIONS = 50;
const MAX_NOTE = 1000;

/** A month that was counted; undefined where it was not. */
export async function readRecord(
  { store }: Reading,
  month: string,
): Promise<StoredReport | undefined> {
  const document = await store.documents.get('record', month);
  const read = document && storedReportSchema.safeParse(document.value);
  return read?.success ? { ...read.data, revision: document?.revision ?? 0 } : undefined;
}

/** Every month that was counted, the latest first. */
export async function listRecords({ store }: Reading): Promise<StoredReport[]> {
  const documents = await store.documents.list('record');
  return documents
    .flatMap(({ revision, value }) => {
      const read = storedReportSchema.safeParse(value);
      return read.success ? { ...read.data, revision } : [];
    })
    .toReversed();
}

/**
 * Creates the report of a past month. It is counted once, at the first request: the difference of
 * two counts would reveal who has come or gone in between.
 */
export async function drawUpRecord(
  deps: Counting,
  month: string,
): Promise<StoredReport | undefined> {
  const known = await readRecord(deps, month);
  if (known || spanOf(month).until > deps.clock.now()) return known;
  const value = { record: await countMonth(deps, month), revisions: [] };
  await deps.store.documents.put('record', { id: month, revision: 0, value });
  return readRecord(deps, month); // another process may have been faster
}

/**
 * Counts the months that are over, before what they are counted from is erased with its time. Nobody sees a record
 * until an editor publishes it. A month in which nobody wrote has none, unless an editor asks for it. One that cannot
 * be counted holds up no other; its rows stay (`retain`) until it is.
 */
export async function countMonths(deps: Counting): Promise<void> {
  const failures: Error[] = [];
  for (const month of await uncountedMonths(deps)) {
    await drawUpRecord(deps, month).catch((cause) =>
      failures.push(new Error(`the month ${month} cannot be counted`, { cause })),
    );
  }
  if (failures[0]) throw failures[0];
}

/** What became of a wish to publish or to revise. */
export type RecordChange = 'done' | 'unknown' | 'already' | 'not-published' | 'bad-note' | 'stale';

interface Changing {
  month: string;
  by: string;
}

/** Publishes a month on purpose; from now on its numbers stand. */
export async function publishRecord(
  deps: TransparencyDeps,
  { month, by }: Changing,
): Promise<RecordChange> {
  const known = await drawUpRecord(deps, month);
  if (!known) return 'unknown';
  if (known.published) return 'already';
  const { clock, settings } = deps;
  const published = { at: clock.now(), by, licence: settings.licence };
  return keep(deps, { ...known, published }, { by, what: 'record-published' });
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
  return keep(deps, { ...known, revisions }, { by, what: 'record-revised' });
}

async function keep(
  { store, clock }: Pick<TransparencyDeps, 'store' | 'clock'>,
  { revision, ...value }: StoredReport,
  { by, what }: { by: string; what: 'record-published' | 'record-revised' },
): Promise<RecordChange> {
  const id = value.record.month;
  const details = { version: 1 + value.revisions.length };
  const event = auditEventAt(clock.now(), { by, what, of: id, details });
  const saved = await store.documents.put('record', { id, revision, value }, [event]);
  return saved === 'saved' ? 'done' : 'stale';
}
