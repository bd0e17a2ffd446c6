import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { type closings, decisionSchema } from '../domain/cases/case.ts';
import type { ActorOnCase, CaseActionResult } from '../services/cases/case-action.ts';
import { performCaseAction } from '../services/cases/case-actions.ts';
import type { ActorAtCase } from '../services/cases/change-case.ts';
import { correctFactCheck, retractFactCheck } from '../services/fact-checks/submit-change.ts';
import { explainDeafness } from '../ui-text/describe-deafness.ts';
import { explainForbidden, findActor } from './create-command.ts';
import refusals from './refusals.json' with { type: 'json' };

export type PlayedReview =
  | { type: 'decide'; verdict: string; summary: string; url?: string | undefined }
  | { type: 'retract'; reason: string }
  | { type: 'close'; closing: (typeof closings)[number] };

/** Does it; a second verdict is a correction. Tells what is wrong, if anything. */
export async function playReview(deps: AppDeps, by: ActorAtCase, action: PlayedReview) {
  switch (action.type) {
    case 'decide':
      return decide(deps, by, action);
    case 'retract':
      return retract(deps, by, action.reason);
    case 'close':
      return perform(deps, by, { name: 'close', closing: action.closing });
  }
}

async function decide(
  deps: AppDeps,
  by: ActorAtCase,
  { type: _, ...decision }: Extract<PlayedReview, { type: 'decide' }>,
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

/** Performs an action on a case for a reviewer of that name; tells what is wrong, if anything. */
export async function perform(
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
