import type { WebhookClient } from '../../ports/webhook-client.ts';
import { audit } from '../accounts/audit.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
export type Pinged =
  | { type: 'answered'; url: string; status: number; ms: number }
  | { type: 'failed'; url: string; why: string }
  | { type: 'unknown' }
  | { type: 'no-address' };

/** Sends a signed test message to an organisation's address, and returns the response. */
export async function pingPartner(
  { store, clock, randomBytes }: Pick<PartnerDeps, 'store' | 'clock' | 'randomBytes'>,
  courier: WebhookClient,
  { id, by }: { id: string; by: string },
): Promise<Pinged> {
  const organisation = await findOrganisation({ store }, id);
  if (!organisation) return { type: 'unknown' };
  const { webhook: url } = organisation;
  if (url === undefined) return { type: 'no-address' };
  const at = clock.now();
  const sentAt = new Date(at).toISOString();
  const body = JSON.stringify({ event: 'ping', organisation: id, sentAt });
  const message = `ping-${Buffer.from(randomBytes(8)).toString('hex')}`;
  const brought = await courier({ organisation, url, id: message, body, at });
  const change = brought.type === 'brought' ? 'ping-answered' : 'ping-failed';
  await audit({ store, clock }, { by, what: 'partner-changed', of: id, details: { change } });
  if (brought.type === 'failed') return { type: 'failed', url, why: brought.why };
  return { type: 'answered', url, status: brought.status, ms: clock.now() - at };
}
