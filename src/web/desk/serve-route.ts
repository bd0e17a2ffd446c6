import type { Request, Response } from 'express';
import { may, type Permission } from '../../domain/accounts/permissions.ts';
import { audit } from '../../services/accounts/audit.ts';
import { html } from '../shared/html.ts';
import { ownPath } from './admin/login-actions.ts';
import type { Desk, KnownVisit, Needs, Route, Visit } from './desk.ts';
import { pageOf, send, sendAlone } from './layout.ts';
import { readUpload } from './read-upload.ts';
import { arrive, isFromHere, isOwnOrigin } from './sign-in.ts';

/** Where everybody lands after logging in; the home of partners is their board. */
const HOMES: readonly string[] = ['/', '/queue'];

/** Runs a route for users who may have it, and tells all others why not. */
export async function serveRoute(
  desk: Desk,
  route: Route,
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  const visit = await arrive(desk, request, response);
  response.set('cache-control', 'no-store');
  if (route.takesFile && isTrusted(visit, route.needs)) await readUpload(visit);
  const { error } = visit.words;
  if (route.method === 'post' && !isFromHere(visit))
    return sendAlone(visit, error.forged, { status: 403 });
  if (route.needs === 'nobody') return route.run(visit);
  if (!isKnown(visit)) return askToLogIn(visit);
  if (visit.needs !== 'nothing' && route.needs !== 'half')
    return visit.response.redirect(
      303,
      `/review/${visit.needs === 'code' ? 'code' : 'authenticator'}`,
    );
  if (visit.reviewer.role === 'partner' && HOMES.includes(route.path)) {
    return response.redirect(303, '/review/board');
  }
  const { needs } = route;
  const isFree = needs === 'half' || needs === 'login';
  if (!isFree && !may(visit.reviewer.role, needs)) return refuseAs(visit, needs);
  await route.run(visit);
}

/** A file is read only for who may bring one: it takes room before the form can be looked at. */
function isTrusted(visit: Visit, needs: Needs): boolean {
  if (!isOwnOrigin(visit.request) || !isKnown(visit) || visit.needs !== 'nothing') return false;
  return (
    needs !== 'nobody' && needs !== 'half' && needs !== 'login' && may(visit.reviewer.role, needs)
  );
}

function isKnown(visit: Visit): visit is KnownVisit {
  return visit.reviewer !== undefined && visit.token !== undefined;
}

/** Refuses what takes a permission that somebody lacks, and writes down that they tried. */
export async function refuseAs(visit: KnownVisit, permission: Permission): Promise<void> {
  const of = visit.request.path.slice(0, 80);
  const event = { by: visit.reviewer.name, what: 'denied', of, details: { permission } } as const;
  await audit(visit.desk.gate, event);
  const { denied, deniedHint: hint } = visit.words.error;
  sendAlone(visit, denied, { status: 403, hint });
}

function askToLogIn(visit: Visit): void {
  const { request, response, words } = visit;
  const door = `/review/login?${new URLSearchParams({ next: ownPath(pageOf(request)) })}`;
  const body = html`<h1>${words.login.again}</h1>
<p>${words.login.nobody}</p><p><a class="button" href="${door}">${words.login.submit}</a></p>`;
  if (request.method === 'GET') response.redirect(303, door);
  else send(visit, { title: words.login.again, body, status: 401 });
}
