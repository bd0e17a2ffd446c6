import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { HistoryEvent, HistoryEventName } from '../../domain/cases/history.ts';
import { claimCase, heldLease } from '../../domain/cases/lifecycle.ts';
import type { Lack } from '../../domain/cases/own-words.ts';
import type { CaseCommit } from '../../ports/commit.ts';
import type { CaseDeps } from './case-deps.ts';

/** Why an action does not apply to the case as it is. */
export type Refusal =
  | 'own-proposal'
  | 'no-proposal'
  | 'other-proposal'
  | 'too-late'
  | 'no-fact-check'
  | 'unknown-org'
  | 'not-held'
  /** A text for citizens has a gap, or the verdict has no explanation of its own, or no source; see `lackOf`. */
  | Lack
  /** The fact-check is too unlike to be attached without a reason, or differs in what nobody has agreed to. */
  | 'unlike'
  | 'differs'
  | 'not-merged'
  /** Nobody of that name can work on cases. */
  | 'no-colleague'
  | 'no-organisation'
  /** The sender of the tip is unknown. */
  | 'no-citizen';

export type CaseUpdateResult =
  | { type: 'done'; case: Case }
  | { type: 'taken'; by: string; until: number }
  /** The lease of the action has expired. */
  | { type: 'lost' }
  | { type: 'decided'; status: Case['status'] }
  | { type: 'refused'; why: Refusal }
  | { type: 'unknown' };

export interface ActorAtCase {
  ticket: string;
  reviewer: string;
  /** The lease that the reviewer believes to hold; without it, the present one counts or a free one is taken. */
  fence?: number | undefined;
}

/** What an action comes to; all of it holds or none. */
export interface CaseUpdate extends Omit<CaseCommit, 'cases' | 'history' | 'events'> {
  case: Case;
  /** What the history says of it; nothing for what is not worth telling. */
  did?: (HistoryEvent & { what: HistoryEventName }) | undefined;
  /** What the audit log says of it, if it is worth a line there. */
  event?: Pick<AuditEvent, 'what' | 'details'>;
}

/** Something that a reviewer does to a case with what they give. */
export type CaseChange<Given> = (
  deps: CaseDeps,
  action: ActorAtCase,
  given: Given,
) => Promise<CaseUpdateResult>;

/** By another clock what is to be withdrawn has gone out already, and no further attempt would change that. */
const MOST_ATTEMPTS = 20;

type Deciding = Pick<CaseDeps, 'store' | 'clock' | 'index'>;
type Decide<Other = never> = (found: Case, now: number) => Promise<CaseUpdate | Refusal | Other>;
type Deed = (deps: Deciding, action: ActorAtCase, decide: Decide) => Promise<CaseUpdateResult>;

/** Changes an open case under the reviewer's lease; takes a free lease first. */
export const act: Deed = (deps, action, decide) =>
  change(deps, action, async (found, now) => {
    const held = heldLease(found, now);
    const isLost = held?.by !== action.reviewer || held.fence !== action.fence;
    if (action.fence !== undefined && found.status === 'open' && isLost) return { type: 'lost' };
    const claimed = claimCase(found, action.reviewer, now);
    return claimed.type === 'claimed' ? decide(claimed.case, now) : claimed;
  });

/** Changes an open case, no matter who holds its lease. */
export const amend: Deed = (deps, action, decide) =>
  change(deps, action, async (found, now) =>
    found.status === 'open' ? decide(found, now) : { type: 'decided', status: found.status },
  );

/** Changes a case in any state; decides again after a conflict. */
export async function change(
  deps: Deciding,
  { ticket, reviewer }: ActorAtCase,
  decide: Decide<Exclude<CaseUpdateResult, { type: 'done' }>>,
): Promise<CaseUpdateResult> {
  const { cases } = deps.store;
  for (let attempt = 1; ; attempt += 1) {
    const found = await cases.byTicket(ticket);
    if (!found) return { type: 'unknown' };
    const now = deps.clock.now();
    const decided = await decide(found, now);
    if (typeof decided === 'string') return { type: 'refused', why: decided };
    if ('type' in decided) return decided;
    const { case: changed, did, event, ...more } = decided;
    const history = did ? [{ case: found.id, at: now, by: reviewer, ...did }] : [];
    const events = event ? [auditEventAt(now, { by: reviewer, of: found.ticket, ...event })] : [];
    if ((await cases.commit({ cases: [changed], ...more, history, events })) === 'stale') {
      if (!more.withdrawn || attempt < MOST_ATTEMPTS) continue;
      return { type: 'refused', why: 'too-late' };
    }
    if (more.factChecks) await deps.index.follow();
    return { type: 'done', case: { ...changed, revision: changed.revision + 1 } };
  }
}
