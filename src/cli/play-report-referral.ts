import type { AppDeps } from '../app/app-deps.ts';
import { answerReferral } from '../services/partners/refer-case.ts';
import { listReportReferrals } from '../services/partners/report-referrals.ts';
import { actOnReport, type ReportReferralAct } from '../services/partners/review-report.ts';
import { recorderIn } from './play-referral.ts';
import type { ReviewerAction } from './play-review.ts';

/** The reference under which a citizen's report lies at the desk in a played conversation. */
export async function findPlayedReport(deps: AppDeps, report: string): Promise<string | undefined> {
  return (await listReportReferrals(deps)).find((each) => each.report === report)?.reference;
}

/** Passes a report on in a played conversation, asks, declines, or says what the partner does with it; tells what is wrong, if anything. */
export async function playHandOver(
  deps: AppDeps,
  { reference, by }: { reference: string; by: string },
  action: ReviewerAction,
): Promise<string | undefined> {
  if (action.type === 'answer') {
    const { status, note } = action;
    const recordedBy = recorderIn(by);
    const answer = { reference, organisation: undefined, status, note, by, recordedBy };
    const answered = await answerReferral(deps, answer);
    return answered.type === 'done' ? undefined : `${reference} is not ${status}: ${answered.type}`;
  }
  const act = toAct(action);
  if (!act) return `${reference} is a report: teruskan, tanya, tolak`;
  const done = await actOnReport(deps, { reference, by, act });
  return done.type === 'done' ? undefined : `${reference} stays as it is: ${done.type}`;
}

function toAct(action: ReviewerAction): ReportReferralAct | undefined {
  if (action.type === 'decline') return action;
  if (action.type !== 'act') return undefined;
  if (action.act.name === 'refer') return { type: 'pass' };
  return action.act.name === 'ask' ? { type: 'ask', question: action.act.question } : undefined;
}
