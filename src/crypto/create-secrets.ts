import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Secrets } from '../ports/secrets.ts';
import { hashPassword, isOutdated, isPassword, isPasswordUnlessBusy } from './password.ts';

const TOKEN_BYTES = 32;

/** Creates the secrets of the desk; digests are keyed, so a stolen database reveals nothing. */
export function createSecrets(masterKey: Uint8Array): Secrets {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'posko desk', 32));
  return {
    hashPassword,
    isPassword,
    isPasswordUnlessBusy,
    isOutdated,
    newId: randomUUID,
    newToken: () => randomBytes(TOKEN_BYTES).toString('base64url'),
    newRecoveryCode,
    digest: (use, secret) =>
      createHmac('sha256', key).update(`${use}\0${secret}`).digest('base64url'),
    newTotpSecret,
    totpStep,
  };
}

/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;
/** 60 bits, in twelve signs. */
const RECOVERY_SIGNS = 12;

/** A new secret in Base32, as authenticators read it. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** Creates a code for a login without an authenticator, in the small letters and digits of Base32. */
export function newRecoveryCode(): string {
  return new Secret({ size: RECOVERY_SIGNS }).base32.slice(0, RECOVERY_SIGNS).toLowerCase();
}

/** Returns the step of a code (RFC 6238, SHA-1, six digits) if it is right within one step and later than `after`. */
export function totpStep(
  secret: string,
  code: string,
  { now, after }: { now: number; after: number },
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ secret });
  const delta = totp.validate({ token: code, timestamp: now, window: 1 });
  if (delta === null) return undefined;
  const step = totp.counter({ timestamp: now }) + delta;
  return step > after ? step : undefined;
}
