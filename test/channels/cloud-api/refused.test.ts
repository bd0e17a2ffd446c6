import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import { get, post } from '../../../src/channels/cloud-api/graph.ts';
import type { NumberNews } from '../../../src/channels/cloud-api/number-watch.ts';
import type { Outgoing } from '../../../src/ports/channel.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';
import { aGraph, cloudAddress, settingsFor } from './stage.ts';

const HOUR = 3_600_000;
/** A code that nobody has heard of: the fault of a reply, or of the account. */
const UNKNOWN = 999_999;

async function aNumber() {
  const graph = await aGraph();
  const time = { now: MORNING };
  graph.now = () => time.now;
  graph.heard('a', 'b');
  const news: NumberNews[] = [];
  const host = { tell: (each: NumberNews) => void news.push(each) };
  const channel = new CloudApi(settingsFor(graph), () => time.now, host);
  const send = (who: string, changes: Partial<Outgoing> = {}) =>
    channel.send({ ...anOutgoing(cloudAddress(who), aReply()), heardAt: MORNING, ...changes });
  const fail = (code: number) => graph.faults.push({ type: 'error', status: 400, code });
  return { channel, send, fail, news, time };
}

test('an unknown code is tried ever more seldom, up to eight hours', async () => {
  const { send, fail } = await aNumber();
  const waits: unknown[] = [];
  for (let attempts = 0; attempts < 9; attempts += 1) {
    fail(UNKNOWN);
    const sent = await send('a', { attempts });
    waits.push(sent.type === 'later' ? sent.ms : sent.type);
  }
  const minutes = [2 / 60, 0.5, 2, 10, 60, 240, 480, 480, 480];
  expect(waits).toEqual(minutes.map((each) => each * 60_000));
});

test('an unknown code that meets one citizen alone, while others are reached, is tried at once', async () => {
  const { send, fail, time } = await aNumber();
  fail(UNKNOWN);
  expect(await send('a')).toMatchObject({ type: 'later', ms: 2000 });
  time.now += 1;
  expect((await send('b')).type).toBe('accepted');
  fail(UNKNOWN);
  expect(await send('a', { attempts: 1 })).toMatchObject({ type: 'later', ms: 0 });
});

test('what is lost, or may be, is told to the operator; what only waits is not', async () => {
  const { channel, send, fail, news } = await aNumber();
  fail(UNKNOWN);
  await send('a');
  expect(news).toMatchObject([{ type: 'refused', fault: { code: UNKNOWN } }]);
  fail(130429);
  await send('a');
  expect(news).toHaveLength(1);
  await channel.hearFailure({ code: 131026 }, 'a');
  expect(news).toMatchObject([{}, { type: 'refused', fault: { code: 131026 } }]);
});

test('a reply goes as it is until five minutes before WhatsApp closes the chat, then a template', async () => {
  const { send, time } = await aNumber();
  time.now = MORNING + 24 * HOUR - 5 * 60_000;
  expect((await send('a')).type).toBe('accepted');
  time.now += 1;
  expect(await send('a')).toMatchObject({ type: 'closed' });
});

test('a file is not asked for, and nothing is marked as read, while the number is paused', async () => {
  const { channel, send, fail } = await aNumber();
  fail(131031);
  await send('a');
  await expect(channel.fetchFile('{}')).rejects.toThrow('at the moment');
  fail(131031);
  await channel.markRead('m');
  expect((await send('a')).type).toBe('wait');
});

test('a server that says nothing is given up, whatever is asked of it', async () => {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens
  const graph = { baseUrl: `http://127.0.0.1:${port}`, token: 't', timeoutMs: 30 };
  expect(await get(graph, 'file')).toEqual({ type: 'silent' });
  expect(await post(graph, 'messages', {})).toEqual({ type: 'silent' });
});
