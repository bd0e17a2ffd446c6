import type { Case } from '../../domain/cases/case.ts';
import { reopenCase } from '../../domain/cases/lifecycle.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, type CaseUpdateResult, change } from './change-case.ts';
import { claimKey } from './open-case-index.ts';

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
  if (done.type === 'done') await findAgain(deps, done.case);
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
  if (done.type === 'done') await findAgain(deps, done.case);
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

/** New tips with the same claim join the case again. */
async function findAgain({ store, openCases }: CaseDeps, found: Case): Promise<void> {
  openCases.put(found);
  for (const tip of await store.cases.tipsOf(found.id)) await openCases.addTip(tip);
}
