import { expect, test } from 'vitest';
import { may, roles } from '../../../src/domain/accounts/permissions.ts';
import type { Route } from '../../../src/web/desk/desk.ts';
import { routes } from '../../../src/web/desk/review-routes.ts';
import type { Browser } from './browser.ts';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

const SHA = 'a'.repeat(64);

/** An address of a route, of things that are there or not: who may not come must not be told which. */
function addressOf({ path }: Route, ticket: string): string {
  const parts: Record<string, string> = {
    ticket,
    sha256: SHA,
    tip: 'nobody',
    id: 'none',
    chart: 'volume',
    flow: 'tip',
    name: 'post',
    reference: 'NONE',
    month: '2026-10',
    code: 'NONE22',
    token: 'none',
  };
  return `/review${path.replace(/:(\w+)/g, (_, name: string) => parts[name] ?? '')}`;
}

async function call(browser: Browser, route: Route, ticket: string): Promise<Response> {
  const address = addressOf(route, ticket);
  if (route.method === 'get') return browser.send(address);
  const body = new URLSearchParams({ form: browser.form });
  return browser.send(address, { method: 'POST', body, headers: { origin: browser.url } });
}

/** Logging out, streams and changes of the own account would end the walk. */
const endless = new Set([
  '/events',
  '/logout',
  '/account/logout-all',
  '/account/password',
  '/language',
]);

test('nobody comes past the door without a login, whatever they ask for', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  for (const route of routes) {
    if (route.needs === 'nobody') continue;
    const browser = desk.browser();
    await browser.get('/review/login');
    const response = await call(browser, route, tickets[0] ?? '');
    const told = route.method === 'get' ? 303 : 401;
    expect([route.path, response.status]).toEqual([route.path, told]);
    if (route.method === 'get') {
      expect(response.headers.get('location')).toMatch(/^\/review\/login\?next=/);
    }
    await response.body?.cancel();
  }
});

test.each(roles)(
  'a %s gets what the table gives, and is refused the rest, which is noted',
  async (role) => {
    const desk = await openDesk();
    const { tickets } = await fill(desk);
    const browser = await desk.enter('Seseorang', role);
    await browser.get('/review/queue');
    let refused = 0;
    for (const route of routes) {
      const { needs, path } = route;
      if (needs === 'nobody' || endless.has(path)) continue;
      const response = await call(browser, route, tickets[1] ?? '');
      if (role === 'partner' && (path === '/' || path === '/queue')) {
        expect(response.headers.get('location')).toBe('/review/board');
        continue;
      }
      const isFile = path === '/board/:reference/files/:token' && role !== 'partner';
      const wanted = isFile ? 'see-media' : needs;
      const isAllowed = wanted === 'half' || wanted === 'login' || may(role, wanted);
      expect([path, response.status === 403]).toEqual([path, !isAllowed]);
      expect(response.headers.get('location') ?? '').not.toContain('/review/login');
      if (path !== '/code') expect(response.status).not.toBe(401);
      if (!isAllowed) refused += 1;
      await response.body?.cancel();
    }
    const denied = (await desk.store.audit.list(200)).filter(({ what }) => what === 'denied');
    expect(denied).toHaveLength(refused);
    expect(desk.broken).toEqual([]);
  },
);

test('a login that still lacks its code opens nothing but the door', async () => {
  const desk = await openDesk();
  await desk.add('Ayu', 'admin');
  const browser = desk.browser();
  await browser.get('/review/login');
  await browser.post('/review/login', { name: 'Ayu', password: 'kuda terbang biru laut' });
  expect(browser.path).toMatch(/^\/review\/code/);
  for (const route of routes) {
    if (route.needs === 'nobody' || route.needs === 'half') continue;
    const response = await call(browser, route, 'K7Q2');
    expect([route.path, response.headers.get('location')]).toEqual([route.path, '/review/code']);
  }
});

test('no two routes answer to the same address, and every action needs something', () => {
  const addresses = routes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
  const elsewhere = ['/login/identity', '/login/identity/back', '/login/identity/out'];
  const open = routes.filter(({ needs }) => needs === 'nobody').map(({ path }) => path);
  expect(new Set(open)).toEqual(
    new Set(['/login', ...elsewhere, '/setup', '/invitation', '/language']),
  );
});

test('a picture is shown only with a case it belongs to', async () => {
  const desk = await openDesk();
  const { tickets, sha256 } = await fill(desk);
  const other = await desk.ask('Harga cabai di Kalimantan naik dua kali lipat');
  expect(other).not.toBe('');
  const rina = await desk.enter('Rina', 'reviewer');
  const own = await rina.send(`/review/cases/${tickets[0]}/media/${sha256}`);
  expect(own.status).toBe(200);
  expect(own.headers.get('content-security-policy')).toContain('sandbox');
  expect(own.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await rina.send(`/review/cases/${other}/media/${sha256}`)).status).toBe(404);
});
