import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { MOST_FAILURES, type WebhookEvent } from '../../domain/partners/referral.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { editReferral, listReferrals } from './referrals.ts';

/** A message to a partner's program, and what became of it. */
export interface Delivery {
  id: string;
  reference: string;
  organisation: string;
  event: WebhookEvent['event'];
  /** `failing` comes again by itself, `given-up` only when somebody says so, `held` when there is an address. */
  state: 'waiting' | 'failing' | 'given-up' | 'held' | 'delivered';
  failures: number;
  error?: string | undefined;
  /** When it goes next, or when it was taken. */
  at: number;
}

type Reading = Pick<PartnerDeps, 'store'>;

/** What goes to partners' programs, the troubled first, then by time. */
export async function listDeliveries(reading: Reading, organisation?: string): Promise<Delivery[]> {
  const referrals = await listReferrals(reading, organisation);
  const all = await Promise.all(
    referrals.map(async (referral) => {
      const { reference, organisation: of, parcels } = referral;
      const found = await findOrganisation(reading, of);
      const hasAddress = ({ event }: WebhookEvent) =>
        found?.isActive && (event === 'referral.late' ? found.second : found.webhook) !== undefined;
      return parcels.map((parcel): Delivery => {
        const { id, event, failures, error, deliveredAt, dueAt } = parcel;
        const state = stateOf(parcel, Boolean(hasAddress(parcel)));
        const at = deliveredAt ?? dueAt;
        return { id, reference, organisation: of, event, state, failures, error, at };
      });
    }),
  );
  const rank = ({ state }: Delivery) => ORDER.indexOf(state);
  return all.flat().sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}

/** Sends a partner's failed events again now; returns how many. */
export async function retryDeliveries(
  { store, clock }: Reading & Pick<PartnerDeps, 'clock'>,
  { organisation, by }: { organisation: string; by: string },
): Promise<number> {
  let count = 0;
  for (const { reference } of await listReferrals({ store }, organisation)) {
    let failed = 0;
    const saved = await editReferral({ store }, reference, (found) => {
      failed = found?.parcels.filter(hasFailed).length ?? 0;
      if (!found || failed === 0) return 'nothing';
      const now = clock.now();
      const again = (each: WebhookEvent) => ({ ...each, failures: 0, dueAt: now });
      const parcels = found.parcels.map((each) => (hasFailed(each) ? again(each) : each));
      const doing = { by, what: 'partner-changed', of: organisation } as const;
      const event = auditEventAt(now, { ...doing, details: { change: 'retried', reference } });
      return { value: { ...found, parcels }, events: [event] };
    });
    if (saved === 'saved') count += failed;
  }
  return count;
}

const ORDER: readonly Delivery['state'][] = ['given-up', 'failing', 'held', 'waiting', 'delivered'];

function stateOf({ deliveredAt, failures }: WebhookEvent, hasAddress: boolean): Delivery['state'] {
  if (deliveredAt !== undefined) return 'delivered';
  if (failures >= MOST_FAILURES) return 'given-up';
  if (!hasAddress) return 'held';
  return failures > 0 ? 'failing' : 'waiting';
}

function hasFailed({ deliveredAt, failures }: WebhookEvent): boolean {
  return deliveredAt === undefined && failures > 0;
}
