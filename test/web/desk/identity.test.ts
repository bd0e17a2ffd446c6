import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemActor } from '../../../src/domain/accounts/reviewer.ts';
import { openIdConnect } from '../../../src/identity/open-id-connect.ts';
import { disableReviewer, enterIdentity } from '../../../src/services/accounts/reviewers.ts';
import { PASSWORD } from '../../support/gate.ts';
import {
  AGREED,
  openProvider,
  passProvider,
  TWO_FACTORS,
} from '../../support/identity-provider.ts';
import type { Browser } from './browser.ts';
import { openDesk } from './desk-world.ts';

const SITI = {
  sub: 'siti-7',
  email: 'Siti@bawaslu.example',
  email_verified: true,
  amr: ['pwd'],
};

/** A desk with a provider, where the admin has entered Siti's address for the account of the same name. */
async function openBoth(role: 'partner' | 'editor' = 'partner') {
  const desk = await openDesk();
  const provider = await openProvider(desk.url);
  provider.person = SITI;
  desk.gate.identity = openIdConnect({
    ...AGREED,
    issuer: provider.issuer,
    redirect: `${desk.url}/review/login/identity/back`,
    secondFactors: [TWO_FACTORS],
  });
  const { id } = await desk.add('Siti', role);
  const entered = await enterIdentity(desk.gate, systemActor, {
    id,
    entered: 'siti@bawaslu.example',
  });
  expect(entered.type).toBe('done');
  return { desk, provider, id };
}

/** Where the desk sends a browser to sign in. */
async function start(browser: Browser, next = ''): Promise<string> {
  const answer = await browser.send(`/review/login/identity?next=${encodeURIComponent(next)}`);
  return answer.headers.get('location') ?? '';
}

/** The whole way there and back. */
async function signIn(browser: Browser, next = ''): Promise<void> {
  await browser.get(await passProvider(await start(browser, next), browser.url));
}

async function logOf({ store }: Awaited<ReturnType<typeof openDesk>>) {
  const [entry] = await store.audit.list(1);
  return entry && { what: entry.what, of: entry.of, ...entry.details };
}

test('an officer signs in at their own organisation, is linked at the first time, and needs no address later', async () => {
  const { desk, provider, id } = await openBoth();
  const door = desk.browser();
  await door.get('/review/login');
  expect(door.page).toContain(`Masuk dengan akun ${new URL(provider.issuer).host}`);
  await signIn(door, '/review/account');
  expect(door.path).toBe('/review/account');
  expect(await desk.whats()).toEqual([
    'login',
    'identity-linked',
    'identity-entered',
    'reviewer-added',
  ]);
  const linked = (await desk.store.reviewers.get(id))?.identity?.linked;
  expect(linked).toEqual({ issuer: provider.issuer, subject: 'siti-7' });
  provider.person = { ...SITI, email: 'siti.baru@bawaslu.example', email_verified: false };
  const later = desk.browser();
  await signIn(later);
  expect(later.path).toBe('/review/board');
});

test('who signed in elsewhere is shown the way out there too, and the provider sends them back', async () => {
  const { desk, provider } = await openBoth();
  const siti = desk.browser();
  await signIn(siti);
  await siti.post('/review/logout', {});
  expect(siti.page).toContain('/review/login/identity/out');
  const out = (await siti.send('/review/login/identity/out')).headers.get('location') ?? '';
  expect(out).toMatch(`${provider.issuer}/session/end`);
  expect(new URL(out).searchParams.get('post_logout_redirect_uri')).toBe(
    `${desk.url}/review/login`,
  );
  await siti.get('/review/login');
  expect(siti.page).not.toContain('/review/login/identity/out');
});

test('a second factor is asked for unless the provider says that it asked', async () => {
  const { desk, provider } = await openBoth('editor');
  const browser = desk.browser();
  await signIn(browser);
  expect(browser.path).toMatch('/review/code');
  await browser.post('/review/code', { code: desk.codeOf('Siti') });
  expect(browser.path).toMatch('/review/queue');
  provider.person = { ...SITI, amr: ['pwd', 'hwk'] };
  const several = desk.browser();
  await signIn(several);
  expect(several.path).toMatch('/review/code');
  for (const said of [{ amr: ['pwd', 'mfa'] }, { acr: TWO_FACTORS }]) {
    provider.person = { ...SITI, ...said };
    const other = desk.browser();
    await signIn(other);
    expect(other.path).toMatch('/review/queue');
  }
});

test('a stranger, an unproved address and a subject that took over an address are refused in words and noted', async () => {
  const { desk, provider } = await openBoth();
  const refused = async (person: typeof provider.person) => {
    provider.person = person;
    const browser = desk.browser();
    await signIn(browser);
    expect(browser.status).toBe(401);
    expect(browser.page).toContain('belum didaftarkan di sini');
    expect(await logOf(desk)).toEqual({
      what: 'login-failed',
      of: 'unknown',
      at: 'identity',
      why: 'stranger',
    });
  };
  await refused({ ...SITI, sub: 'x', email: 'orang.lain@bawaslu.example' });
  await refused({ ...SITI, sub: 'x', email_verified: false });
  const { email_verified: _, ...unsaid } = SITI;
  await refused({ ...unsaid, sub: 'x' });
  provider.person = SITI;
  await signIn(desk.browser());
  await refused({ ...SITI, sub: 'penerus-8' });
});

test('a disabled account hears that it is disabled', async () => {
  const { desk, id } = await openBoth();
  await disableReviewer(desk.gate, systemActor, id);
  const browser = desk.browser();
  await signIn(browser);
  expect(browser.status).toBe(401);
  expect(browser.page).toContain('Akses Anda sudah ditutup');
  expect(await logOf(desk)).toMatchObject({ of: 'Siti', why: 'disabled' });
});

test('an answer counts once, and only in the browser that asked', async () => {
  const { desk } = await openBoth();
  const victim = desk.browser();
  const back = await passProvider(await start(victim), desk.url);
  const other = desk.browser();
  await start(other);
  await other.get(back);
  expect(other.status).toBe(401);
  expect(other.page).toContain('Mulai lagi dari halaman ini');
  const kept = new Map(victim.cookies);
  await victim.get(back);
  expect(victim.path).toBe('/review/board');
  const thief = desk.browser();
  for (const [name, value] of kept) thief.cookies.set(name, value);
  await thief.get(back);
  expect(thief.status).toBe(401);
  expect(await logOf(desk)).toMatchObject({ what: 'login-failed', why: 'refused' });
  const bare = desk.browser();
  await bare.get(back);
  expect(bare.status).toBe(401);
});

test.each([
  ['nonce', { nonce: 'sebuah-nonce-yang-lain' }],
  ['audience', { aud: 'klien-lain' }],
  ['issuer', { iss: 'http://127.0.0.1:1' }],
  ['time', { exp: 1_000_000_000 }],
])('an ID token with another %s is refused', async (_, changed) => {
  const { desk, provider } = await openBoth();
  provider.forge = (claims) => claims;
  await signIn(desk.browser());
  expect(await logOf(desk)).toMatchObject({ what: 'login', of: 'Siti' });
  provider.forge = (claims) => ({ ...claims, ...changed });
  const browser = desk.browser();
  await signIn(browser);
  expect(browser.status).toBe(401);
  expect(await logOf(desk)).toMatchObject({ why: 'refused' });
});

test('an ID token that somebody else has signed is refused', async () => {
  const { desk, provider } = await openBoth();
  provider.forge = (claims) => claims;
  provider.signer = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const browser = desk.browser();
  await signIn(browser);
  expect(browser.status).toBe(401);
  expect(await logOf(desk)).toMatchObject({ why: 'refused' });
});

test('a request that was changed on its way comes back with a nonce that is not known', async () => {
  const { desk } = await openBoth();
  const browser = desk.browser();
  const address = new URL(await start(browser));
  address.searchParams.set('nonce', 'sebuah-nonce-yang-lain');
  await browser.get(await passProvider(address.href, desk.url));
  expect(browser.status).toBe(401);
});

test('somebody who cancels hears so', async () => {
  const { desk, provider } = await openBoth();
  provider.person = { ...SITI, cancels: true };
  const browser = desk.browser();
  await signIn(browser);
  expect(browser.page).toContain('Anda batal masuk di sana');
});

test('while the provider is down the password lets people in, and afterwards the provider does', async () => {
  const { desk, provider } = await openBoth();
  provider.isBroken = true;
  const browser = desk.browser();
  await browser.get('/review/login/identity');
  expect(browser.status).toBe(503);
  expect(browser.page).toContain('Masuk dengan kata sandi dulu');
  await browser.post('/review/login', { name: 'Siti', password: PASSWORD });
  expect(browser.path).toBe('/review/board');
  expect(desk.broken).toHaveLength(1);
  provider.isBroken = false;
  const later = desk.browser();
  const back = await passProvider(await start(later), desk.url);
  provider.isBroken = true;
  await later.get(back);
  expect(later.status).toBe(503);
  provider.isBroken = false;
  await signIn(later);
  expect(later.path).toBe('/review/board');
});

test('an admin enters and removes who may come in; one address opens one account', async () => {
  const { desk, id } = await openBoth();
  const admin = await desk.enter('Ayu', 'admin');
  const { id: other } = await desk.add('Budi', 'partner');
  await admin.get('/review/reviewers');
  await admin.post(`/review/reviewers/${other}/identity`, { identity: ' SITI@bawaslu.example ' });
  expect(admin.status).toBe(400);
  await signIn(desk.browser());
  await admin.get('/review/reviewers');
  expect(admin.page).toContain('sudah tertaut');
  await admin.post(`/review/reviewers/${id}/identity`, { identity: '' });
  expect(admin.path).toBe('/review/reviewers?done=saved');
  const siti = desk.browser();
  await signIn(siti);
  expect(siti.page).toContain('belum didaftarkan di sini');
});

test('without a provider there is no such door', async () => {
  const desk = await openDesk();
  const browser = desk.browser();
  await browser.get('/review/login');
  expect(browser.page).not.toContain('/review/login/identity');
  await browser.get('/review/login/identity');
  expect(browser.path).toBe('/review/login');
  await browser.get('/review/login/identity/back?code=a&state=b');
  expect(browser.status).toBe(401);
});
