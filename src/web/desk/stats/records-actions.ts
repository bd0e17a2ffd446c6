import { readMonth } from '../../../domain/time/month.ts';
import {
  drawUpRecord,
  publishRecord,
  type RecordChange,
  readRecord,
  reviseRecord,
} from '../../../services/transparency/monthly-reports.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { sendRecord, sendRecords } from './records-page.ts';

const MONTH = '/records/:month';

/** The pages of the monthly reports; editors alone see one before everybody does. */
export const recordRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/records',
    needs: 'publish-record',
    run: (visit) => sendRecords(visit),
  },
  { method: 'get', path: MONTH, needs: 'publish-record', run: (visit) => showRecord(visit) },
  { method: 'post', path: `${MONTH}/count`, needs: 'publish-record', run: takeCount },
  { method: 'post', path: `${MONTH}/publish`, needs: 'publish-record', run: takePublication },
  { method: 'post', path: `${MONTH}/revise`, needs: 'publish-record', run: takeRevision },
];

async function showRecord(visit: KnownVisit, alert?: string): Promise<void> {
  const kept = await readRecord(visit.desk.deps, partOf(visit.request, 'month'));
  if (kept) sendRecord(visit, kept, alert);
  else if (alert === undefined) sendMissing(visit);
  else await sendRecords(visit, alert);
}

async function takeCount(visit: KnownVisit): Promise<void> {
  const { desk, request, response, words } = visit;
  const month = readMonth(partOf(request, 'month'));
  const kept = month === undefined ? undefined : await drawUpRecord(desk.deps, month);
  if (!kept) return sendRecords(visit, words.records.wrong.unknown);
  response.redirect(303, `/review/records/${kept.record.month}`);
}

async function takePublication(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const month = partOf(request, 'month');
  const kept = await readRecord(desk.deps, month); // nobody publishes what nobody could read before
  const by = reviewer.name;
  await answer(
    visit,
    kept ? await publishRecord(desk.deps, { month, by }) : 'unknown',
    'record-published',
  );
}

async function takeRevision(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const revision = {
    month: partOf(request, 'month'),
    by: reviewer.name,
    note: fieldOf(request, 'note'),
  };
  await answer(visit, await reviseRecord(desk.deps, revision), 'saved');
}

async function answer(visit: KnownVisit, change: RecordChange, done: string): Promise<void> {
  const { request, response, words } = visit;
  if (change !== 'done') return showRecord(visit, words.records.wrong[change]);
  response.redirect(303, `/review/records/${partOf(request, 'month')}?done=${done}`);
}
