import { logInByIdentity, signInSecrets } from '../../../services/accounts/identity-login.ts';
import type { Route, Visit } from '../desk.ts';
import { askedFor } from '../read-form.ts';
import { readCookie, setCookie } from '../sign-in.ts';
import { goOn, ownPath } from './login-actions.ts';
import { SIGNED_IN, sendLogin } from './login-pages.ts';

/** The door for those who sign in at their own organisation. */
export const identityRoutes: readonly Route[] = [
  { method: 'get', path: '/login/identity', needs: 'nobody', run: signIn },
  { method: 'get', path: '/login/identity/back', needs: 'nobody', run: comeBack },
  { method: 'get', path: '/login/identity/out', needs: 'nobody', run: signOut },
];

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
  const replaces = readCookie(request, 'desk');
  const done = await logInByIdentity(desk.gate, { query, kept, replaces });
  if (done.type === 'in' || done.type === 'half') {
    setCookie(visit, 'identity', { value: SIGNED_IN });
    return goOn(visit, done, next);
  }
  if (done.type === 'down') desk.onError(done.error);
  const status = done.type === 'down' ? 503 : 401;
  sendLogin(visit, { next, alert: words.identity[done.type], status });
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
    sendLogin(visit, { next, alert: visit.words.identity.down, status: 503 });
  }
}
