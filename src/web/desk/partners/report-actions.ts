import { audit } from '../../../services/accounts/audit.ts';
import {
  actOnReport,
  listReports,
  type ReportReferralAct,
  viewReportReferral,
} from '../../../services/partners/review-report.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { send } from '../layout.ts';
import { fieldOf, fieldsOf, partOf } from '../read-form.ts';
import { sendMissing } from '../send-missing.ts';
import { reportPage, reportsPage } from './reports-page.ts';

const REPORT = '/reports/:reference';

/** Routes of report referrals, for users who may refer; part of the one table. */
export const reportRoutes: readonly Route[] = [
  { method: 'get', path: '/reports', needs: 'refer', run: showReports },
  { method: 'get', path: REPORT, needs: 'refer', run: (visit) => showReport(visit) },
  {
    method: 'post',
    path: `${REPORT}/pass`,
    needs: 'refer',
    run: (visit) => take(visit, { type: 'pass' }),
  },
  {
    method: 'post',
    path: `${REPORT}/ask`,
    needs: 'refer',
    run: (visit) => take(visit, { type: 'ask', question: fieldOf(visit.request, 'question') }),
  },
  {
    method: 'post',
    path: `${REPORT}/decline`,
    needs: 'refer',
    run: (visit) => take(visit, { type: 'decline', reason: fieldOf(visit.request, 'reason') }),
  },
  {
    method: 'post',
    path: `${REPORT}/hide`,
    needs: 'refer',
    run: (visit) => take(visit, { type: 'hide', words: wordsIn(visit) }),
  },
  {
    method: 'post',
    path: `${REPORT}/unhide`,
    needs: 'refer',
    run: (visit) => take(visit, { type: 'unhide' }),
  },
];

/** The words that were ticked, and those that were written. */
function wordsIn({ request }: KnownVisit): string[] {
  const other = fieldOf(request, 'other').slice(0, 500).split(',');
  return [
    ...fieldsOf(request, 'words').slice(0, 40),
    ...other.filter((each) => each.trim() !== ''),
  ];
}

async function showReports(visit: KnownVisit): Promise<void> {
  const body = reportsPage(visit, await listReports(visit.desk.deps));
  send(visit, { title: visit.words.reports.title, body, place: 'reports', isWide: true });
}

/** One report; that somebody has read it is written down. */
async function showReport(
  visit: KnownVisit,
  { alert, status = 200 }: { alert?: string; status?: number } = {},
): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const found = await viewReportReferral(desk.deps, partOf(request, 'reference'));
  if (!found) return sendMissing(visit, words.reports.missing);
  await audit(desk.gate, { by: reviewer.name, what: 'report-viewed', of: found.reference });
  const body = reportPage(visit, found);
  send(visit, { title: found.reference, body, alert, status, place: 'reports' });
}

async function take(visit: KnownVisit, act: ReportReferralAct): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const reference = partOf(request, 'reference');
  const done = await actOnReport(desk.deps, { reference, by: reviewer.name, act });
  if (done.type === 'unknown') return sendMissing(visit, words.reports.missing);
  if (done.type !== 'done') {
    const alert =
      done.type === 'deaf' ? words.refer.deaf[done.why] : words.reports.refused[done.type];
    return showReport(visit, { alert, status: 409 });
  }
  const path = `/review/reports/${encodeURIComponent(done.reference)}`;
  response.redirect(303, `${path}?done=${act.type === 'pass' ? 'referred' : 'saved'}`);
}
