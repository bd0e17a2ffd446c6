import { createHmac } from 'node:crypto';
import { lookup as resolve } from 'node:dns';
import { request as askHttp } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { AlarmNews } from '../ports/alert-channels.ts';

/** Where alarms are told, and what proves that they are ours. */
export interface WebhookParts {
  url: string;
  secret: string;
  now(): number;
  /** Whether an IP address may be spoken to, looked at when the connection is made. */
  isAllowed(address: string): boolean;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/**
 * Tells an alarm to the webhook as JSON. The header `posko-signature` is `t=SECONDS,v1=HEX`, the HMAC-SHA-256 of
 * `SECONDS.BODY`; `posko-id` is the same for every try. Redirects are not followed; any answer but 2xx is a failure.
 */
export function createWebhook(parts: WebhookParts): (news: AlarmNews) => Promise<void> {
  const url = new URL(parts.url);
  return async (news) => {
    const body = JSON.stringify(news);
    const seconds = Math.floor(parts.now() / 1000);
    const status = await post(url, parts, {
      body,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Posko',
        'posko-id': news.id,
        'posko-signature': signatureOf(parts.secret, { seconds, body }),
      },
    });
    if (status < 200 || status > 299) throw new Error(`${url.host} answers ${status}`);
  };
}

/** What the header says of a body that was sent at a time. */
export function signatureOf(
  secret: string,
  { seconds, body }: { seconds: number; body: string },
): string {
  const hmac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hmac}`;
}

function post(
  url: URL,
  { isAllowed, timeoutMs = TIMEOUT_MS }: WebhookParts,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<number> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowed(host)) throw new Error(`${url.host} ${CLOSED}`);
  const ask = url.protocol === 'https:' ? askHttps : askHttp;
  return new Promise((done, fail) => {
    const request = ask(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      lookup: guarded(isAllowed),
      headers,
    });
    request.on('response', (response) => {
      response.destroy();
      done(response.statusCode ?? 0);
    });
    // Its own words may hold the address, which may hold a secret.
    request.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : error.name;
      fail(new Error(`${url.host} cannot be reached (${code})`));
    });
    request.end(body);
  });
}

const CLOSED = 'is not in the public internet';

/** Every address that a name leads to is looked at; one that is not allowed spoils them all. */
function guarded(isAllowed: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      if (!addresses.every(({ address }) => isAllowed(address))) {
        return done(new Error(`${host} ${CLOSED}`), '');
      }
      const [first] = addresses;
      if (options.all) return done(null, addresses);
      return done(null, first?.address ?? '', first?.family);
    });
  };
}
