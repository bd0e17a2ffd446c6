import { z } from 'zod';
import { enteredIdentitySchema, type Reviewer } from '../domain/accounts/reviewer.ts';
import type { Seal } from './seal.ts';

const secretsSchema = z.object({
  id: z.string(),
  password: z.string(),
  totp: z.object({ secret: z.string(), lastStep: z.number() }).optional(),
  newTotp: z.string().optional(),
  recovery: z.array(z.string()),
  identity: enteredIdentitySchema.optional(),
});

/** Seals a reviewer's password hash, authenticator, recovery codes and identity elsewhere. */
export function sealSecrets(seal: Seal, reviewer: Reviewer) {
  const { id, password, totp, newTotp, recovery, identity } = reviewer;
  const salt = seal.newSalt();
  return { salt, secret: seal.close(salt, { id, password, totp, newTotp, recovery, identity }) };
}

/** Opens them; throws if they were sealed for another reviewer. */
export function openSecrets(seal: Seal, id: string, salt: Uint8Array, secret: Uint8Array) {
  const { id: owner, ...secrets } = secretsSchema.parse(seal.open(salt, secret));
  if (owner !== id) throw new Error(`reviewer ${id} holds the secrets of another one`);
  return secrets;
}
