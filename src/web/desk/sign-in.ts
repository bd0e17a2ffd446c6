import type { Request, Response } from 'express';
import { may } from '../../domain/accounts/permissions.ts';
import { viewReviewer } from '../../domain/accounts/reviewer.ts';
import { isUp } from '../../domain/duty/alert.ts';
import { zones } from '../../domain/time/clock-zone.ts';
import { readStaffLanguage } from '../../i18n/languages.ts';
import * as sessions from '../../services/accounts/login-sessions.ts';
import { listMentions } from '../../services/cases/mentions.ts';
import { listAlerts, unsavedAlerts } from '../../services/duty/alerts.ts';
import { countWaiting } from '../../services/partners/review-report.ts';
import { deskWords } from '../../ui-text/ui-text.ts';
import { type Desk, fieldOf, type Visit } from './desk.ts';

/** Finds out who makes a request, and gives a stranger what their first form has to carry. */
export async function arrive(desk: Desk, request: Request, response: Response): Promise<Visit> {
  const language = readStaffLanguage(readCookie(request, 'language'));
  const words = deskWords[language];
  const hasKeys = readCookie(request, 'keys') !== 'off';
  const zone = zones.find((each) => each === readCookie(request, 'zone')) ?? 'WIB';
  const token = readCookie(request, 'desk');
  const whose = token ? await findOut(desk, token, request) : undefined;
  const visit = { desk, request, response, words, language, zone, hasKeys };
  if (token !== undefined && whose && whose.type !== 'nobody') {
    const needs = whose.type === 'half' ? whose.needs : 'nothing';
    const form = sessions.formToken(desk.gate, token);
    const alarms = needs === 'nothing' ? await openAlarms(desk) : [];
    const { reviewer } = whose;
    const isIn = needs === 'nothing' && may(reviewer.role, 'refer');
    const waitingReports = isIn ? await countWaiting(desk.deps) : 0;
    const sees = needs === 'nothing' && may(reviewer.role, 'see-case');
    const mentions = sees ? await listMentions(desk.deps, reviewer.id) : [];
    return { ...visit, token, form, reviewer, alarms, waitingReports, mentions, needs };
  }
  const form = sessions.formToken(desk.gate, doorOf(desk, request, response));
  const nobody = { token: undefined, reviewer: undefined, alarms: [], waitingReports: 0 };
  return { ...visit, ...nobody, mentions: [], form, needs: 'nothing' };
}

async function openAlarms({ deps }: Desk) {
  const kept = (await listAlerts(deps)).filter(isUp);
  return [...unsavedAlerts(deps).filter(({ id }) => kept.every((each) => each.id !== id)), ...kept];
}

/** What a page asks for by itself does not count as using the login: an empty chair must not keep it open. */
async function findOut({ gate }: Desk, token: string, request: Request): Promise<sessions.Whose> {
  if (request.method !== 'GET' || request.get('x-live') !== '1') return sessions.whoIs(gate, token);
  const found = await sessions.findLogin(gate, token);
  if (!found) return { type: 'nobody' };
  const reviewer = viewReviewer(found.reviewer);
  const { needs } = found.login;
  return needs === 'nothing' ? { type: 'in', reviewer } : { type: 'half', needs, reviewer };
}

/** Whether a form was sent from a page of ours that was made for this very browser. */
export function isFromHere({ desk, request, token }: Visit): boolean {
  if (!isOwnOrigin(request)) return false;
  const key = token ?? readCookie(request, 'door');
  const given = request.get('x-form') ?? fieldOf(request, 'form');
  return key !== undefined && sessions.isFormToken(desk.gate, key, given);
}

/** A browser says where a form comes from; one that says nothing of it is not trusted. */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.get('origin');
  if (origin === undefined) return request.get('sec-fetch-site') === 'same-origin';
  return URL.parse(origin)?.host === request.headers.host;
}

function doorOf({ gate }: Desk, request: Request, response: Response): string {
  const known = readCookie(request, 'door');
  if (known !== undefined && /^[\w-]{20,100}$/.test(known)) return known;
  const value = gate.secrets.newToken();
  if (request.method === 'GET') setCookie({ request, response }, 'door', { value });
  return value;
}

type CookieName = 'desk' | 'door' | 'device' | 'identity' | 'language' | 'keys' | 'zone';

/** What a browser has kept under a name of ours. */
export function readCookie(request: Request, name: CookieName): string | undefined {
  const wanted = `${fullName(request, name)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
}

/** Lets the browser keep something until it is closed, or for some days; undefined takes it away. */
export function setCookie(
  { request, response }: { request: Request; response: Response },
  name: CookieName,
  { value, days }: { value: string | undefined; days?: number },
): void {
  const options = {
    httpOnly: true,
    secure: !isOnThisMachine(request),
    sameSite: 'lax', // colleagues send one another links to cases; forms carry a token of their own
    path: '/',
  } as const;
  if (value === undefined) response.clearCookie(fullName(request, name), options);
  else {
    const age = days === undefined ? {} : { maxAge: days * 86_400_000 };
    response.cookie(fullName(request, name), value, { ...options, ...age });
  }
}

/** `__Host-` binds a cookie to this host and to https; plain http is for this machine alone. */
function fullName(request: Request, name: CookieName): string {
  return isOnThisMachine(request) ? `posko-${name}` : `__Host-posko-${name}`;
}

function isOnThisMachine({ headers, secure }: Request): boolean {
  return !secure && /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(headers.host ?? '');
}
