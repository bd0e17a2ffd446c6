import type { Request } from 'express';
import { DEVICE_DAYS } from '../../../services/accounts/known-device.ts';
import {
  giveCode,
  type LoggedIn,
  logIn,
  logInByIdentity,
  type Origin,
  signInSecrets,
} from '../../../services/accounts/login.ts';
import { logOut, logOutAll } from '../../../services/accounts/login-sessions.ts';
import { beginTotp, confirmTotp } from '../../../services/accounts/own-account.ts';
import { acceptInvitation, findInvited } from '../../../services/accounts/reviewers.ts';
import { setUpDesk } from '../../../services/accounts/set-up.ts';
import { showClock } from '../../../ui-text/format-time.ts';
import { askedFor, fieldOf, get, type KnownVisit, post, type Route, type Visit } from '../desk.ts';
import { sendAlone } from '../layout.ts';
import { readCookie, setCookie } from '../sign-in.ts';
import * as pages from './login-pages.ts';

/** The door of the desk, and the way out of it. */
export const loginRoutes: readonly Route[] = [
  { method: 'get', path: '/login', needs: 'nobody', run: showLogin },
  { method: 'post', path: '/login', needs: 'nobody', run: takeLogin },
  { method: 'get', path: '/setup', needs: 'nobody', run: showSetup },
  { method: 'post', path: '/setup', needs: 'nobody', run: takeSetup },
  { method: 'get', path: '/invitation', needs: 'nobody', run: showInvitation },
  { method: 'post', path: '/invitation', needs: 'nobody', run: takeInvitation },
  { method: 'get', path: '/login/identity', needs: 'nobody', run: signIn },
  { method: 'get', path: '/login/identity/back', needs: 'nobody', run: comeBack },
  { method: 'get', path: '/login/identity/out', needs: 'nobody', run: signOut },
  get('/code', 'half', showCode),
  post('/code', 'half', takeCode),
  get('/authenticator', 'half', showTotp),
  post('/authenticator', 'half', startTotp),
  post('/authenticator/confirm', 'half', finishTotp),
  post('/logout', 'half', leaving(logOut)),
  post('/account/logout-all', 'login', leaving(logOutAll)),
];

function showLogin(visit: Visit): void {
  const next = ownPath(askedFor(visit.request, 'next'));
  if (visit.reviewer && visit.needs === 'nothing') visit.response.redirect(303, next);
  else pages.sendLogin(visit, { next });
}

/** Lets somebody in; the login always gets a new token, whatever the browser brought along. */
async function takeLogin(visit: Visit): Promise<void> {
  const { request, desk } = visit;
  const [name, password] = [fieldOf(request, 'name'), fieldOf(request, 'password')];
  const next = ownPath(fieldOf(request, 'next'));
  const replaced = readCookie(request, 'desk');
  const done = await logIn(desk.gate, { name, password, token: replaced, ...originOf(request) });
  if (done.type === 'in' || done.type === 'half') return goOn(visit, done, next);
  const complaint = complaintOf(visit, done, 'refused');
  pages.sendLogin(visit, { next, name: name.slice(0, 100), ...complaint });
}

function showCode(visit: KnownVisit): void {
  if (visit.needs === 'code')
    pages.sendCodeForm(visit, { next: ownPath(askedFor(visit.request, 'next')) });
  else visit.response.redirect(303, '/review/queue');
}

async function takeCode(visit: KnownVisit): Promise<void> {
  const { request, desk, token } = visit;
  const next = ownPath(fieldOf(request, 'next'));
  const code = fieldOf(request, 'code').slice(0, 60);
  const done = await giveCode(desk.gate, { token, code, ...originOf(request) });
  if (done.type === 'in' || done.type === 'half') return goOn(visit, done, next);
  pages.sendCodeForm(visit, { next, ...complaintOf(visit, done, 'codeRefused') });
}

function showTotp(visit: KnownVisit): void {
  if (visit.needs === 'code') visit.response.redirect(303, '/review/code');
  else pages.sendTotpStart(visit);
}

async function startTotp(visit: KnownVisit): Promise<void> {
  const { desk, token, request, words } = visit;
  const begun = await beginTotp(desk.gate, { token, password: fieldOf(request, 'password') });
  if (begun.type === 'done') return pages.sendTotp(visit, begun);
  const alert = begun.type === 'wait' ? waitFor(visit, begun.until) : words.login.refused;
  pages.sendTotpStart(visit, alert);
}

async function finishTotp(visit: KnownVisit): Promise<void> {
  const { desk, token, request, words } = visit;
  const done = await confirmTotp(desk.gate, { token, code: fieldOf(request, 'code') });
  if (done.type === 'done') {
    desk.streams.end(token);
    setCookie(visit, 'desk', { value: done.token });
    keepDevice(visit, done.device);
    return pages.sendRecoveryCodes(visit, done.recoveryCodes);
  }
  const alert = done.type === 'wait' ? waitFor(visit, done.until) : words.login.codeRefused;
  pages.sendTotpStart(visit, alert);
}

/** Ends the login, or all of the account, and what is open under it. */
function leaving(end: typeof logOut) {
  return async (visit: KnownVisit): Promise<void> => {
    await end(visit.desk.gate, visit.token);
    visit.desk.streams.end(visit.token);
    setCookie(visit, 'desk', { value: undefined });
    visit.response.redirect(303, '/review/login?done=out');
  };
}

function showSetup(visit: Visit): void {
  pages.sendSetup(visit, { token: askedFor(visit.request, 'token') });
}

async function takeSetup(visit: Visit): Promise<void> {
  const { request, response, desk, words } = visit;
  const [token, name] = [fieldOf(request, 'token'), fieldOf(request, 'name')];
  const done = await setUpDesk(desk.gate, { token, name, password: fieldOf(request, 'password') });
  if (done.type === 'done') return response.redirect(303, '/review/login?done=ready');
  if (done.type === 'over') return pages.sendSetup(visit, { token, name, alert: words.setup.over });
  const { problem } = words;
  const alert = done.type === 'bad-name' ? problem.name[done.why] : problem.password[done.why];
  pages.sendSetup(visit, { token, name, alert });
}

async function showInvitation(visit: Visit): Promise<void> {
  const token = askedFor(visit.request, 'token');
  const invited = await invitedIn(visit, token);
  if (invited) pages.sendSetup(visit, { token, invited: invited.name });
}

async function takeInvitation(visit: Visit): Promise<void> {
  const { request, response, desk, words } = visit;
  const token = fieldOf(request, 'token');
  const invited = await invitedIn(visit, token);
  if (!invited) return;
  const password = fieldOf(request, 'password');
  const done = await acceptInvitation(desk.gate, { token, password });
  if (done.type === 'done') return response.redirect(303, '/review/login?done=ready');
  if (done.type === 'over') return sendAlone(visit, words.setup.ended, { status: 410 });
  pages.sendSetup(visit, { token, invited: invited.name, alert: words.problem.password[done.why] });
}

/** Whom a link invites; nobody may accept it from the login of somebody else, such as the admin who made it. */
async function invitedIn(visit: Visit, token: string) {
  const { setup } = visit.words;
  const invited = await findInvited(visit.desk.gate, token);
  if (!invited) return sendAlone(visit, setup.ended, { status: 410 });
  if (visit.reviewer) return sendAlone(visit, setup.other(visit.reviewer.name), { status: 409 });
  return invited;
}

/** Goes where somebody wanted to go, or to what their login still needs. */
export function goOn(visit: Visit, done: Extract<LoggedIn, { token: string }>, next: string): void {
  setCookie(visit, 'desk', { value: done.token });
  setCookie(visit, 'door', { value: undefined });
  if (done.type === 'in') keepDevice(visit, done.device);
  const isCode = done.type === 'half' && done.needs === 'code';
  const step = `/review/${isCode ? 'code' : 'authenticator'}?${new URLSearchParams({ next })}`;
  visit.response.redirect(303, done.type === 'in' ? next : step);
}

function keepDevice(visit: Visit, device: string): void {
  setCookie(visit, 'device', { value: device, days: DEVICE_DAYS });
}

function originOf(request: Request): Origin {
  return { address: request.ip ?? '', device: readCookie(request, 'device') };
}

function complaintOf(
  visit: Visit,
  done: Exclude<LoggedIn, { token: string }>,
  refused: 'refused' | 'codeRefused',
): { alert: string; status: number } {
  if (done.type === 'refused') return { alert: visit.words.login[refused], status: 401 };
  if (done.type === 'busy') {
    visit.response.set('retry-after', String(BUSY_S));
    return { alert: visit.words.login.busy, status: 503 };
  }
  const seconds = Math.ceil((done.until - visit.desk.gate.clock.now()) / 1000);
  visit.response.set('retry-after', String(Math.max(1, seconds)));
  return { alert: waitFor(visit, done.until), status: 429 };
}

/** More than enough for all who wait. */
const BUSY_S = 5;

/** The next whole minute, since the clock shows no seconds. */
export function waitFor({ words, language }: Visit, until: number): string {
  return words.login.wait(showClock(Math.ceil(until / 60_000) * 60_000, language));
}

/** Where somebody wanted to go before they had to log in; only ever a page of the desk. */
export function ownPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 500) return HOME;
  // Backslashes, tabs and line breaks are taken out or turned by browsers, so none may be in it.
  if (!/^\/review(?:[/?][\w\-./?=&%~+]*)?$/.test(asked) || asked.includes('//')) return HOME;
  return /^\/review\/(?:login|logout|code|authenticator|setup|invitation|events)\b/.test(asked)
    ? HOME
    : asked;
}

const HOME = '/review/queue';

/** What binds the answer to this browser is its cookie, which holds the page that it wanted too. */
async function signIn(visit: Visit): Promise<void> {
  const { gate } = visit.desk;
  const next = ownPath(askedFor(visit.request, 'next'));
  const token = gate.secrets.newToken();
  const value = `${token}.${Buffer.from(next).toString('base64url')}`;
  setCookie(visit, 'identity', { value });
  await leaveFor(visit, gate.identity?.signInAddress(signInSecrets(gate, token)), next);
}

async function comeBack(visit: Visit): Promise<void> {
  const { desk, request, words } = visit;
  const [kept = '', path = ''] = (readCookie(request, 'identity') ?? '').split('.');
  setCookie(visit, 'identity', { value: undefined });
  const next = ownPath(Buffer.from(path, 'base64url').toString());
  const { search: query } = new URL(request.originalUrl, 'http://desk');
  const back = { query, kept, replaces: readCookie(request, 'desk') };
  const done = await logInByIdentity(desk.gate, back);
  if (done.type === 'in' || done.type === 'half') {
    setCookie(visit, 'identity', { value: pages.SIGNED_IN });
    return goOn(visit, done, next);
  }
  if (done.type === 'down') desk.onError(done.error);
  const status = done.type === 'down' ? 503 : 401;
  pages.sendLogin(visit, { next, alert: words.identity[done.type], status });
}

/** Whoever leaves a shared machine has to be out at the provider too. */
async function signOut(visit: Visit): Promise<void> {
  setCookie(visit, 'identity', { value: undefined });
  await leaveFor(visit, visit.desk.gate.identity?.signOutAddress());
}

async function leaveFor(visit: Visit, address: Promise<URL> | undefined, next = ownPath('')) {
  try {
    visit.response.redirect(303, (await address)?.href ?? '/review/login');
  } catch (error) {
    visit.desk.onError(error);
    pages.sendLogin(visit, { next, alert: visit.words.identity.down, status: 503 });
  }
}
