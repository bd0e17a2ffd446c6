import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect, test } from 'vitest';
import { toCsv } from '../../../src/domain/text/csv.ts';
import { ownPath } from '../../../src/web/desk/admin/login-actions.ts';
import { showText } from '../../../src/web/desk/show-text.ts';
import { aCase, aCaseCommit, aCitizen, aFactCheck, aTip } from '../../support/builders.ts';
import { PASSWORD } from '../../support/gate.ts';
import { openDesk } from './desk-world.ts';

const EVIL = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea><svg onload=alert(1)>',
  'javascript:alert(1)',
  '<style>*{display:none}</style>',
  '\u202Egnp.exe\u202C\u200B',
];
const PAYLOAD = EVIL.join(' ');

test('what citizens write is text, in every field and on every page', async () => {
  const desk = await openDesk();
  const { store, deps } = desk;
  const found = aCase({ claim: PAYLOAD, ticket: 'K7Q2' });
  const citizen = await aCitizen(store);
  const bytes = Buffer.from('<svg onload="alert(1)"/>');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await store.media.keep({ sha256, mime: 'image/svg+xml', size: bytes.length }, bytes, 0);
  const tip = {
    ...aTip({ case: found.id, citizen, text: PAYLOAD, links: [PAYLOAD], link: PAYLOAD }),
    region: PAYLOAD,
    media: [{ sha256, mime: `text/html ${PAYLOAD}` }],
    answers: [{ question: 'Dari mana?', text: PAYLOAD, at: 0 }],
  };
  await store.cases.commit(aCaseCommit({ newCases: [found], tips: [tip] }));
  await store.factChecks.save([
    aFactCheck({ id: 'x', title: PAYLOAD, claim: PAYLOAD, narratives: [PAYLOAD] }),
  ]);
  await deps.index.follow();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.post('/review/cases/K7Q2/note', { note: PAYLOAD });
  await ayu.post('/review/cases/K7Q2/claim', {});
  const fence = ayu.field('fence');
  const typed = { fence, verdict: PAYLOAD, summary: PAYLOAD, url: PAYLOAD, title: PAYLOAD };
  const pages = [await ayu.post('/review/cases/K7Q2/verdict', typed)];
  await ayu.get('/review/cases/K7Q2');
  for (const path of [
    '/review/queue?list=all',
    `/review/queue?${new URLSearchParams({ text: PAYLOAD, tag: PAYLOAD, list: PAYLOAD })}`,
    '/review/cases/K7Q2',
    `/review/cases/K7Q2/tips/${tip.id}/citizen`,
    '/review/cases/K7Q2/compare?factCheck=x',
    '/review/fact-checks/x',
    `/review/fact-checks?${new URLSearchParams({ q: PAYLOAD })}`,
    '/review/dashboard',
    '/review/audit',
    `/review/login?${new URLSearchParams({ next: PAYLOAD })}`,
    `/review/${encodeURIComponent(PAYLOAD)}`,
  ]) {
    pages.push(await ayu.get(path));
  }
  for (const page of pages) {
    expect(/<(?:script>|img src=x|svg onload|style>)/i.test(page)).toBe(false);
    const bare = page.replace(/"[^"]*"/g, '""'); // what stands in quotes cannot leave them
    expect(/<[^>]*\s(?:onmouseover|onerror|onload)\s*=/i.test(bare)).toBe(false);
    expect(/(?:href|src|action)="\s*javascript:/i.test(page)).toBe(false);
    expect(page.split('\n').join('')).toContain('</html>');
  }
  const file = await ayu.send(`/review/cases/K7Q2/media/${sha256}`);
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(desk.broken).toEqual([]);
});

test('signs that nobody sees or that turn the writing around do not reach the page', () => {
  expect(showText('aman\u202Egpj.exe\u200B')).toBe('aman·gpj.exe·');
  expect(showText('http://jahat.example/a')).toBe('hxxp://jahat[.]example/a');
  expect([...showText(`a${'\u0301'.repeat(500)}`)]).toHaveLength(3);
});

test('every page has the strict policy', async () => {
  const desk = await openDesk();
  const browser = desk.browser();
  await browser.get('/review/login');
  const policy = browser.headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toContain('unsafe');
  expect(browser.page).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle="|<style/);
});

test('a form from elsewhere, or without the token of this very login, changes nothing', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  const budi = await desk.enter('Budi', 'reviewer');
  await rina.get('/review/queue');
  await budi.get('/review/queue');
  const path = `/review/cases/${ticket}/claim`;
  const good = new URLSearchParams({ form: rina.form });
  const origin = rina.url;
  for (const [headers, body] of [
    [{ origin: 'https://jahat.example' }, good],
    [{ origin: 'null' }, good],
    [{}, good],
    [{ 'sec-fetch-site': 'cross-site' }, good],
    [{ origin }, new URLSearchParams()],
    [{ origin }, new URLSearchParams({ form: budi.form })],
    [{ origin, 'content-type': 'text/plain' }, `form=${rina.form}`],
  ] as const) {
    expect((await rina.send(path, { method: 'POST', headers, body })).status).toBe(403);
  }
  expect((await desk.store.cases.byTicket(ticket))?.lease).toBeUndefined();
  expect((await rina.send(path, { method: 'POST', headers: { origin }, body: good })).status).toBe(
    303,
  );
});

test('a token that was planted before the login is worth nothing after it', async () => {
  const desk = await openDesk();
  await desk.add('Rina', 'reviewer');
  const planted = 'x'.repeat(43);
  const browser = desk.browser();
  browser.cookies.set('posko-desk', planted);
  await browser.get('/review/login');
  await browser.post('/review/login', { name: 'Rina', password: PASSWORD });
  expect(browser.path).toBe('/review/queue');
  expect(browser.cookies.get('posko-desk')).not.toBe(planted);
  const thief = desk.browser();
  thief.cookies.set('posko-desk', planted);
  await thief.get('/review/queue');
  expect(thief.path).toMatch(/^\/review\/login/);
});

test('after logging out the old token opens nothing', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  const token = rina.cookies.get('posko-desk') ?? '';
  await rina.post('/review/logout', {});
  expect(rina.page).toContain('Anda sudah keluar.');
  rina.cookies.set('posko-desk', token);
  await rina.get('/review/queue');
  expect(rina.path).toMatch(/^\/review\/login/);
});

test('guessing passwords is slowed down, and each failure is noted', async () => {
  const desk = await openDesk();
  await desk.add('Rina', 'reviewer');
  const browser = desk.browser();
  await browser.get('/review/login');
  const statuses = [];
  for (let n = 0; n < 7; n += 1) {
    await browser.post('/review/login', { name: 'Rina', password: `salah sekali ${n}` });
    statuses.push(browser.status);
  }
  expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
  expect(statuses.slice(5)).toEqual([429, 429]);
  expect(browser.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await desk.whats()).filter((what) => what === 'login-failed')).toHaveLength(5);
});

test('guessing under many names is slowed down where it comes from, and nobody else waits for it', async () => {
  const desk = await openDesk();
  desk.app.set('trust proxy', 1);
  const knock = async (address: string, name: string) => {
    const browser = desk.browser();
    const headers = { 'x-forwarded-for': address };
    await browser.get('/review/login', headers);
    await browser.post('/review/login', { name, password: 'salah sekali' }, headers);
    return browser.status;
  };
  for (let n = 0; n < 20; n += 1) await knock('198.51.100.1', `Warga ${n}`);
  expect(await knock('198.51.100.1', 'Rina')).toBe(429);
  expect(await knock('198.51.100.2', 'Rina')).toBe(401);
});

test('the way back after the login leads to the desk alone', () => {
  expect(ownPath('/review/cases/K7Q2?done=taken')).toBe('/review/cases/K7Q2?done=taken');
  for (const path of [
    'https://jahat.example',
    '//jahat.example',
    '/\\jahat.example',
    '/review//jahat',
    '/chat',
    '/reviewer',
    '/review/\t/x',
    '/review/logout',
    'review',
    '/review@jahat.example',
    '',
    undefined,
    ['/review'],
  ]) {
    expect(ownPath(path)).toBe('/review/queue');
  }
});

test('a spreadsheet finds no formula in what it is given', () => {
  const cells = ['=1+1', '+62', '-2', '@SUM(A1)', '\t=1', '  =1', '|calc', 'a"b', 'aman'];
  expect(toCsv([cells])).toBe(
    `"'=1+1","'+62","'-2","'@SUM(A1)","'\t=1","'  =1","'|calc","a""b","aman"\r\n`,
  );
});

test('ids that are queries, paths or nonsense find nothing and break nothing', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  for (const id of [
    "' OR 1=1 --",
    '{"$gt":""}',
    '../../etc/passwd',
    '%00',
    '__proto__',
    'x'.repeat(3000),
    '🦆',
  ]) {
    const part = encodeURIComponent(id);
    for (const path of [
      `cases/${part}`,
      `fact-checks/${part}`,
      `cases/${part}/media/${part}`,
      `dashboard/${part}.csv`,
    ]) {
      await ayu.get(`/review/${path}`);
      expect([path, ayu.status]).toEqual([path, 404]);
    }
    await ayu.post(`/review/reviewers/${part}/disable`, {});
    expect(ayu.status).toBe(400);
  }
  for (const path of [
    '/review/cases/%',
    '/review/queue?page=NaN&text[]=1',
    '/review/audit?before=-1e9',
  ]) {
    await ayu.get(path);
    expect(ayu.status).toBeLessThan(500);
  }
  expect(desk.broken).toEqual([]);
});

test('a page that looks by itself does not keep an empty chair logged in', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  for (let n = 0; n < 5; n += 1) {
    await desk.wait(30 * 60_000);
    await rina.get('/review/queue', { 'x-live': '1' });
  }
  expect(rina.path).toMatch(/^\/review\/login/);
});

test('away from this machine cookies are bound to the host and to https', async () => {
  const desk = await openDesk();
  const cookieFor = async (host: string) => {
    const asked = request(`${desk.url}/review/login`, { headers: { host } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage]; // what the event brings
    response.resume();
    return response.headers['set-cookie']?.[0] ?? '';
  };
  const away = await cookieFor('meja.example.org');
  expect(away).toMatch(/^__Host-posko-door=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(await cookieFor('127.0.0.1:8080')).toMatch(
    /^posko-door=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect(await cookieFor('127.0.0.1.jahat.example')).toMatch(/^__Host-/);
});
