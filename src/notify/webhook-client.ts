import {
  type AddressRules,
  allowedBy,
  FetchRefused,
  guardedRequest,
  type IsAllowed,
  toGuardedUrl,
} from '../http/guarded-fetch.ts';
import { signMessage } from '../http/sign-webhook.ts';
import type { AlertEvent } from '../ports/alert-channels.ts';
import type { Secrets } from '../ports/secrets.ts';
import { signingKeys, type WebhookClient } from '../ports/webhook-client.ts';

/** Sends signed webhooks to partners over HTTPS, to public addresses only, without following redirects. */
export function createWebhookClient(
  secrets: Pick<Secrets, 'digest'>,
  rules: AddressRules = {},
): WebhookClient {
  return async ({ organisation, url: address, id, body, at, signal }) => {
    const signed = sign(signingKeys(secrets, organisation, at), { id, body, at });
    try {
      const url = toGuardedUrl(address, rules);
      const status = await post(url, { isAllowed: allowedBy(rules), signal, ...signed });
      return { type: 'brought', status };
    } catch (error) {
      return { type: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  };
}

interface AlertParts {
  url: string;
  secret: string;
  now(): number;
  isAllowed: IsAllowed;
}

/** Sends an alert as JSON, signed like what partners get, with the operator's secret as the key; retries keep their id. */
export function createWebhook(parts: AlertParts): (news: AlertEvent) => Promise<void> {
  const { url, secret, now, isAllowed } = parts;
  return async (news) => {
    const content = { id: news.id, body: JSON.stringify(news), at: now() };
    await post(new URL(url), { isAllowed, ...sign([Buffer.from(secret)], content) });
  };
}

function sign(
  keys: readonly Uint8Array[],
  { id, body, at }: Record<'id' | 'body', string> & { at: number },
) {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = keys.map((key) => signMessage(key, { id, timestamp, body }));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  return { body, headers: { ...headers, 'webhook-signature': signatures.join(' ') } };
}

const TIMEOUT_MS = 10_000;

type Posting = ReturnType<typeof sign> &
  Pick<AlertParts, 'isAllowed'> & { signal?: AbortSignal | undefined };

/** The status of the answer, whose body is not read; throws where it is not 2xx. */
async function post(url: URL, { isAllowed, headers, body, signal }: Posting): Promise<number> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  const response = await guardedRequest(url, {
    isAllowed,
    signal: signal ? AbortSignal.any([late, signal]) : late,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  response.destroy();
  const { statusCode = 0 } = response;
  if (statusCode < 200 || statusCode > 299)
    throw new FetchRefused(`${url.host} answers ${statusCode}`);
  return statusCode;
}
