import type { AppDeps } from '../app/app-deps.ts';
import type { Recorder, ReferralStatus } from '../domain/partners/referral.ts';
import type { ActorAtCase } from '../services/cases/change-case.ts';
import { answerReferral } from '../services/partners/refer-case.ts';
import { listReferrals } from '../services/partners/referrals.ts';
import { listReportReferrals } from '../services/partners/report-referrals.ts';
import { actOnReport, type ReportReferralAct } from '../services/partners/review-report.ts';
import type { ReviewerAction } from './reviewer-action.ts';

/** Says what a partner does with a case that was passed on; tells what is wrong, if anything. */
export async function playAnswer(
  deps: AppDeps,
  { ticket, reviewer: by }: ActorAtCase,
  { status, note }: { status: ReferralStatus; note: string },
): Promise<string | undefined> {
  const named = (await deps.store.cases.byTicket(ticket))?.ticket ?? ticket;
  const found = (await listReferrals(deps)).find(({ reference }) =>
    reference.startsWith(`${named}-`),
  );
  if (!found) return `${ticket} was passed on to nobody`;
  return answer(deps, found, { status, note, by });
}

async function answer(
  deps: AppDeps,
  { reference, organisation }: { reference: string; organisation: string | undefined },
  said: { status: ReferralStatus; note: string; by: string },
): Promise<string | undefined> {
  const recordedBy = recorderIn(said.by);
  const answered = await answerReferral(deps, { reference, organisation, ...said, recordedBy });
  if (answered.type === 'done') return undefined;
  return `${reference} is not ${said.status}: ${answered.type}`;
}

/** Who says how far a partner is in a played conversation: `mitra > …` the partner itself, `peninjau > …` the post. */
function recorderIn(by: string): Recorder {
  return by === 'mitra' ? 'partner' : 'post';
}

/** The reference under which a citizen's report lies at the desk in a played conversation. */
export async function findPlayedReport(deps: AppDeps, report: string): Promise<string | undefined> {
  return (await listReportReferrals(deps)).find((each) => each.report === report)?.reference;
}

/** Passes a report on in a played conversation, asks, declines, or says what the partner does with it; tells what is wrong, if anything. */
export async function playReportReferral(
  deps: AppDeps,
  { reference, by }: { reference: string; by: string },
  action: ReviewerAction,
): Promise<string | undefined> {
  if (action.type === 'answer') {
    const { status, note } = action;
    return answer(deps, { reference, organisation: undefined }, { status, note, by });
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
