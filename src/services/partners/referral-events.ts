import { MOST_FAILURES, type WebhookEvent } from '../../domain/partners/referral.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
import type { StoredReferral } from './referrals.ts';

/** Builds a webhook event for immediate delivery. */
export function webhookEvent(reference: string, event: WebhookEvent['event'], now: number) {
  return { id: `${reference}.${event}`, event, dueAt: now, leasedUntil: 0, failures: 0 };
}

/** Events that carry the referral as it is when they are delivered, so that a later one of the same kind adds nothing. */
const COVERED_BY: Readonly<Record<'referral.updated' | 'correction', WebhookEvent['event'][]>> = {
  'referral.updated': ['referral.created', 'report.created', 'referral.updated', 'correction'],
  correction: ['referral.created', 'correction'],
};

/** Returns what a change for the partner adds to a referral: its time, and an event where no other brings it. */
export async function eventOfChange(
  deps: { store: Pick<PartnerDeps['store'], 'documents'> },
  { reference, organisation: id, parcels }: StoredReferral,
  { event, at }: { event: keyof typeof COVERED_BY; at: number },
): Promise<Pick<StoredReferral, 'parcels' | 'changedAt'>> {
  const isWaiting = (each: WebhookEvent) =>
    each.deliveredAt === undefined &&
    each.leasedUntil <= at &&
    each.failures < MOST_FAILURES &&
    COVERED_BY[event].includes(each.event);
  const webhook = (await findOrganisation(deps, id))?.webhook;
  if (webhook === undefined || parcels.some(isWaiting)) return { parcels, changedAt: at };
  const next = webhookEvent(`${reference}.${parcels.length}`, event, at);
  return { parcels: [...parcels, next], changedAt: at };
}
