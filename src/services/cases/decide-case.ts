import type { closings, Decision } from '../../domain/cases/case.ts';
import * as lifecycle from '../../domain/cases/lifecycle.ts';
import { lackOf } from '../../domain/cases/own-words.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import { needsTwo } from '../fact-checks/needs-second-review.ts';
import { isKnownOrganisation } from '../organisations/organisations.ts';
import { resolve } from './attach-fact-check.ts';
import type { CaseDeps } from './case-deps.ts';
import {
  type ActorAtCase,
  act,
  amend,
  type CaseChange,
  type CaseUpdateResult,
} from './change-case.ts';
import { holdBack, publishVerdict } from './publish-verdict.ts';

/** Claims a case: nobody else can decide it while the lease holds; claiming again renews it. */
export async function claim(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  const before = await deps.store.cases.byTicket(action.ticket);
  const isRenewal = before && lifecycle.heldLease(before, deps.clock.now())?.by === action.reviewer;
  const did = isRenewal ? undefined : ({ what: 'claimed' } as const);
  return act(deps, action, async (found) => ({ case: found, did }));
}

/** Gives a claimed case back to the queue; the draft stays for the next reviewer. */
export function release(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => ({
    case: lifecycle.releaseCase(found),
    did: { what: 'released' },
  }));
}

/** Gives a case that the reviewer holds to another one, with its draft. */
export const reassign: CaseChange<string> = (deps, action, to) =>
  amend(deps, action, async (found, now) => {
    if (lifecycle.heldLease(found, now)?.by !== action.reviewer) return 'not-held';
    const given = { ...lifecycle.releaseCase(found), assignee: to };
    const event = { what: 'handed-over', details: { to } } as const;
    return { case: given, did: { what: 'handed-over', of: to }, event };
  });

/** Publishes an explained verdict with a source, or proposes it if it needs a second review. */
export const reply: CaseChange<Decision> = (deps, action, decision) =>
  act(deps, action, async (found, at) => {
    const lack = lackOf(decision);
    if (lack) return lack;
    const { org, title, summary, url, article } = decision;
    if (org !== undefined && !(await isKnownOrganisation(deps, org))) return 'unknown-org';
    const about = { case: found, texts: [title, summary, url, article] };
    if (!(await needsTwo(deps, about))) return publishVerdict(deps, found, decision);
    const proposed = lifecycle.proposeVerdict(found, { by: action.reviewer, at, decision });
    return { case: proposed, did: { what: 'proposed', of: decision.verdict } };
  });

/** Closes a case without a verdict and notifies everyone who asked. */
export const close: CaseChange<(typeof closings)[number]> = (deps, action, closing) =>
  act(deps, action, async (found, now) => {
    const closed = lifecycle.closeCase(found, closing, now);
    // A case can be closed again after it was reopened.
    const id = `closed:${found.id}:${found.revision}`;
    const announcement: Announcement = { id, news: 'closed', case: found.id };
    const held = holdBack(closed, announcement, now + deps.settings.undoMs);
    const { proposal } = found;
    const kept = held.case.undo && proposal ? { ...held.case, proposal } : held.case;
    return { ...held, case: kept, did: { what: 'closed', of: closing } };
  });

/** Publishes what another reviewer has proposed; where it is told when, only what was proposed then. */
export function approve(
  deps: CaseDeps,
  { proposedAt, ...action }: ActorAtCase & { proposedAt?: number | undefined },
): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => {
    const { proposal } = found;
    if (!proposal) return 'no-proposal';
    if (proposal.by === action.reviewer) return 'own-proposal';
    if (proposedAt !== undefined && proposedAt !== proposal.at) return 'other-proposal';
    const { attach, decision, by } = proposal;
    const lack = attach ? undefined : lackOf(decision);
    if (lack) return lack;
    const published = attach
      ? await resolve(deps, found, attach)
      : await publishVerdict(deps, found, decision);
    if (typeof published === 'string') return published;
    const attached = attach && { attached: attach.id.slice(0, 120) };
    const details = { ...attached, before: 'none', verdict: decision.verdict, proposed: by };
    return { ...published, event: { what: 'seconded', details } };
  });
}

/** Returns a proposal to its author as a draft, with a reason. */
export const sendBack: CaseChange<string> = (deps, action, why) =>
  act(deps, action, async (found) => {
    if (!found.proposal) return 'no-proposal';
    const did = { what: 'sent-back', of: found.proposal.by, words: why } as const;
    return { case: lifecycle.sendBackCase(found), did };
  });

/** Asks everyone whose tip is in the case a question; what they answer stands with their tips. */
export const askCitizens: CaseChange<string> = (deps, action, question) =>
  act(deps, action, async (found) => {
    const id = `question:${found.id}:${found.revision}`;
    const announcement = { id, news: 'question' as const, case: found.id, reason: question };
    const did = { what: 'asked', words: question } as const;
    return { case: found, announcements: [announcement], did };
  });
