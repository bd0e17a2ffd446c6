import { createHmac, timingSafeEqual } from 'node:crypto';
import { fromBase32 } from './base32.ts';

const STEP_MS = 30_000;
const DIGITS = 6;
/** Allows a clock that is one step off. */
const DRIFT = [0, -1, 1];

/** Returns the step of a code (RFC 6238, SHA-1, six digits) within a step and after `after`. */
export function totpStep(
  secret: string,
  code: string,
  { now, after }: { now: number; after: number },
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const key = fromBase32(secret);
  const step = Math.floor(now / STEP_MS);
  const given = Buffer.from(code);
  const right = DRIFT.map((drift) => step + drift).filter((each) =>
    timingSafeEqual(Buffer.from(hotp(key, each, DIGITS)), given),
  );
  return right.find((each) => each > after);
}

/** Computes the code of a counter (RFC 4226). */
export function hotp(key: Uint8Array, counter: number, digits: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(message).digest();
  const offset = mac.readUInt8(mac.length - 1) & 15;
  const value = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(value % 10 ** digits).padStart(digits, '0');
}
