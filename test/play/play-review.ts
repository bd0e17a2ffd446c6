import type { AppDeps } from '../../src/app/app-deps.ts';
import { perform, playReview } from '../../src/cli/play-review.ts';
import type { ReferralStatus } from '../../src/domain/partners/referral.ts';
import { interests } from '../../src/domain/subscriptions/subscription.ts';
import type { CaseActionInput } from '../../src/services/cases/case-actions.ts';
import type { ActorAtCase } from '../../src/services/cases/change-case.ts';
import { listWordings } from '../../src/services/cases/choose-wordings.ts';
import { compareFactCheck } from '../../src/services/cases/compare-fact-check.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { answerReferral } from '../../src/services/partners/refer-case.ts';
import { listReferrals } from '../../src/services/partners/referrals.ts';
import { listReportReferrals } from '../../src/services/partners/report-referrals.ts';
import { actOnReport, type ReportReferralAct } from '../../src/services/partners/review-report.ts';
import {
  approveWarning,
  takeBackWarning,
  warnSubscribers,
} from '../../src/services/subscriptions/warn-subscribers.ts';
import { deskWords } from '../../src/ui-text/ui-text.ts';
import type { ReviewerAction } from './reviewer-action.ts';

/** Does it; a second verdict is a correction. Tells what is wrong, if anything. */
export async function playReviewer(
  deps: AppDeps,
  by: ActorAtCase,
  action: ReviewerAction,
): Promise<string | undefined> {
  const report = await findPlayedReport(deps, by.ticket);
  if (report !== undefined) {
    return playReportReferral(deps, { reference: report, by: by.reviewer }, action);
  }
  switch (action.type) {
    case 'decline':
      return `${by.ticket} is no report of a citizen`;
    case 'decide':
    case 'retract':
      return playReview(deps, by, action);
    case 'act':
      return act(deps, by, action.act);
    case 'answer':
      return playAnswer(deps, by, action);
    case 'warn':
      return playWarning(deps, by, action.event);
  }
}

async function act(deps: AppDeps, by: ActorAtCase, act: CaseActionInput) {
  if (act.name === 'attach') return perform(deps, by, await agreeing(deps, by, act.id));
  if (act.name !== 'refer') return perform(deps, by, act);
  const organisation = act.organisation.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const webhook = 'https://mitra.example/posko'; // where it would be brought, outside of a play
  const partner = { id: organisation, name: act.organisation, kind: 'other', webhook } as const;
  await addOrganisation(deps, partner, by.reviewer);
  return perform(deps, by, { ...act, organisation, threat: 'gangguan_informasi' });
}

/** A played reviewer has read both texts: what differs is agreed to, and the case's first wording is taken. */
async function agreeing(deps: AppDeps, { ticket }: ActorAtCase, id: string) {
  const found = await deps.store.cases.byTicket(ticket);
  await deps.index.follow();
  const compared = found && (await compareFactCheck(deps, found, id));
  const asked = compared ? await listWordings(deps, ticket, { factCheck: id }) : [];
  const take = asked.filter(({ isFirst }) => isFirst).map(({ key }) => key);
  return {
    name: 'attach',
    id,
    confirmed: compared?.key,
    reason: 'tidak disebut di meja percobaan',
    take,
  } as const;
}

/** Says what a partner does with a case that was passed on; tells what is wrong, if anything. */
async function playAnswer(
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
  const recordedBy = said.by === 'mitra' ? 'partner' : 'post';
  const answered = await answerReferral(deps, { reference, organisation, ...said, recordedBy });
  if (answered.type === 'done') return undefined;
  return `${reference} is not ${said.status}: ${answered.type}`;
}

/** The reference under which a citizen's report lies at the desk in a played conversation. */
async function findPlayedReport(deps: AppDeps, report: string): Promise<string | undefined> {
  return (await listReportReferrals(deps)).find((each) => each.report === report)?.reference;
}

/** Passes a report on in a played conversation, asks, declines, or says what the partner does with it; tells what is wrong, if anything. */
async function playReportReferral(
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

/** Warns subscribers in a played conversation; returns the fault, if any. */
async function playWarning(
  deps: AppDeps,
  { ticket, reviewer: by }: { ticket: string; reviewer: string },
  event: 'send' | 'approve' | 'take-back',
): Promise<string | undefined> {
  const action = { ticket, by };
  const warned =
    event === 'send'
      ? await warnSubscribers(deps, action, interests)
      : event === 'approve'
        ? await approveWarning(deps, action)
        : await takeBackWarning(deps, action);
  if (warned.type !== 'refused') return undefined;
  return `${ticket}: ${deskWords.en.reach.wrong[warned.why]}`;
}
