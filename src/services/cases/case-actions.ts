import { z } from 'zod';
import { may } from '../../domain/accounts/permissions.ts';
import { isUsable } from '../../domain/accounts/reviewer.ts';
import { foldName } from '../../domain/accounts/reviewer-name.ts';
import {
  type Case,
  closings,
  decisionSchema,
  draftSchema,
  readTicket,
} from '../../domain/cases/case.ts';
import { reopenCase } from '../../domain/cases/lifecycle.ts';
import { lackOf } from '../../domain/cases/own-words.ts';
import { threatLabels } from '../../domain/cases/threats.ts';
import { urgencySchema } from '../../domain/cases/urgency.ts';
import { referableThreats } from '../../domain/partners/referral.ts';
import { aliasOf } from '../accounts/pseudonym.ts';
import { nameThreat, referCase } from '../partners/refer-case.ts';
import { aboutCase, answerTimeFor } from '../partners/routing.ts';
import * as amending from './amend-case.ts';
import { type BlockDays, blockCitizen, blockDays, unblockCitizen } from './block-citizen.ts';
import { listGaps } from './canned-replies.ts';
import { type ActorOnCase, type CaseActionResult, caseAction } from './case-action.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, type CaseChange, type CaseUpdateResult, change } from './change-case.ts';
import { chooseWordings, type WordingChoice } from './choose-wordings.ts';
import * as deciding from './decide-case.ts';
import { attachFactCheck } from './decide-case.ts';
import { addNote } from './mentions.ts';
import { mergeCases, splitCase } from './merge-cases.ts';
import { claimKey } from './open-case-index.ts';
import { viewCase } from './queue.ts';

const nothing: z.ZodType<object, object> = z.object({});
const words = (most: number) => z.string().trim().min(1).max(most);
const someTicket = z.string().transform((typed) => readTicket(typed) ?? typed.trim());
const someTags = z.union([
  z.array(z.string()),
  z.string().transform((typed) => typed.split(/[,\n]/)),
]);
const someThreat = z.enum(threatLabels, {
  error: ({ input }) => `there is no threat ${input}; there are ${threatLabels.join(', ')}`,
});
const closing = z.enum(closings, { error: `the reason must be one of ${closings.join(', ')}` });
const choice = { take: z.array(z.string()).default([]), leave: z.array(z.string()).default([]) };
const attached = z.object({
  id: z.string(),
  confirmed: z.string().optional(),
  reason: z.string().max(300).optional(),
  ...choice,
});
const proposed = z.object({ proposedAt: z.coerce.number().optional() });
const referred = z.object({
  organisation: z.string().trim(),
  threat: z.enum(referableThreats).optional(),
});
const held = z.object({ days: z.coerce.number().int().min(0).max(365), reason: words(300) });
/** No moment lies beyond it: a `Date` counts a hundred million days from 1970. */
const moment = z.number().max(8.64e15);
const blocked = z.object({ tip: z.string().optional() });
const someDays = z.coerce.number().pipe(z.literal(blockDays));

/** Everything that staff do to a case; web, terminal, command line and transcripts offer what stands here. */
const byName = {
  claim: caseAction('claim', nothing, deciding.claim),
  release: caseAction('claim', nothing, deciding.release),
  'hand-over': caseAction('hand-over', z.object({ to: words(100) }), (deps, action, { to }) =>
    giveTo(deps, action, { to, give: deciding.reassign }),
  ),
  assign: caseAction(
    ({ to }, { name }) => (to === undefined || isSame(to, name) ? 'claim' : 'hand-over'),
    z.object({ to: words(100).optional() }),
    (deps, action, { to }) =>
      to === undefined
        ? amending.assign(deps, action, undefined)
        : giveTo(deps, action, { to, give: amending.assign }),
  ),
  snooze: caseAction('claim', z.object({ until: moment }), by('until', amending.snooze)),
  wake: caseAction('claim', nothing, amending.wakeCase),
  tags: caseAction('note', z.object({ tags: someTags.default([]) }), by('tags', amending.setTags)),
  threat: caseAction('note', z.object({ threat: someThreat }), by('threat', amending.sayThreat)),
  urgency: caseAction(
    'note',
    z.object({ urgency: urgencySchema }),
    by('urgency', amending.sayUrgency),
  ),
  note: caseAction('note', z.object({ note: words(1000) }), by('note', addNote)),
  'exclude-file': caseAction(
    'note',
    z.object({ file: z.string().regex(/^[0-9a-f]{64}$/), apart: z.stringbool() }),
    amending.excludeFile,
  ),
  unlike: caseAction('note', z.object({ id: z.string().max(200).optional() }), amending.sayUnlike),
  ask: caseAction(
    'ask-citizens',
    z.object({ question: words(500) }),
    by('question', deciding.askCitizens),
  ),
  merge: caseAction('merge', z.object({ into: someTicket }), (deps, action, { into }) =>
    mergeCases(deps, { from: action.ticket, into, reviewer: action.reviewer }),
  ),
  split: caseAction('merge', z.object({ tip: z.string() }), (deps, action, { tip }) =>
    splitCase(deps, { ticket: action.ticket, tip, reviewer: action.reviewer }),
  ),
  unmerge: caseAction('merge', nothing, unmerge),
  draft: caseAction(
    'decide',
    draftSchema.omit({ by: true, at: true, earlier: true }),
    amending.saveDraft,
  ),
  wordings: caseAction('decide', z.object(choice), chooseWordings),
  decide: caseAction(
    'decide',
    decisionSchema.extend(choice),
    async (deps, action, { take, leave, ...decision }) => {
      const lack = lackOf(decision, await listGaps(deps));
      if (lack) return { type: 'refused', why: lack };
      return choosing(deps, action, { take, leave }, () => deciding.reply(deps, action, decision));
    },
  ),
  attach: caseAction('decide', attached, (deps, action, { id, take, leave, ...agreed }) =>
    choosing(deps, action, { take, leave }, () => attachFactCheck(deps, action, id, agreed)),
  ),
  close: caseAction('close-case', z.object({ closing }), by('closing', deciding.close)),
  'take-back': caseAction('decide', nothing, takeBack),
  approve: caseAction('publish-second', proposed, (deps, action, { proposedAt }) =>
    deciding.approve(deps, { ...action, proposedAt }),
  ),
  'send-back': caseAction(
    'publish-second',
    z.object({ why: words(300) }),
    by('why', deciding.sendBack),
  ),
  refer: caseAction('refer', referred, refer),
  hold: caseAction('hold-evidence', held, amending.holdCase),
  block: caseAction('block-citizen', blocked.extend({ days: someDays }), block),
  unblock: caseAction('block-citizen', blocked, block),
};

export type CaseActionName = keyof typeof byName;

export const caseActions = (Object.keys(byName) as CaseActionName[]).map((name) => {
  return { name, permission: byName[name].permission };
});

/** A case action by name, with its input as code writes it. */
export type CaseActionInput = {
  [N in CaseActionName]: { name: N } & z.input<(typeof byName)[N]['input']>;
}[CaseActionName];

/** Performs the action of a name with what a surface has read for it, in whatever form. */
export async function performCaseAction(
  deps: CaseDeps,
  on: ActorOnCase,
  { name, ...raw }: { name: CaseActionName; [field: string]: unknown },
): Promise<CaseActionResult> {
  if (!Object.hasOwn(byName, name)) throw new Error(`there is no case action ${name}`);
  return byName[name].perform(deps, on, raw);
}

function by<Name extends string, Given>(field: Name, change: CaseChange<Given>) {
  return (deps: CaseDeps, action: ActorAtCase, input: Record<Name, Given>) =>
    change(deps, action, input[field]);
}

function isSame(name: string, other: string): boolean {
  return foldName(name) === foldName(other);
}

/** Gives a case to a colleague who can work on it; where nobody has an account, a name is taken as it is typed. */
async function giveTo(
  deps: CaseDeps,
  action: ActorAtCase,
  { to, give }: { to: string; give: typeof deciding.reassign },
): Promise<CaseActionResult> {
  const accounts = await deps.store.reviewers.list();
  const found = accounts.find(({ name }) => isSame(name, to));
  const canWork = found && isUsable(found) && may(found.role, 'claim');
  if (accounts.length > 0 && !canWork) return { type: 'refused', why: 'no-colleague' };
  return give(deps, action, found?.name ?? to);
}

/** Notes which wordings will lead to a verdict, if any were named, and then decides. */
async function choosing(
  deps: CaseDeps,
  action: ActorAtCase,
  named: WordingChoice,
  decide: () => Promise<CaseActionResult>,
): Promise<CaseActionResult> {
  if (named.take.length + named.leave.length === 0) return decide();
  const chosen = await chooseWordings(deps, action, named);
  return chosen.type === 'done' ? decide() : chosen;
}

async function refer(
  deps: CaseDeps,
  { ticket, reviewer: by }: ActorAtCase,
  given: { organisation: string; threat?: (typeof referableThreats)[number] | undefined },
): Promise<CaseActionResult> {
  const view = await viewCase(deps, ticket);
  if (!view) return { type: 'unknown' };
  const { organisation, threat = nameThreat(view.priority).threat } = given;
  const about = { threat, urgency: view.priority.urgency };
  const subject = { ...about, ...aboutCase(view.case, view.tips) };
  const answerMs = await answerTimeFor(deps, organisation, subject);
  const referred = await referCase(deps, { ticket, organisation, ...about, answerMs, by });
  if (referred.type === 'done') return { ...referred, case: view.case };
  if (referred.type !== 'unknown') return referred;
  if (referred.what === 'organisation') return { type: 'refused', why: 'no-organisation' };
  return { type: 'decided', status: view.case.status };
}

/** Blocks the sender of a tip, by default of the first one; without days, answers them again. */
async function block(
  deps: CaseDeps,
  { ticket, reviewer: by }: ActorAtCase,
  { tip: id, days }: { tip?: string | undefined; days?: BlockDays },
): Promise<CaseActionResult> {
  const found = await deps.store.cases.byTicket(ticket);
  if (!found) return { type: 'unknown' };
  const tips = await deps.store.cases.tipsOf(found.id);
  const citizen = (id === undefined ? tips[0] : tips.find((tip) => tip.id === id))?.citizen;
  if (citizen === undefined) return { type: 'refused', why: 'no-citizen' };
  const blocking = { citizen, alias: aliasOf(citizen), by, of: found.ticket };
  const isDone = days
    ? await blockCitizen(deps, blocking, days)
    : await unblockCitizen(deps, blocking);
  return isDone ? { type: 'done', case: found } : { type: 'refused', why: 'no-citizen' };
}

/** Takes back a verdict or closing before anyone was told: the case is open again, the verdict a draft. Nothing of it was public. */
export async function takeBack(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  const done = await change(deps, action, async (found, now) => {
    const { undo } = found;
    if (!undo || now >= undo.until) return 'too-late';
    const reopened = await reopen(deps, found);
    const taken = { withdrawn: [undo.announcement], ...TAKEN_BACK };
    if (!undo.decision) return { case: reopened, ...taken };
    const { org: _, ...judged } = undo.decision;
    return { case: { ...reopened, draft: { by: action.reviewer, at: now, ...judged } }, ...taken };
  });
  if (done.type === 'done') await deps.openCases.follow(); // new tips join it again
  return done;
}

/** Takes a merged case out again, with the tips that it brought along. */
export async function unmerge(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  const { cases } = deps.store;
  const ticket = await ticketBefore(deps, action.ticket);
  const done = await change(deps, { ...action, ticket }, async (found) => {
    const into = found.mergedInto === undefined ? undefined : await cases.get(found.mergedInto);
    if (found.status !== 'merged' || !into) return 'not-merged';
    if (into.status !== 'open') return 'too-late';
    const { mergedInto: _, mergedTips = [], ...rest } = reopenCase(found);
    const tips = (await cases.tipsOf(into.id))
      .filter(({ id }) => mergedTips.includes(id))
      .map((tip) => ({ ...tip, case: found.id }));
    // Another case may have been opened with the same words meanwhile.
    const key = `unmerged:${found.id}:${claimKey(found.claim)}`.slice(0, 400);
    return { case: { ...rest, claimKey: key }, tips, did: { what: 'taken-out', of: into.ticket } };
  });
  if (done.type === 'done') await deps.openCases.follow(); // new tips join it again
  return done;
}

/** The ticket of the case that a citizen's ticket was given for, where that case was merged into another since. */
async function ticketBefore({ store }: CaseDeps, ticket: string): Promise<string> {
  const { cases } = store;
  const into = await cases.byTicket(ticket);
  if (!into || into.ticket === ticket) return ticket;
  const tips = new Set((await cases.tipsWithTicket(ticket)).map(({ id }) => id));
  for (const { what, of = '' } of (await cases.history(into.id)).toReversed()) {
    const source = what === 'took-in' ? await cases.byTicket(of) : undefined;
    const isFrom = source?.mergedTips?.some((id) => tips.has(id));
    if (source?.mergedInto === into.id && isFrom) return source.ticket;
  }
  return ticket;
}

/** The same words may have opened another case meanwhile, and no two open cases share a key. */
async function reopen({ store }: CaseDeps, found: Case): Promise<Case> {
  const reopened = reopenCase(found);
  if (!(await store.cases.openByClaim(found.claimKey))) return reopened;
  return { ...reopened, claimKey: `reopened:${found.id}:${found.claimKey}`.slice(0, 400) };
}

const TAKEN_BACK = {
  did: { what: 'taken-back' },
  event: { what: 'taken-back', details: {} },
} as const;
