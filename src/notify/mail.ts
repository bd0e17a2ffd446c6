import { createTransport } from 'nodemailer';
import type { Email } from '../ports/alert-channels.ts';

const TIMEOUT_MS = 10_000;

/** Sends e-mails in plain text by `smtps://NAME:PASSWORD@HOST:PORT`; throws if the server refuses one. */
export function createMail({ smtp, from }: { smtp: string; from: string }) {
  const url = new URL(smtp);
  const isSafe = url.protocol === 'smtps:';
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSafe ? 465 : 587),
    secure: isSafe,
    // A password never goes over a line that others can read.
    requireTLS: !isSafe && url.username !== '',
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }: Email): Promise<void> => {
    // Sent by a machine: holiday notes must not answer it.
    const headers = { 'auto-submitted': 'auto-generated' };
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text, headers });
  };
}
