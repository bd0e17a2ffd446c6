import { z } from 'zod';
import { may } from '../../domain/accounts/permissions.ts';
import { foldName } from '../../domain/accounts/reviewer-name.ts';
import { closings, decisionSchema, draftSchema } from '../../domain/cases/case.ts';
import { lackOf } from '../../domain/cases/own-words.ts';
import { threatLabels } from '../../domain/cases/threats.ts';
import { readTicket } from '../../domain/cases/ticket.ts';
import { referableThreats } from '../../domain/partners/referral.ts';
import { aliasOf } from '../accounts/pseudonym.ts';
import { nameThreat } from '../partners/propose-partner.ts';
import { referCase } from '../partners/refer-case.ts';
import { answerTimeFor } from '../partners/routing.ts';
import { addNote, assign, saveDraft, sayThreat, setTags, snooze, wakeCase } from './amend-case.ts';
import { attachFactCheck } from './attach-fact-check.ts';
import { type BlockDays, blockCitizen, blockDays, unblockCitizen } from './block-citizen.ts';
import { type ActorOnCase, type CaseActionResult, caseAction } from './case-action.ts';
import type { CaseDeps } from './case-deps.ts';
import type { ActorAtCase } from './change-case.ts';
import { chooseWordings, type WordingChoice } from './choose-wordings.ts';
import {
  approve,
  askCitizens,
  claim,
  close,
  reassign,
  release,
  reply,
  sendBack,
} from './decide-case.ts';
import { mergeCases, splitCase } from './merge-cases.ts';
import { viewCase } from './queue.ts';
import { excludeFile, sayUnlike } from './set-apart.ts';
import { takeBack, unmerge } from './undo.ts';

const nothing: z.ZodType<object, object> = z.object({});
const words = (most: number) => z.string().trim().min(1).max(most);
const someTicket = z.string().transform((typed) => readTicket(typed) ?? typed.trim());
const choice = {
  take: z.array(z.string()).default([]),
  leave: z.array(z.string()).default([]),
};

/** Everything that staff do to a case; web, terminal, command line and transcripts offer what stands here. */
export const caseActions = [
  caseAction({ name: 'claim', input: nothing, permission: 'claim', run: claim }),
  caseAction({ name: 'release', input: nothing, permission: 'claim', run: release }),
  caseAction({
    name: 'hand-over',
    input: z.object({ to: words(100) }),
    permission: 'hand-over',
    run: (deps, action, { to }) => giveTo(deps, action, { to, give: reassign }),
  }),
  caseAction({
    name: 'assign',
    input: z.object({ to: words(100).optional() }),
    permission: ({ to }, { name }) =>
      to === undefined || isSame(to, name) ? 'claim' : 'hand-over',
    run: (deps, action, { to }) =>
      to === undefined
        ? assign(deps, action, undefined)
        : giveTo(deps, action, { to, give: assign }),
  }),
  caseAction({
    name: 'snooze',
    input: z.object({ until: z.number() }),
    permission: 'claim',
    run: (deps, action, { until }) => snooze(deps, action, until),
  }),
  caseAction({ name: 'wake', input: nothing, permission: 'claim', run: wakeCase }),
  caseAction({
    name: 'tags',
    input: z.object({
      tags: z
        .union([z.array(z.string()), z.string().transform((typed) => typed.split(/[,\n]/))])
        .default([]),
    }),
    permission: 'note',
    run: (deps, action, { tags }) => setTags(deps, action, tags),
  }),
  caseAction({
    name: 'threat',
    input: z.object({
      threat: z.enum(threatLabels, {
        error: ({ input }) => `there is no threat ${input}; there are ${threatLabels.join(', ')}`,
      }),
    }),
    permission: 'note',
    run: (deps, action, { threat }) => sayThreat(deps, action, threat),
  }),
  caseAction({
    name: 'note',
    input: z.object({ note: words(1000) }),
    permission: 'note',
    run: (deps, action, { note }) => addNote(deps, action, note),
  }),
  caseAction({
    name: 'exclude-file',
    input: z.object({ file: z.string().regex(/^[0-9a-f]{64}$/), apart: z.stringbool() }),
    permission: 'note',
    run: excludeFile,
  }),
  caseAction({
    name: 'unlike',
    input: z.object({ id: z.string().max(200).optional() }),
    permission: 'note',
    run: sayUnlike,
  }),
  caseAction({
    name: 'ask',
    input: z.object({ question: words(500) }),
    permission: 'ask-citizens',
    run: (deps, action, { question }) => askCitizens(deps, action, question),
  }),
  caseAction({
    name: 'merge',
    input: z.object({ into: someTicket }),
    permission: 'merge',
    run: (deps, { ticket: from, reviewer }, { into }) => mergeCases(deps, { from, into, reviewer }),
  }),
  caseAction({
    name: 'split',
    input: z.object({ tip: z.string() }),
    permission: 'merge',
    run: (deps, { ticket, reviewer }, { tip }) => splitCase(deps, { ticket, tip, reviewer }),
  }),
  caseAction({ name: 'unmerge', input: nothing, permission: 'merge', run: unmerge }),
  caseAction({
    name: 'draft',
    input: draftSchema.omit({ by: true, at: true }),
    permission: 'decide',
    run: saveDraft,
  }),
  caseAction({
    name: 'wordings',
    input: z.object(choice),
    permission: 'decide',
    run: chooseWordings,
  }),
  caseAction({
    name: 'decide',
    input: decisionSchema.extend(choice),
    permission: 'decide',
    run: async (deps, action, { take, leave, ...decision }) => {
      const lack = lackOf(decision);
      if (lack) return { type: 'refused', why: lack };
      return choosing(deps, action, { take, leave }, () => reply(deps, action, decision));
    },
  }),
  caseAction({
    name: 'attach',
    input: z.object({
      id: z.string(),
      confirmed: z.string().optional(),
      reason: z.string().max(300).optional(),
      ...choice,
    }),
    permission: 'decide',
    run: (deps, action, { id, take, leave, ...agreed }) =>
      choosing(deps, action, { take, leave }, () => attachFactCheck(deps, action, id, agreed)),
  }),
  caseAction({
    name: 'close',
    input: z.object({
      closing: z.enum(closings, { error: `the reason must be one of ${closings.join(', ')}` }),
    }),
    permission: 'close-case',
    run: (deps, action, { closing }) => close(deps, action, closing),
  }),
  caseAction({ name: 'take-back', input: nothing, permission: 'decide', run: takeBack }),
  caseAction({
    name: 'approve',
    input: z.object({ proposedAt: z.coerce.number().optional() }),
    permission: 'publish-second',
    run: (deps, action, { proposedAt }) => approve(deps, { ...action, proposedAt }),
  }),
  caseAction({
    name: 'send-back',
    input: z.object({ why: words(300) }),
    permission: 'publish-second',
    run: (deps, action, { why }) => sendBack(deps, action, why),
  }),
  caseAction({
    name: 'refer',
    input: z.object({
      organisation: z.string().trim(),
      threat: z.enum(referableThreats).optional(),
    }),
    permission: 'refer',
    run: refer,
  }),
  caseAction({
    name: 'block',
    input: z.object({
      tip: z.string().optional(),
      days: z.coerce.number().pipe(z.literal(blockDays)),
    }),
    permission: 'block-citizen',
    run: block,
  }),
  caseAction({
    name: 'unblock',
    input: z.object({ tip: z.string().optional() }),
    permission: 'block-citizen',
    run: block,
  }),
] as const;

type CaseAction = (typeof caseActions)[number];
export type CaseActionName = CaseAction['name'];

/** A case action by name, with its input as code writes it. */
export type CaseActionInput = {
  [A in CaseAction as A['name']]: { name: A['name'] } & z.input<A['input']>;
}[CaseActionName];

/** Performs the action of a name with what a surface has read for it, in whatever form. */
export async function performCaseAction(
  deps: CaseDeps,
  on: ActorOnCase,
  { name, ...raw }: { name: CaseActionName; [field: string]: unknown },
): Promise<CaseActionResult> {
  for (const action of caseActions) if (action.name === name) return action.perform(deps, on, raw);
  throw new Error(`there is no case action ${name}`);
}

function isSame(name: string, other: string): boolean {
  return foldName(name) === foldName(other);
}

/** Gives a case to a colleague who can work on it; where nobody has an account, a name is taken as it is typed. */
async function giveTo(
  deps: CaseDeps,
  action: ActorAtCase,
  { to, give }: { to: string; give: typeof reassign },
): Promise<CaseActionResult> {
  const accounts = await deps.store.reviewers.list();
  const found = accounts.find(({ name }) => isSame(name, to));
  const canWork = found && !found.isDisabled && may(found.role, 'claim');
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
  const regions = view.tips.flatMap(({ region }) => region ?? []);
  const answerMs = await answerTimeFor(deps, organisation, { threat, regions });
  const referred = await referCase(deps, { ticket, organisation, threat, answerMs, by });
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
