import { request as askHttp } from 'node:http';
import { request as askHttps } from 'node:https';
import {
  type AddressRules,
  explainRefusal,
  guardedLookup,
  toGuardedUrl,
} from '../http/guarded-address.ts';
import { signMessage } from '../http/sign-webhook.ts';
import type { Secrets } from '../ports/secrets.ts';
import { type Courier, type PartnerMessage, signingKey } from '../ports/webhook-client.ts';

const TIMEOUT_MS = 10_000;

/** Sends signed webhooks to partners over HTTPS, to public addresses only, without redirects. */
export function createCourier(secrets: Pick<Secrets, 'digest'>, rules: AddressRules = {}): Courier {
  return async (message) => {
    const late = AbortSignal.timeout(TIMEOUT_MS);
    const signal = message.signal ? AbortSignal.any([late, message.signal]) : late;
    const url = URL.parse(message.url);
    try {
      const status = await post(secrets, message, { rules, signal });
      if (status >= 200 && status < 300) return { type: 'brought', status };
      return { type: 'failed', why: `${url?.host} answers ${status}` };
    } catch (error) {
      return { type: 'failed', why: explainRefusal({ host: url?.host ?? '' }, error).message };
    }
  };
}

/** Reads only the status of a partner's response. */
function post(
  secrets: Pick<Secrets, 'digest'>,
  { organisation, url: address, id, body, at }: PartnerMessage,
  { rules, signal }: { rules: AddressRules; signal: AbortSignal },
): Promise<number> {
  const url = toGuardedUrl(address, rules);
  const timestamp = String(Math.floor(at / 1000));
  const signature = signMessage(signingKey(secrets, organisation), { id, timestamp, body });
  const request = (url.protocol === 'https:' ? askHttps : askHttp)(url, {
    method: 'POST',
    agent: false,
    signal,
    lookup: guardedLookup(rules.allowsLoopback),
    headers: {
      'user-agent': 'Posko',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    },
  });
  return new Promise((done, fail) => {
    request.on('response', (response) => {
      response.destroy();
      done(response.statusCode ?? 0);
    });
    request.on('error', fail);
    request.end(body);
  });
}
