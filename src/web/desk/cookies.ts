// Reading is ours and not the package cookie: it is three lines, and Express writes them.
import type { Request, Response } from 'express';

/** The cookies of the desk. */
export type CookieName = 'desk' | 'door' | 'device' | 'language' | 'keys';

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
