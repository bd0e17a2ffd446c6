import { createTransport } from 'nodemailer';
import { expect, test, vi } from 'vitest';
import { createMail } from '../../src/notify/mail.ts';

const sendMail = vi.fn(async (_: object) => {});
vi.mock('nodemailer', () => ({ createTransport: vi.fn(() => ({ sendMail })) }));

function optionsOf(smtp: string) {
  createMail({ smtp, from: 'posko@posko.example' });
  return vi.mocked(createTransport).mock.lastCall?.[0];
}

test('a mail server that says nothing is given up after ten seconds at each step', () => {
  expect(optionsOf('smtps://mail.example')).toMatchObject({
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 10_000,
  });
});

test.each([
  ['smtps://mail.example', { port: 465, secure: true, requireTLS: false }],
  ['smtp://mail.example', { port: 587, secure: false, requireTLS: false }],
  ['smtp://posko:x@mail.example', { port: 587, secure: false, requireTLS: true }],
  ['smtps://posko:x@mail.example:2465', { port: 2465, secure: true }],
])('%s is spoken to as %j', (smtp, options) => {
  expect(optionsOf(smtp)).toMatchObject({ host: 'mail.example', ...options });
});

test('name and password are read as they were before they stood in an address', () => {
  const options = optionsOf('smtps://pos%40ko:ra%2Fhasia%3A@mail.example');
  expect(options).toMatchObject({ auth: { user: 'pos@ko', pass: 'ra/hasia:' } });
  expect(optionsOf('smtps://mail.example')).not.toHaveProperty('auth');
  expect(optionsOf('smtps://[::1]')).toMatchObject({ host: '::1' });
});

test('no letter reads files or addresses of this machine, and none is answered by a holiday note', async () => {
  expect(optionsOf('smtps://mail.example')).toMatchObject({
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = createMail({ smtp: 'smtps://mail.example', from: 'posko@posko.example' });
  await send({ to: 'rina@posko.example, budi@posko.example', subject: 'S', text: 'T' });
  expect(sendMail).toHaveBeenCalledWith({
    from: 'posko@posko.example',
    // One address, whatever commas stand in it.
    to: { name: '', address: 'rina@posko.example, budi@posko.example' },
    subject: 'S',
    text: 'T',
    headers: { 'auto-submitted': 'auto-generated' },
  });
});
