import type { Organisation } from '../../domain/partners/organisation.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { signingKey } from '../../ports/webhook-client.ts';
import { changeOrganisation, type SaveDeps } from '../organisations/organisations.ts';

/** The key in the form that the libraries of standardwebhooks.com read. */
export function showSigningKey(
  secrets: Pick<Secrets, 'digest'>,
  organisation: Pick<Organisation, 'id' | 'generation'>,
): string {
  return `whsec_${Buffer.from(signingKey(secrets, organisation)).toString('base64')}`;
}

/** How long the key before may count beside a new one, in days. */
const MAX_OVERLAP_DAYS = 30;

/** Changes the key; the one before counts for some more days, or no more. */
export async function renewSigningKey(
  deps: SaveDeps & { secrets: Pick<Secrets, 'digest'> },
  { id, by, overlapDays = 0 }: { id: string; by: string; overlapDays?: number },
): Promise<string | undefined> {
  const days = Math.min(MAX_OVERLAP_DAYS, Math.max(0, overlapDays));
  const oldKeyUntil = deps.clock.now() + days * 86_400_000;
  const saved = await changeOrganisation(deps, { id, by, what: 'key-renewed' }, (now) => ({
    generation: now.generation + 1,
    oldKeyUntil,
  }));
  return saved.type === 'kept' ? showSigningKey(deps.secrets, saved.organisation) : undefined;
}

/** Gives out a token for the feed, which is shown once; the one before it opens nothing any more. */
export async function renewFeedToken(
  deps: SaveDeps & { secrets: Pick<Secrets, 'digest' | 'newToken'> },
  { id, by }: { id: string; by: string },
): Promise<string | undefined> {
  const token = deps.secrets.newToken();
  const digest = feedDigest(deps.secrets, id, token);
  const saved = await changeOrganisation(deps, { id, by, what: 'feed-token-renewed' }, (now) => ({
    feed: { digest, seenUntil: now.feed?.seenUntil ?? 0, madeAt: deps.clock.now() },
  }));
  return saved.type === 'kept' ? token : undefined;
}

export function feedDigest(secrets: Pick<Secrets, 'digest'>, id: string, token: string): string {
  return secrets.digest('partner-feed', `${id}:${token}`);
}
