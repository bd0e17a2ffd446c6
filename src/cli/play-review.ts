import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { decisionSchema } from '../domain/cases/case.ts';
import type { ReferralStatus } from '../domain/partners/referral.ts';
import { interests } from '../domain/subscriptions/subscription.ts';
import type { ActorOnCase, CaseActionResult } from '../services/cases/case-action.ts';
import { type CaseActionInput, performCaseAction } from '../services/cases/case-actions.ts';
import type { ActorAtCase } from '../services/cases/change-case.ts';
import { listWordings } from '../services/cases/choose-wordings.ts';
import { compareFactCheck } from '../services/cases/compare-fact-check.ts';
import { correctFactCheck, retractFactCheck } from '../services/fact-checks/correct-fact-check.ts';
import { addOrganisation } from '../services/organisations/organisations.ts';
import { answerReferral } from '../services/partners/refer-case.ts';
import { listReferrals } from '../services/partners/referrals.ts';
import { listReportReferrals } from '../services/partners/report-referrals.ts';
import { actOnReport, type ReportReferralAct } from '../services/partners/review-report.ts';
import {
  approveWarning,
  takeBackWarning,
  type Warned,
  warnSubscribers,
} from '../services/subscriptions/warn-subscribers.ts';
import { explainDeafness } from '../ui-text/describe-deafness.ts';
import { explainForbidden, findActor } from './desk-command.ts';
import refusals from './refusals.json' with { type: 'json' };
import type { ReviewerAction } from './reviewer-action.ts';

/** Does it; a second verdict is a correction. Tells what is wrong, if anything. */
export async function playReview(
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
      return decide(deps, by, action);
    case 'retract':
      return retract(deps, by, action.reason);
    case 'act':
      return act(deps, by, action.act);
    case 'answer':
      return playAnswer(deps, by, action);
    case 'warn':
      return playWarning(deps, by, action.event);
  }
}

async function decide(
  deps: AppDeps,
  by: ActorAtCase,
  { type: _, ...decision }: Extract<ReviewerAction, { type: 'decide' }>,
): Promise<string | undefined> {
  const found = await deps.store.cases.byTicket(by.ticket);
  const sourced = { ...decision, ...(decision.url === undefined && UNNAMED) };
  if (found?.status !== 'published') return perform(deps, by, { name: 'decide', ...sourced });
  const read = decisionSchema.safeParse(sourced);
  if (!read.success)
    return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const { verdict, summary, url } = read.data;
  const changes = { verdict, summary, ...(url !== undefined && { url }) };
  const id = found.factCheck ?? '';
  const corrected = await correctFactCheck(deps, id, { ...changes, by: by.reviewer });
  return corrected.type === 'refused'
    ? `${by.ticket}: ${refusals.change[corrected.why]}`
    : undefined;
}

/** At a played desk there may be nothing to name; real desks ask for a source, or for the reason. */
const UNNAMED = { noSource: 'tidak disebut di meja percobaan' };

async function retract(deps: AppDeps, { ticket, reviewer: by }: ActorAtCase, reason: string) {
  const found = await deps.store.cases.byTicket(ticket);
  if (!found?.factCheck) return `there is no published verdict for ${ticket}`;
  const retracted = await retractFactCheck(deps, found.factCheck, { reason, by });
  return retracted.type === 'refused' ? `${ticket}: ${refusals.change[retracted.why]}` : undefined;
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
  return { name: 'attach', id, confirmed: compared?.key, reason: UNNAMED.noSource, take } as const;
}

async function perform(
  deps: AppDeps,
  { reviewer, ...on }: ActorAtCase,
  act: Parameters<typeof performCaseAction>[2],
): Promise<string | undefined> {
  const actor = await findActor(deps.store, reviewer).catch((error: unknown) => {
    if (error instanceof Failure) return error.message;
    throw error;
  });
  if (typeof actor === 'string') return actor;
  const done = await performCaseAction(deps, { ...on, actor }, act);
  const isStuck = done.type === 'unknown' || done.type === 'already' || done.type === 'deaf';
  if (act.name === 'refer' && isStuck) return `${on.ticket} was not passed on: ${done.type}`;
  return problemOf({ ...on, actor }, done);
}

/** What a reviewer has to know when an action did not go through. */
export function problemOf({ ticket, actor }: ActorOnCase, done: CaseActionResult) {
  switch (done.type) {
    case 'done':
      return undefined;
    case 'unknown':
      return `there is no case ${ticket}`;
    case 'taken':
      return `${ticket} is claimed by ${done.by} until ${new Date(done.until).toISOString()}`;
    case 'decided':
      return `${ticket} is ${done.status} already`;
    case 'lost':
      return `${ticket} is no longer yours: the time to decide ran out; claim it again`;
    case 'refused':
      return `${ticket}: ${refusals.case[done.why]}`;
    case 'problem':
      return done.message;
    case 'already':
      return `${ticket} lies there already: ${done.referral.reference}`;
    case 'deaf':
      return explainDeafness(ticket, done.why);
    case 'forbidden':
      return explainForbidden(actor);
    case 'invalid':
      return Object.entries(done.problems)
        .map(([field, message]) => `${field}: ${message}`)
        .join('; ');
  }
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
  return warningProblem(ticket, warned);
}

/** What an editor has to know where a warning did not go through. */
export function warningProblem(ticket: string, warned: Warned): string | undefined {
  return warned.type === 'refused' ? `${ticket}: ${refusals.warning[warned.why]}` : undefined;
}
