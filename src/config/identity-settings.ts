import type { Environment } from './environment-schema.ts';

/** Reads where people of partners sign in with their own accounts; part of it is a mistake. */
export function readIdentity(data: Environment, url: string) {
  const { POSKO_OIDC_ISSUER: issuer, POSKO_OIDC_CLIENT: client, POSKO_OIDC_SECRET: secret } = data;
  const redirect = data.POSKO_OIDC_REDIRECT ?? `${url}/review/login/identity/back`;
  const secondFactors = data.POSKO_OIDC_ACR?.split(' ') ?? [];
  if (issuer && client && secret) return { issuer, client, secret, redirect, secondFactors };
  if (!issuer && !client && !secret) return undefined;
  throw new Error('POSKO_OIDC_ISSUER, …_CLIENT and …_SECRET belong together: set all or none');
}
