import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { Secrets } from '../ports/secrets.ts';
import { toBase32 } from './base32.ts';
import { hashPassword, isOutdated, isPassword, isPasswordUnlessBusy } from './password.ts';
import { totpStep } from './totp.ts';

const TOKEN_BYTES = 32;
/** RFC 4226 recommends 160 bits. */
const TOTP_BYTES = 20;
/** 60 bits, in twelve characters. */
const RECOVERY_SIGNS = 12;

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
    newRecoveryCode: () =>
      toBase32(randomBytes(RECOVERY_SIGNS)).slice(0, RECOVERY_SIGNS).toLowerCase(),
    digest: (use, secret) =>
      createHmac('sha256', key).update(`${use}\0${secret}`).digest('base64url'),
    newTotpSecret: () => toBase32(randomBytes(TOTP_BYTES)),
    totpStep,
  };
}
