import type { Environment } from './environment-schema.ts';

/** Reads where people of partners sign in with their own accounts; part of it is a mistake. */
export function readIdentity(data: Environment, url: string) {
  const { POSKO_OIDC_ISSUER: issuer, POSKO_OIDC_CLIENT: client, POSKO_OIDC_SECRET: secret } = data;
  if (issuer === undefined && client === undefined && secret === undefined) return undefined;
  if (issuer === undefined || client === undefined || secret === undefined) {
    throw new Error(
      'POSKO_OIDC_ISSUER, POSKO_OIDC_CLIENT and POSKO_OIDC_SECRET belong together: set all or none',
    );
  }
  const redirect = data.POSKO_OIDC_REDIRECT ?? `${url}/review/login/identity/back`;
  return { issuer, client, secret, redirect, secondFactors: data.POSKO_OIDC_ACR };
}
