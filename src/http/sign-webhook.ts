// Ours and not standardwebhooks: its check reads the clock of the machine, and it signs with a SHA-256 in JavaScript.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signed parts of a message: its id, the second of signing, and its exact bytes. */
export interface Signed {
  id: string;
  /** Seconds since 1970, as text. */
  timestamp: string;
  body: string | Uint8Array;
}

/** How far a partner's clock may be off, either way. */
const WINDOW_S = 300;

/** Signs a message as in standardwebhooks.com: `v1,` and an HMAC-SHA-256 in base64. */
export function signMessage(key: Uint8Array, { id, timestamp, body }: Signed): string {
  const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}

/** Whether one of the signatures of a message is right and recent. */
export function checkMessage(
  key: Uint8Array,
  message: Signed,
  { signature, now }: { signature: string; now: number },
): 'sound' | 'unsigned' | 'out-of-time' {
  const expected = Buffer.from(signMessage(key, message));
  const isRight = signature
    .slice(0, 1000)
    .split(' ')
    .map((each) => Buffer.from(each))
    .some((each) => each.length === expected.length && timingSafeEqual(each, expected));
  if (!isRight) return 'unsigned';
  const seconds = /^\d{1,12}$/.test(message.timestamp) ? Number(message.timestamp) : 0;
  return Math.abs(now / 1000 - seconds) <= WINDOW_S ? 'sound' : 'out-of-time';
}
