import type { Organisation } from '../domain/partners/organisation.ts';
import type { Secrets } from './secrets.ts';

/** A signed message to one address of an organisation. */
export interface WebhookMessage {
  organisation: Organisation;
  url: string;
  id: string;
  body: string;
  at: number;
  signal?: AbortSignal | undefined;
}

/** Brings a message to a partner, or says why it could not. */
export type WebhookClient = (
  message: WebhookMessage,
) => Promise<{ type: 'brought'; status: number } | { type: 'failed'; why: string }>;

/** Derives an organisation's signing key, for both directions, from the master key. */
export function signingKey(
  secrets: Pick<Secrets, 'digest'>,
  { id, generation }: Pick<Organisation, 'id' | 'generation'>,
): Uint8Array {
  return Buffer.from(secrets.digest('partner-webhook', `${id}:${generation}`), 'base64url');
}

/** Returns the keys that count at a time, the newest first. */
export function signingKeys(
  secrets: Pick<Secrets, 'digest'>,
  { id, generation, oldKeyUntil = 0 }: Pick<Organisation, 'id' | 'generation' | 'oldKeyUntil'>,
  now: number,
): Uint8Array[] {
  const generations = oldKeyUntil > now ? [generation, generation - 1] : [generation];
  return generations.map((each) => signingKey(secrets, { id, generation: each }));
}
