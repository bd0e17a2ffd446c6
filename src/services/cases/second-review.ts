import { sendBackCase } from '../../domain/cases/lifecycle.ts';
import { lackOf } from '../../domain/cases/own-words.ts';
import { resolve } from './attach-fact-check.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, act, type CaseUpdateResult } from './change-case.ts';
import { publishVerdict } from './publish-verdict.ts';

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

/** Gives a proposal back to whoever made it, as a draft, with a word why. */
export function sendBack(
  deps: CaseDeps,
  action: ActorAtCase,
  why: string,
): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => {
    if (!found.proposal) return 'no-proposal';
    const did = { what: 'sent-back', of: found.proposal.by, words: why } as const;
    return { case: sendBackCase(found), did };
  });
}
