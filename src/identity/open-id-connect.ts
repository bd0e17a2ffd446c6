import type { Identified, Identity, IdentityProvider } from '../ports/identity-provider.ts';

/** What the operator agreed on with an OpenID Connect provider. */
export interface ProviderSettings {
  issuer: string;
  client: string;
  secret: string;
  /** Where the provider sends browsers back to. */
  redirect: string;
  /** Values of `acr` by which the provider says that there was a second factor. */
  secondFactors: readonly string[];
}

/** Connects to a provider anew at each step, so that what it changes holds at once. */
export function openIdConnect(settings: ProviderSettings): IdentityProvider {
  const { issuer, redirect, secondFactors } = settings;
  return {
    name: new URL(issuer).host,
    async signInAddress({ state, nonce, verifier }) {
      const { client, provider } = await discover(settings);
      return client.buildAuthorizationUrl(provider, {
        ...{ redirect_uri: redirect, scope: 'openid email', state, nonce },
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(secondFactors.length > 0 && { acr_values: secondFactors.join(' ') }),
      });
    },
    async signOutAddress() {
      const { client, provider } = await discover(settings);
      const back = new URL('/review/login', redirect).href;
      if (!provider.serverMetadata().end_session_endpoint) return new URL(back);
      return client.buildEndSessionUrl(provider, { post_logout_redirect_uri: back });
    },
    async identify(query, { state, nonce, verifier }) {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      try {
        const found = await discover(settings);
        const identity = await exchange(found, {
          came: new URL(query, redirect),
          checks,
          settings,
        });
        return { type: 'known', identity };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** The library is loaded only where somebody signs in by it. */
async function discover({ issuer, client: id, secret }: ProviderSettings) {
  const client = await import('openid-client');
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const execute = [client.enableNonRepudiationChecks, ...insecure];
  const how = client.ClientSecretBasic(secret);
  const about = { timeout: 8, execute }; // in seconds
  return { client, provider: await client.discovery(new URL(issuer), id, secret, how, about) };
}

async function exchange(
  { client, provider }: Awaited<ReturnType<typeof discover>>,
  { came, checks, settings }: { came: URL; checks: object; settings: ProviderSettings },
): Promise<Identity> {
  const tokens = await client.authorizationCodeGrant(provider, came, checks);
  const token = tokens.claims();
  if (!token) throw new Error('the provider has sent no ID token');
  const { iss: issuer, sub: subject, amr, acr } = token;
  const asks = token.email === undefined && provider.serverMetadata().userinfo_endpoint;
  const user = asks ? await client.fetchUserInfo(provider, tokens.access_token, subject) : token;
  const isTheirs = user.email_verified === true && typeof user.email === 'string';
  const isMultiple = Array.isArray(amr) && amr.some((each) => each === 'mfa');
  const hasSecondFactor = isMultiple || settings.secondFactors.some((each) => each === acr);
  return { issuer, subject, email: isTheirs ? user.email : undefined, hasSecondFactor };
}

/** Tells what is the provider's fault from what is wrong with an answer. */
function failureOf(error: unknown): Identified {
  const { code, error: said } = error as { code?: unknown; error?: unknown }; // any error has such fields or none
  if (said === 'access_denied') return { type: 'cancelled' };
  const isOut = error instanceof TypeError || /TIMEOUT|ABORT|_NOT_/.test(String(code));
  return isOut ? { type: 'down', error } : { type: 'refused' };
}
