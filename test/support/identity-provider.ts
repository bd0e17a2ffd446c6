import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';

/** Somebody with an account at the provider. */
interface Person {
  sub: string;
  email: string;
  email_verified?: boolean;
  amr?: string[];
  acr?: string;
  cancels?: boolean;
}

/** What Posko and the provider have agreed on. */
export const AGREED = { client: 'posko', secret: 'rahasia-antara-kita-berdua' };

/** How it says that somebody gave two factors. */
export const TWO_FACTORS = 'urn:uji:dua-faktor';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KID = 'kunci-uji';

/**
 * An OpenID Connect provider on this machine, at which `person` signs in without being asked anything; `forge`
 * changes the claims of ID tokens before they are signed, by `signer` then.
 */
export async function openProvider(desk: string) {
  const at = {
    person: {} as Person, // who signs in next; each test says
    forge: undefined as ((claims: Record<string, unknown>) => object) | undefined,
    signer: privateKey,
    isBroken: false,
  };
  const server = createServer((request, response) => {
    if (at.isBroken) response.writeHead(503).end('<h1>Sedang diperbaiki</h1>');
    else void provider.callback()(request, response);
  });
  const open = async (port = 0) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port; // a listening server has one
  };
  const port = await open();
  const issuer = `http://127.0.0.1:${port}`;
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(); // it warns of what is kept in memory alone
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: AGREED.client,
        client_secret: AGREED.secret,
        redirect_uris: [`${desk}/review/login/identity/back`],
        post_logout_redirect_uris: [`${desk}/review/login`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: KID, use: 'sig' }] },
    cookies: { keys: ['kue-uji'] },
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    acrValues: [TWO_FACTORS],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...at.person }) }),
    loadExistingGrant: agreeToAll,
  });
  quiet.mockRestore();
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const { sub: accountId, amr, acr, cancels } = at.person;
    const result = cancels ? { error: 'access_denied' } : { login: { accountId, amr, acr } };
    context.redirect(await provider.interactionResult(context.req, context.res, result));
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined; // what the token endpoint answers
    if (at.forge && body?.id_token) body.id_token = resign(body.id_token, at.forge, at.signer);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(at, { issuer });
}

/** Every person lets Posko see their name and address. */
async function agreeToAll({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const { accountId } = session;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope('openid email');
  await grant.save();
  return grant;
}

function resign(
  token: string,
  forge: (claims: Record<string, unknown>) => object,
  signer: KeyObject,
): string {
  const [head = '', body = ''] = token.split('.');
  const claims = forge(JSON.parse(Buffer.from(body, 'base64url').toString()));
  const signed = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const signature = sign('sha256', Buffer.from(signed), signer);
  return `${signed}.${signature.toString('base64url')}`;
}

/** Goes through the pages of the provider as a browser does, and returns where they lead: a page of the desk. */
export async function passProvider(address: string, desk: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  for (let pages = 0; pages < 10; pages += 1) {
    if (next.startsWith(desk)) return next.slice(desk.length);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${response.status}: ${await response.text()}`);
    next = new URL(location, next).href;
  }
  throw new Error('the provider leads in circles');
}
