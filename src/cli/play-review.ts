import type { AppDeps } from '../app/app-deps.ts';
import { decisionSchema } from '../domain/cases/case.ts';
import type { ReferralStatus } from '../domain/partners/referral.ts';
import { attachFactCheck } from '../services/cases/attach-fact-check.ts';
import { type CaseAct, carryOut } from '../services/cases/case-actions.ts';
import type { Action, Done, Refusal } from '../services/cases/change-case.ts';
import { chooseWordings, listWordings } from '../services/cases/choose-wordings.ts';
import { compareFactCheck } from '../services/cases/compare-fact-check.ts';
import { reply } from '../services/cases/decide-case.ts';
import { correctFactCheck, retractFactCheck } from '../services/fact-checks/correct-fact-check.ts';
import { type BlockDays, blockCitizen, unblockCitizen } from '../services/privacy/block-citizen.ts';
import { aliasOf } from '../services/privacy/pseudonym.ts';
import { PROBLEMS } from './change-words.ts';
import { playReferral } from './play-referral.ts';
import { findPlayedReport, playHandOver } from './play-report-referral.ts';
import { playWarning } from './play-warning.ts';

/** Something a reviewer does in a played conversation. */
export type ReviewerAction =
  | { type: 'decide'; verdict: string; summary: string; url?: string | undefined }
  | { type: 'retract'; reason: string }
  | { type: 'act'; act: CaseAct }
  | { type: 'refer'; to: string }
  | { type: 'answer'; status: ReferralStatus; note: string }
  | { type: 'decline'; reason: string }
  | { type: 'block'; days: BlockDays }
  | { type: 'unblock' }
  | { type: 'warn'; deed: 'send' | 'approve' | 'take-back' };

/** Does it; a second verdict is a correction. Tells what is wrong, if anything. */
export async function playReview(
  deps: AppDeps,
  by: Action,
  action: ReviewerAction,
): Promise<string | undefined> {
  const report = await findPlayedReport(deps, by.ticket);
  if (report !== undefined) {
    return playHandOver(deps, { reference: report, by: by.reviewer }, action);
  }
  switch (action.type) {
    case 'decline':
      return `${by.ticket} is no report of a citizen`;
    case 'decide':
      return decide(deps, by, action);
    case 'retract':
      return retract(deps, by, action.reason);
    case 'act': {
      if (action.act.name === 'attach') return attach(deps, by, action.act.id);
      const done = await carryOut(deps, by, action.act);
      return typeof done === 'string' ? done : problemOf(by.ticket, done);
    }
    case 'refer':
    case 'answer':
      return playReferral(deps, by, action);
    case 'warn':
      return playWarning(deps, by, action.deed);
    case 'block':
    case 'unblock':
      return block(deps, by, action);
  }
}

async function decide(
  deps: AppDeps,
  by: Action,
  { type: _, ...fields }: Extract<ReviewerAction, { type: 'decide' }>,
): Promise<string | undefined> {
  const read = decisionSchema.safeParse({ ...fields, ...(fields.url === undefined && UNNAMED) });
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  }
  const found = await deps.store.cases.byTicket(by.ticket);
  if (found?.status !== 'published') return problemOf(by.ticket, await reply(deps, by, read.data));
  const { verdict, summary, url } = read.data;
  const changes = url === undefined ? { verdict, summary } : { verdict, summary, url };
  const corrected = await correctFactCheck(deps, found.factCheck ?? '', {
    ...changes,
    by: by.reviewer,
  });
  return corrected.type === 'refused' ? `${by.ticket}: ${PROBLEMS[corrected.why]}` : undefined;
}

/** At a played desk there may be nothing to name; real desks ask for a source, or for the reason. */
const UNNAMED = { noSource: 'tidak disebut di meja percobaan' };

/** A played reviewer has read both texts: what differs is agreed to, and the case's first wording is taken. */
async function attach(deps: AppDeps, by: Action, id: string): Promise<string | undefined> {
  const found = await deps.store.cases.byTicket(by.ticket);
  await deps.index.follow();
  const compared = found && (await compareFactCheck(deps, found, id));
  if (compared) {
    const asked = await listWordings(deps, by.ticket, { factCheck: id });
    const take = asked.filter(({ isFirst }) => isFirst).map(({ key }) => key);
    await chooseWordings(deps, by, { take, leave: [] });
  }
  const agreed = { confirmed: compared?.key, reason: UNNAMED.noSource };
  return problemOf(by.ticket, await attachFactCheck(deps, by, id, agreed));
}

async function retract(
  deps: AppDeps,
  { ticket, reviewer: by }: Action,
  reason: string,
): Promise<string | undefined> {
  const found = await deps.store.cases.byTicket(ticket);
  if (!found?.factCheck) return `there is no published verdict for ${ticket}`;
  const retracted = await retractFactCheck(deps, found.factCheck, { reason, by });
  return retracted.type === 'refused' ? `${ticket}: ${PROBLEMS[retracted.why]}` : undefined;
}

/** Blocks whoever reported a case first, or lifts the block. */
async function block(
  deps: AppDeps,
  { ticket, reviewer: by }: Action,
  action: Extract<ReviewerAction, { type: 'block' | 'unblock' }>,
): Promise<string | undefined> {
  const found = await deps.store.cases.byTicket(ticket);
  const [tip] = found ? await deps.store.cases.tipsOf(found.id) : [];
  if (tip?.citizen === undefined) return `nobody is known who reported ${ticket}`;
  const { citizen } = tip;
  const blocking = { citizen, alias: aliasOf(citizen), by, of: ticket };
  const isDone =
    action.type === 'block'
      ? await blockCitizen(deps, blocking, action.days)
      : await unblockCitizen(deps, blocking);
  return isDone ? undefined : `nobody is known who reported ${ticket}`;
}

/** What a reviewer has to know when an action did not go through. */
export function problemOf(ticket: string, done: Done): string | undefined {
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
      return `${ticket}: ${REFUSALS[done.why]}`;
  }
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'own-proposal': 'somebody else has to agree to your proposal',
  'other-proposal': 'another verdict was proposed meanwhile; look at it first',
  'no-proposal': 'nobody has proposed a verdict',
  'too-late': 'it can no longer be taken back; retract or correct the verdict instead',
  'unknown-org': 'an admin has to register that organisation first; see posko settings',
  'no-fact-check': 'there is no such fact-check, or it was withdrawn',
  'not-held': 'claim it first',
  'not-merged': 'it is not merged into another case',
  template: 'the explanation is still an example sentence; write one of your own',
  bare: 'the explanation only names the verdict; write what is true',
  'no-source': 'a verdict needs a source, or the reason why there is none',
  unlike: 'the two are too unlike; say why this fact-check answers the case',
  differs: 'look at what differs, and confirm it',
};
