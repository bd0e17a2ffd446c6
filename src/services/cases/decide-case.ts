import type { closings, Decision } from '../../domain/cases/case.ts';
import { closeCase, heldLease, proposeVerdict, releaseCase } from '../../domain/cases/lifecycle.ts';
import { lackOf } from '../../domain/cases/own-words.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import { needsTwo } from '../fact-checks/needs-second-review.ts';
import { isKnownOrganisation } from '../organisations/known-organisations.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, act, amend, type CaseUpdateResult } from './change-case.ts';
import { holdBack, publishVerdict } from './publish-verdict.ts';

/** Claims a case: nobody else can decide it while the lease holds; claiming again renews it. */
export async function claim(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  const before = await deps.store.cases.byTicket(action.ticket);
  const isRenewal = before && heldLease(before, deps.clock.now())?.by === action.reviewer;
  const did = isRenewal ? undefined : ({ what: 'claimed' } as const);
  return act(deps, action, async (found) => ({ case: found, did }));
}

/** Gives a claimed case back to the queue; the draft stays for whoever takes it next. */
export function release(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => ({
    case: releaseCase(found),
    did: { what: 'released' },
  }));
}

/** Hands a case that the reviewer holds over to another one, draft and all. */
export function reassign(
  deps: CaseDeps,
  action: ActorAtCase,
  to: string,
): Promise<CaseUpdateResult> {
  return amend(deps, action, async (found, now) => {
    if (heldLease(found, now)?.by !== action.reviewer) return 'not-held';
    const given = { ...releaseCase(found), assignee: to };
    const event = { what: 'handed-over', details: { to } } as const;
    return { case: given, did: { what: 'handed-over', of: to }, event };
  });
}

/** Publishes a verdict that is explained and has a source, or proposes it where a second person has to agree. */
export function reply(
  deps: CaseDeps,
  action: ActorAtCase,
  decision: Decision,
): Promise<CaseUpdateResult> {
  return act(deps, action, async (found, at) => {
    const lack = lackOf(decision);
    if (lack) return lack;
    const { org, title, summary, url } = decision;
    if (org !== undefined && !(await isKnownOrganisation(deps, org))) return 'unknown-org';
    const about = { case: found, texts: [title, summary, url] };
    if (!(await needsTwo(deps, about))) return publishVerdict(deps, found, decision);
    const proposed = proposeVerdict(found, { by: action.reviewer, at, decision });
    return { case: proposed, did: { what: 'proposed', of: decision.verdict } };
  });
}

/** Closes a case without a verdict and tells whoever asked why. */
export function close(
  deps: CaseDeps,
  action: ActorAtCase,
  closing: (typeof closings)[number],
): Promise<CaseUpdateResult> {
  return act(deps, action, async (found, now) => {
    const closed = closeCase(found, closing, now);
    // A case can be closed again after it was reopened.
    const id = `closed:${found.id}:${found.revision}`;
    const announcement: Announcement = { id, news: 'closed', case: found.id };
    const held = holdBack(closed, announcement, now + deps.settings.undoMs);
    const { proposal } = found;
    const kept = held.case.undo && proposal ? { ...held.case, proposal } : held.case;
    return { ...held, case: kept, did: { what: 'closed', of: closing } };
  });
}
