import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Organisation } from '../../src/domain/partners/organisation.ts';
import { checkMessage } from '../../src/http/sign-webhook.ts';
import { createWebhookClient } from '../../src/notify/webhook-client.ts';
import { signingKey } from '../../src/ports/webhook-client.ts';

import { aMasterKey } from '../support/builders.ts';
import { quickSecrets } from '../support/gate.ts';
import { MORNING } from '../support/stage.ts';

const secrets = quickSecrets(aMasterKey());
const client = createWebhookClient(secrets, { allowsLoopback: true });
// What is sent is the same for all of them but for their keys.
const organisation = { id: 'bawaslu', generation: 3 } as Organisation;
const message = { organisation, id: 'kabar-1', body: '{"event":"ping"}', at: MORNING + 999 };

/** A partner's server that answers as it is told, and what it was asked. */
async function aPartner(answer: (response: ServerResponse) => unknown) {
  const asked: { headers: IncomingHttpHeaders; body: string; method: string }[] = [];
  const server = createServer(async (request, response) => {
    const { headers, method = '' } = request;
    asked.push({ headers, method, body: Buffer.concat(await request.toArray()).toString() });
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo; // a listening server has one
  return { asked, server, url: `http://127.0.0.1:${port}/kabar` };
}

const answers = (status: number) => (response: ServerResponse) => response.writeHead(status).end();

test.each([200, 202, 204, 299])('an answer of %d means that the partner has it', async (status) => {
  const { url } = await aPartner(answers(status));
  expect(await client({ ...message, url })).toEqual({ type: 'brought', status });
});

test.each([300, 301, 308, 400, 410, 500, 503])(
  'an answer of %d means that it has not',
  async (status) => {
    const { url, asked } = await aPartner(answers(status));
    const { host } = new URL(url);
    const why = `${host} answers ${status}`;
    expect(await client({ ...message, url })).toEqual({ type: 'failed', why });
    expect(asked).toHaveLength(1);
  },
);

test('a message is JSON by POST with its id, and goes out as it was signed', async () => {
  const { url, asked } = await aPartner(answers(204));
  await client({ ...message, url });
  const [{ headers, body, method } = { headers: {}, body: '', method: '' }] = asked;
  expect([method, body]).toEqual(['POST', message.body]);
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': 'kabar-1',
    'webhook-timestamp': `${MORNING / 1000}`,
  });
  const signature = `${headers['webhook-signature']}`;
  expect(signature.split(' ')).toHaveLength(1);
  const signed = { id: 'kabar-1', timestamp: `${MORNING / 1000}`, body };
  const told = { signature, now: MORNING };
  expect(checkMessage(signingKey(secrets, organisation), signed, told)).toBe('sound');
});

test('while a key is replaced a message is signed with both, and with the new one alone after that', async () => {
  const { url, asked } = await aPartner(answers(204));
  const changing = { ...organisation, oldKeyUntil: message.at + 1 };
  await client({ ...message, url, organisation: changing });
  await client({ ...message, url, organisation: { ...changing, oldKeyUntil: message.at } });
  const [during = '', after = ''] = asked.map(({ headers }) => `${headers['webhook-signature']}`);
  const isSound = (signature: string, generation: number) =>
    checkMessage(
      signingKey(secrets, { id: 'bawaslu', generation }),
      { id: 'kabar-1', timestamp: `${MORNING / 1000}`, body: message.body },
      { signature, now: MORNING },
    ) === 'sound';
  expect([isSound(during, 3), isSound(during, 2), isSound(after, 3), isSound(after, 2)]).toEqual([
    ...[true, true, true, false],
  ]);
});

test('an answer that never ends is not waited for, and its connection is given up', async () => {
  const { promise: isClosed, resolve } = Promise.withResolvers<void>();
  const { url } = await aPartner((response) => {
    response.on('close', resolve);
    response.writeHead(200).write('…');
  });
  expect(await client({ ...message, url })).toEqual({ type: 'brought', status: 200 });
  await isClosed;
});

test('who closes is not kept waiting by a partner that says nothing', async () => {
  const { url, server } = await aPartner(() => {});
  const stop = new AbortController();
  const told = client({ ...message, url, signal: stop.signal });
  await once(server, 'request');
  stop.abort();
  expect(await told).toMatchObject({ type: 'failed', why: expect.stringContaining('in time') });
});

test.each([true, false])(
  'a partner that says nothing is given up after ten seconds (by who may close: %s)',
  async (mayStop) => {
    const { url, server } = await aPartner(() => {});
    const [late, stop, real] = [new AbortController(), new AbortController(), AbortSignal.timeout];
    const waits: number[] = [];
    AbortSignal.timeout = (ms) => {
      waits.push(ms);
      return late.signal;
    };
    onTestFinished(() => {
      AbortSignal.timeout = real;
      stop.abort();
    });
    const told = client({ ...message, url, ...(mayStop && { signal: stop.signal }) });
    await once(server, 'request');
    late.abort(new DOMException('late', 'TimeoutError'));
    expect(waits).toEqual([10_000]);
    expect(await told).toMatchObject({ type: 'failed', why: expect.stringContaining('in time') });
  },
);

test.each([
  ['http://10.0.0.1/kabar', /https/],
  ['https://10.0.0.1/kabar', /10\.0\.0\.1.*not in the public internet/],
  ['https://posko:rahasia@bawaslu.example/', /name or password/],
  ['kabar', /no web address/],
])('nothing is told to %s, and the partner’s page says why', async (url, why) => {
  const told = await createWebhookClient(secrets)({ ...message, url });
  expect(told).toEqual({ type: 'failed', why: expect.stringMatching(why) });
});

test('a partner that is away is named, and no password or path of its address', async () => {
  const { url, server } = await aPartner(() => {});
  server.close();
  await once(server, 'close');
  const told = await client({ ...message, url: `${url}?kunci=rahasia` });
  const { host } = new URL(url);
  expect(told).toEqual({ type: 'failed', why: `${host} cannot be reached (ECONNREFUSED)` });
});
