import { createHmac } from 'node:crypto';
import {
  type AddressRules,
  allowedBy,
  explainRefusal,
  FetchRefused,
  type IsAllowed,
  toGuardedUrl,
} from '../http/guarded-address.ts';
import { guardedRequest } from '../http/guarded-request.ts';
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
    const timestamp = String(toSeconds(at));
    const keys = signingKeys(secrets, organisation, at);
    const signatures = keys.map((key) => signMessage(key, { id, timestamp, body }));
    try {
      const status = await post(toGuardedUrl(address, rules), {
        isAllowed: allowedBy(rules),
        signal,
        headers: {
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signatures.join(' '),
        },
        body,
      });
      return { type: 'brought', status };
    } catch (error) {
      const host = URL.parse(address)?.host ?? '';
      return { type: 'failed', why: explainRefusal({ host }, error).message };
    }
  };
}

interface AlertParts {
  url: string;
  secret: string;
  now(): number;
  isAllowed: IsAllowed;
}

/** Sends an alert as JSON, signed in `posko-signature` as `t=SECONDS,v1=HMAC of SECONDS.BODY`; retries keep `posko-id`. */
export function createWebhook(parts: AlertParts): (news: AlertEvent) => Promise<void> {
  const { secret, now, isAllowed } = parts;
  const url = new URL(parts.url);
  return async (news) => {
    const body = JSON.stringify(news);
    const signature = signatureOf(secret, { seconds: toSeconds(now()), body });
    const headers = { 'posko-id': news.id, 'posko-signature': signature };
    await post(url, { isAllowed, headers, body });
  };
}

/** Returns the value of the header `posko-signature` for a body that is sent at a time. */
export function signatureOf(secret: string, { seconds, body }: { seconds: number; body: string }) {
  const hmac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hmac}`;
}

const TIMEOUT_MS = 10_000;

interface Posting {
  isAllowed: IsAllowed;
  headers: Readonly<Record<string, string>>;
  body: string;
  signal?: AbortSignal | undefined;
}

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

function toSeconds(at: number): number {
  return Math.floor(at / 1000);
}
