import type { IncomingMessage } from 'node:http';
import { isLoopback } from './is-public-address.ts';

/** Whether a name leads only to this machine: `localhost`, 127.0.0.1, ::1. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || isLoopback(name.replace(/^\[|\]$/g, ''));
}

/** Returns the name in a Host header, without the port. */
export function hostName(header: string | undefined): string {
  const [, name = ''] =
    /^(\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?$/i.exec(header ?? '') ?? [];
  return name.toLowerCase();
}

/** Whether a request comes from here: not remote, not proxied, not under a foreign name. */
export function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  const remote = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isPassedOn = PASSED_ON.some((name) => headers[name] !== undefined);
  return isLoopback(remote) && isLoopbackName(hostName(headers.host)) && !isPassedOn;
}

const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Whether the request comes from one of our pages, or from none, by the origin that browsers send. */
export function isFromOwnPage({ headers }: IncomingMessage): boolean {
  const { host, origin } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}
