import { describe, expect, test } from 'vitest';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import { Uploads } from '../../../src/channels/cloud-api/cloud-sender.ts';
import type { Reply } from '../../../src/domain/messages/message.ts';
import type { Sent } from '../../../src/ports/channel.ts';
import { anOutgoing, aPicture, aReply } from '../../support/builders.ts';
import { aGraph, cloudAddress, settingsFor } from './stage.ts';

const PHONE = '6281200000001';
const HOUR = 3_600_000;

/** A channel that sends pictures to citizens who have just written. */
async function aChannel() {
  const graph = await aGraph();
  let now = Date.now();
  graph.now = () => now;
  const channel = new CloudApi(settingsFor(graph), () => now);
  let heardAt = now;
  const hear = () => {
    heardAt = now;
    graph.heard(PHONE);
  };
  hear();
  const send = async (said: Reply = aReply()): Promise<Sent> => {
    now += 6000;
    const outgoing = { ...anOutgoing(cloudAddress(PHONE), said), heardAt, picture: aPicture() };
    const ms = channel.waitMs(outgoing);
    return ms > 0 ? { type: 'wait', ms } : channel.send(outgoing);
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { graph, channel, send, pass, hear };
}

test('the same picture is handed in once a day, to however many it is sent', async () => {
  const { graph, send, pass, hear } = await aChannel();
  for (let n = 0; n < 3; n += 1) expect((await send()).type).toBe('accepted');
  expect(graph.pictures.size).toBe(1);
  pass(24 * HOUR);
  hear();
  expect((await send()).type).toBe('accepted');
  expect(graph.pictures.size).toBe(2);
  expect(graph.shown(PHONE).map(({ picture }) => picture?.mime)).toEqual(
    Array.from({ length: 4 }, () => 'image/png'),
  );
});

test('of so many pictures that the oldest is not kept, the oldest is handed in again', async () => {
  const graph = await aGraph();
  const uploads = new Uploads(settingsFor(graph), () => 0);
  const find = (n: number) => uploads.find({ ...aPicture(), bytes: Buffer.from(`gambar ${n}`) });
  for (let n = 0; n <= 200; n += 1) await find(n);
  await find(200);
  expect(graph.pictures.size).toBe(201);
  await find(0);
  expect(graph.pictures.size).toBe(202);
});

test('of many who ask at once one hands the picture in', async () => {
  const { graph, channel } = await aChannel();
  graph.heard('ID.1', 'ID.2', 'ID.3');
  const sent = await Promise.all(
    ['ID.1', 'ID.2', 'ID.3'].map((sender) =>
      channel.send({
        ...anOutgoing(cloudAddress(sender)),
        heardAt: graph.now(),
        picture: aPicture(),
      }),
    ),
  );
  expect(sent.map(({ type }) => type)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(graph.pictures.size).toBe(1);
});

test('a long text below a picture is cut, and choices are numbered lines in it', async () => {
  const { graph, send } = await aChannel();
  const choices = [{ id: 'a', label: 'Ya' }];
  expect((await send(aReply({ text: 'Panjang. '.repeat(300), choices }))).type).toBe('accepted');
  const [shown] = graph.shown(PHONE);
  expect(shown?.text.length).toBeLessThanOrEqual(1024);
  expect(shown?.text).toMatch(/…\n\n\*1\.\* Ya$/);
});

describe('a picture that cannot be handed in', () => {
  test.each([
    [130429, 'wait'],
    [131016, 'wait'],
    [190, 'wait'],
    [368, 'wait'],
    [999999, 'later'],
  ])('because of error %i is answered with %s, and nothing is shown yet', async (code, type) => {
    const { graph, send, pass } = await aChannel();
    graph.uploadFaults.push({ type: 'error', status: 400, code });
    expect((await send()).type).toBe(type);
    expect(graph.shown(PHONE)).toEqual([]);
    pass(60_000);
    expect((await send()).type).toBe('accepted');
    expect(graph.shown(PHONE)[0]?.picture).toBeDefined();
  });

  test('for want of permission pauses the number', async () => {
    const { graph, send, channel } = await aChannel();
    graph.uploadFaults.push({ type: 'error', status: 400, code: 190 });
    await send();
    expect(channel.health().state).toBe('paused');
  });

  test.each([100, 131053])(
    'because WhatsApp refuses it with %i gives way to its text',
    async (code) => {
      const { graph, send } = await aChannel();
      graph.uploadFaults.push({ type: 'error', status: 400, code });
      expect((await send(aReply({ text: 'Salah' }))).type).toBe('accepted');
      expect(graph.shown(PHONE)).toMatchObject([{ text: 'Salah' }]);
      expect(graph.shown(PHONE)[0]?.picture).toBeUndefined();
    },
  );

  test('for want of an answer is tried again: nobody can have seen anything', async () => {
    const { graph, send } = await aChannel();
    graph.uploadFaults.push(
      { type: 'silence', isTaken: true },
      { type: 'silence', isTaken: false },
      { type: 'status', status: 502 },
    );
    for (let n = 0; n < 3; n += 1) expect(await send()).toMatchObject({ type: 'later', ms: 0 });
    expect((await send()).type).toBe('accepted');
    expect(graph.shown(PHONE)).toHaveLength(1);
  });

  test('as WhatsApp cannot be reached waits as texts do', async () => {
    const { graph, send } = await aChannel();
    await graph.close();
    expect(await send()).toMatchObject({ type: 'wait', ms: 1000 });
  });
});

describe('a message with a picture', () => {
  test.each([100, 131009, 131053])(
    'that is refused with %i goes as its text, and the picture is handed in anew',
    async (code) => {
      const { graph, send } = await aChannel();
      graph.faults.push({ type: 'error', status: 400, code });
      expect((await send()).type).toBe('accepted');
      expect((await send()).type).toBe('accepted');
      expect(graph.shown(PHONE).map(({ picture }) => picture !== undefined)).toEqual([false, true]);
      expect(graph.pictures.size).toBe(2);
    },
  );

  test.each([131026, 131049])('to nobody is refused with %i, and once only', async (code) => {
    const { graph, send } = await aChannel();
    graph.faults.push({ type: 'error', status: 400, code });
    expect((await send()).type).toBe('refused');
    expect(graph.shown(PHONE)).toEqual([]);
  });

  test('without an answer is unsure, whether it was carried out or not', async () => {
    const { graph, send } = await aChannel();
    const silences = [true, false].map((isTaken) => ({ type: 'silence' as const, isTaken }));
    graph.faults.push(...silences);
    expect(await send()).toMatchObject({ type: 'unsure' });
    expect(await send()).toMatchObject({ type: 'unsure' });
  });

  test('after 24 hours waits behind the template, and nothing is handed in', async () => {
    const { graph, send, pass } = await aChannel();
    pass(24 * HOUR);
    expect(await send()).toMatchObject({ type: 'closed' });
    expect(graph.shown(PHONE)).toMatchObject([{ template: 'kabar_posko' }]);
    expect(graph.pictures.size).toBe(0);
  });

  test('that WhatsApp counts as too late waits behind the template as well', async () => {
    const { graph, send } = await aChannel();
    graph.windowMs = -1;
    expect(await send()).toMatchObject({ type: 'closed' });
  });
});
