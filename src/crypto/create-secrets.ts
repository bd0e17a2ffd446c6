import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { Secrets } from '../ports/secrets.ts';
import { hashPassword, isOutdated, isPassword, isPasswordUnlessBusy } from './password.ts';
import { newRecoveryCode, newTotpSecret, totpStep } from './totp.ts';

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
