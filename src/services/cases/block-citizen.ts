import { type AuditInput, auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { CaseDeps } from './case-deps.ts';

export const blockDays = [1, 7, 30] as const;
export type BlockDays = (typeof blockDays)[number];

/** Who blocks whom: `of` is the ticket by which the citizen was found, the alias is what the desk calls them. */
export interface Blocking {
  citizen: string;
  alias: string;
  by: string;
  of: string;
}

/** Leaves a citizen unanswered for some days, from their next turn on; false where nobody knows them. */
export async function blockCitizen(
  deps: CaseDeps,
  { citizen, alias, by, of }: Blocking,
  days: BlockDays,
): Promise<boolean> {
  const until = deps.clock.now() + days * 86_400_000;
  const doing = { by, what: 'citizen-blocked', of, details: { citizen: alias, days } } as const;
  return putNotice(deps, citizen, { news: 'blocked', until, doing });
}

/** Answers a citizen again; false where nobody knows them. */
export async function unblockCitizen(deps: CaseDeps, { citizen, alias, by, of }: Blocking) {
  const doing = { by, what: 'citizen-unblocked', of, details: { citizen: alias } } as const;
  return putNotice(deps, citizen, { news: 'unblocked', until: 0, doing });
}

/** Into the citizen's own inbox, so that it races with no turn of theirs. */
async function putNotice(
  { store, clock, jobs, randomBytes }: CaseDeps,
  citizen: string,
  { doing, ...what }: { news: 'blocked' | 'unblocked'; until: number; doing: AuditInput },
): Promise<boolean> {
  const key = `${what.news}:${Buffer.from(randomBytes(12)).toString('hex')}`;
  const at = clock.now();
  const notice = { type: 'notice' as const, ...what };
  const event = auditEventAt(at, doing);
  const isKept = await store.turns.keepNotice(citizen, { key, notice, at, event });
  if (isKept) jobs.wake({ type: 'turn', citizen });
  return isKept;
}
