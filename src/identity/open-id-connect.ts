import type { Configuration, IDToken, UserInfoResponse } from 'openid-client';
import type {
  Identified,
  Identity,
  IdentityProvider,
  SignInSecrets,
} from '../ports/identity-provider.ts';

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

const TIMEOUT_S = 8;
/** Errors for which the provider is to blame, not the one who signs in. */
const OUTAGES: readonly unknown[] = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
];
/** Factors besides a password, by RFC 8176. */
const SECOND: readonly unknown[] = ['otp', 'hwk', 'swk', 'sc'];

/** Connects to a provider when it is first needed, and again after it was out of reach. */
export function openIdConnect(settings: ProviderSettings): IdentityProvider {
  let discovered: ReturnType<typeof discover> | undefined;
  const connect = () => {
    discovered ??= discover(settings).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
  const { redirect } = settings;
  return {
    name: new URL(settings.issuer).host,
    async signIn({ state, nonce, verifier }) {
      const { client, provider } = await connect();
      const acr = settings.secondFactors.join(' ');
      return client.buildAuthorizationUrl(provider, {
        ...{ redirect_uri: redirect, scope: 'openid email', state, nonce },
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(acr === '' ? {} : { acr_values: acr }),
      });
    },
    async identify(query, secrets): Promise<Identified> {
      try {
        const claims = await exchange(await connect(), new URL(query, redirect), secrets);
        return { type: 'known', identity: identityOf(claims, settings) };
      } catch (error) {
        return failureOf(error);
      }
    },
    async signOut() {
      const { client, provider } = await connect();
      const back = new URL('/review/login', redirect).href;
      return client.buildEndSessionUrl(provider, { post_logout_redirect_uri: back });
    },
  };
}

/** The library is loaded only where somebody signs in by it. */
async function discover({ issuer, client: id, secret }: ProviderSettings) {
  const client = await import('openid-client');
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const provider = await client.discovery(
    new URL(issuer),
    id,
    secret,
    client.ClientSecretBasic(secret),
    { timeout: TIMEOUT_S, execute: [client.enableNonRepudiationChecks, ...insecure] },
  );
  return { client, provider };
}

interface Claims {
  token: IDToken;
  user: IDToken | UserInfoResponse;
}

async function exchange(
  { client, provider }: { client: typeof import('openid-client'); provider: Configuration },
  came: URL,
  { state, nonce, verifier }: SignInSecrets,
): Promise<Claims> {
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
  const tokens = await client.authorizationCodeGrant(provider, came, checks);
  const token = tokens.claims();
  if (!token) throw new Error('the provider has sent no ID token');
  const asks = token.email === undefined && provider.serverMetadata().userinfo_endpoint;
  const user = asks ? await client.fetchUserInfo(provider, tokens.access_token, token.sub) : token;
  return { token, user };
}

function identityOf({ token, user }: Claims, { secondFactors }: ProviderSettings): Identity {
  const methods: readonly unknown[] = Array.isArray(token.amr) ? token.amr : [];
  const isStrong = methods.includes('pwd') && methods.some((each) => SECOND.includes(each));
  const isAsked = typeof token.acr === 'string' && secondFactors.includes(token.acr);
  const isTheirs = user.email_verified === true && typeof user.email === 'string';
  return {
    issuer: token.iss,
    subject: token.sub,
    email: isTheirs ? user.email : undefined,
    hasSecondFactor: methods.includes('mfa') || isStrong || isAsked,
  };
}

function failureOf(error: unknown): Identified {
  const { code, error: said } = error as { code?: unknown; error?: unknown }; // any value has such fields or none
  if (said === 'access_denied') return { type: 'cancelled' };
  const isOut = error instanceof TypeError || OUTAGES.includes(code);
  return isOut ? { type: 'down', error } : { type: 'refused' };
}
