import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { isLoopback, isPublicAddress } from '../../src/http/is-public-address.ts';
import { createMail } from '../../src/notify/mail.ts';
import { createWebhook } from '../../src/notify/webhook-client.ts';
import type { AlertEvent } from '../../src/ports/alert-channels.ts';
import { MORNING } from '../support/stage.ts';

const SECRET = 'rahasia-panjang-sekali';
const news: AlertEvent = {
  id: 'backlog::1:raised:0',
  news: 'raised',
  alarm: { kind: 'backlog', of: '', value: 7, since: MORNING, raisedAt: MORNING, called: ['Rina'] },
};

interface Asked {
  headers: Record<string, unknown>;
  body: string;
}

/** A server on this machine that keeps what it is told. */
async function aServer(status = 204) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    asked.push({ headers: request.headers, body });
    response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a listening server has one
  return { asked, url: `http://localhost:${port}/alarm` };
}

const parts = { secret: SECRET, now: () => MORNING, isAllowed: isLoopback };

test('the webhook hears an alarm with a signature that proves who sent it, and when', async () => {
  const { asked, url } = await aServer();
  await createWebhook({ ...parts, url })(news);
  const [{ headers, body }] = asked as [Asked];
  expect(JSON.parse(body)).toEqual(news);
  const {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  } = headers;
  expect([id, timestamp]).toEqual([news.id, String(Math.floor(MORNING / 1000))]);
  const byHand = (key: string) =>
    createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  expect(signature).toBe(`v1,${byHand(SECRET)}`);
  expect(signature).not.toBe(`v1,${byHand('other')}`);
});

test.each([302, 404, 500])(
  'an answer of %d is a failure, and nothing is followed',
  async (status) => {
    const { asked, url } = await aServer(status);
    await expect(createWebhook({ ...parts, url })(news)).rejects.toThrow(`answers ${status}`);
    expect(asked).toHaveLength(1);
  },
);

test.each(['http://127.0.0.1:9/', 'http://localhost:9/', 'http://[::1]:9/', 'http://10.0.0.1/'])(
  'nothing is told to %s, which is not in the public internet',
  async (url) => {
    const webhook = createWebhook({ ...parts, url, isAllowed: isPublicAddress });
    await expect(webhook(news)).rejects.toThrow(/not in the public internet|cannot be reached/);
  },
);

/** A mail server on this machine that keeps what it is given. */
async function aMailServer(accepts = true) {
  const got: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (accepts) got.push({ to, text: Buffer.concat(chunks).toString() });
        done(accepts ? null : new Error('no room'));
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  const { port } = server.server.address() as AddressInfo; // a listening server has one
  return { got, smtp: `smtp://127.0.0.1:${port}` };
}

const letter = {
  to: 'rina@posko.example',
  subject: '[Posko] Kasus menumpuk',
  text: 'Lima kasus.\n',
};

test('a letter reaches the mail server as it was written', async () => {
  const { got, smtp } = await aMailServer();
  await createMail({ smtp, from: 'posko@posko.example' })(letter);
  expect(got).toHaveLength(1);
  expect(got[0]?.to).toEqual([letter.to]);
  expect(got[0]?.text).toContain('Subject: [Posko] Kasus menumpuk');
  expect(got[0]?.text).toContain('Lima kasus.');
});

test('a letter that the server does not take is a failure, and a password never goes in the open', async () => {
  const { smtp } = await aMailServer(false);
  const from = 'posko@posko.example';
  await expect(createMail({ smtp, from })(letter)).rejects.toThrow();
  const open = await aMailServer();
  const named = open.smtp.replace('smtp://', 'smtp://posko:rahasia@');
  await expect(createMail({ smtp: named, from })(letter)).rejects.toThrow(/TLS/);
  expect(open.got).toEqual([]);
});
