import { describe, expect, test } from 'vitest';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import type { Reply } from '../../../src/domain/messages/message.ts';
import type { Sent } from '../../../src/ports/channel.ts';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { type ChannelStage, channelContract } from '../../contracts/channel-contract.ts';
import type { FakeGraph } from '../../fake-graph/fake-graph.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';
import { aCloudPost, aGraph, cloudAddress, settingsFor } from './stage.ts';

channelContract('cloud-api', async () => stageOn(await aGraph()));

const PHONE = '6281200000001';
const HOUR = 3_600_000;

function stageOn(graph: FakeGraph): ChannelStage {
  let now = MORNING; // when the contract's citizen has written
  graph.now = () => now;
  graph.heard(PHONE);
  const channel = new CloudApi(settingsFor(graph), () => now);
  return {
    channel,
    address: cloudAddress('ID.1', PHONE),
    seen: async () =>
      graph.shown(PHONE).map(({ id, text, picture }) => ({ id, text, picture: picture?.bytes })),
    reopen: async () => stageOn(graph),
    pass: (ms) => {
      now += ms;
    },
  };
}

async function aChannel(changes: { template?: undefined } = {}) {
  const graph = await aGraph();
  let now = Date.now();
  graph.now = () => now;
  graph.heard(PHONE);
  const channel = new CloudApi({ ...settingsFor(graph), ...changes }, () => now);
  const heardAt = now;
  const send = async (said: Reply = aReply()): Promise<Sent> => {
    const outgoing = { ...anOutgoing(cloudAddress(PHONE), said), heardAt };
    const ms = channel.waitMs(outgoing);
    return ms > 0 ? { type: 'wait', ms } : channel.send(outgoing);
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { graph, channel, send, pass };
}

const choices = (...labels: string[]) =>
  labels.map((label, at) => ({ id: `menu/start/choose:${at}`, label }));

describe('choices', () => {
  test('are buttons where they fit', async () => {
    const { graph, send } = await aChannel();
    await send(aReply({ text: 'Pilih', choices: choices('Ya', 'Tidak', 'Cukup') }));
    const [shown] = graph.shown(PHONE);
    expect(shown?.choices.map(({ title }) => title)).toEqual(['Ya', 'Tidak', 'Cukup']);
    expect(shown?.choices[1]?.id).toBe('menu/start/choose:1');
    expect(shown?.text).toBe('Pilih');
  });

  test('are a list where there are up to ten', async () => {
    const { graph, send } = await aChannel();
    const labels = Array.from({ length: 10 }, (_, n) => `Pilihan ${n}`);
    await send(aReply({ text: 'Pilih', choices: choices(...labels) }));
    expect(graph.shown(PHONE)[0]?.choices.map(({ title }) => title)).toEqual(labels);
  });

  test.each([
    ['more than ten', 'Pilih', Array.from({ length: 11 }, (_, n) => `Pilihan ${n}`)],
    ['long labels', 'Pilih', ['Ini pilihan yang labelnya panjang sekali', 'Tidak']],
    ['a long text', 'Pilih salah satu. '.repeat(70), ['Ya', 'Tidak']],
  ])('are numbered lines with %s', async (_, text, labels) => {
    const { graph, send } = await aChannel();
    expect(await send(aReply({ text, choices: choices(...labels) }))).toMatchObject({
      type: 'accepted',
    });
    const [shown] = graph.shown(PHONE);
    expect(shown?.choices).toEqual([]);
    expect(shown?.text).toContain(`*2.* ${labels[1]}`);
  });

  test('that read the same are a list, as no two buttons may', async () => {
    const { graph, send } = await aChannel();
    const sent = await send(aReply({ text: 'Pilih', choices: choices('Ya', 'Ya') }));
    expect(sent.type).toBe('accepted');
    expect(graph.asked).toHaveLength(1);
    expect(graph.shown(PHONE)[0]?.choices.map(({ id }) => id)).toHaveLength(2);
  });

  test('with labels of up to 24 letters are a list, as buttons take 20', async () => {
    const { graph, send } = await aChannel();
    await send(aReply({ choices: choices('Ya, kirim ke pemeriksa', 'Tidak') }));
    expect(graph.shown(PHONE)[0]?.choices).toHaveLength(2);
  });
});

describe('errors', () => {
  test.each([
    [130429, 'wait'],
    [131016, 'wait'],
    [131056, 'wait'],
    [131026, 'refused'],
    [131051, 'refused'],
    [131009, 'refused'],
    [999999, 'later'],
  ])('%i is answered with %s', async (code, type) => {
    const { graph, send, channel } = await aChannel();
    graph.faults.push({ type: 'error', status: 400, code });
    expect((await send()).type).toBe(type);
    expect(channel.health().state).toBe('ok');
  });

  test.each([190, 10, 210, 368, 131031, 131042, 131048])(
    '%i pauses the number and says so, until it works again',
    async (code) => {
      const { graph, send, pass, channel } = await aChannel();
      graph.faults.push({ type: 'error', status: 400, code });
      expect(await send()).toMatchObject({ type: 'wait', ms: 60_000 });
      expect((await send()).type).toBe('wait');
      expect(channel.health()).toMatchObject({
        state: 'paused',
        reason: expect.stringContaining(`${code}`),
      });
      pass(60_000);
      expect(await send()).toMatchObject({ type: 'accepted' });
      expect(channel.health()).toEqual({ state: 'ok' });
    },
  );

  test('a request without an answer is unsure, whether it was carried out or not', async () => {
    const { graph, send, pass } = await aChannel();
    const silences = [true, false].map((isTaken) => ({ type: 'silence' as const, isTaken }));
    graph.faults.push(...silences, { type: 'status', status: 502 });
    for (let n = 0; n < 3; n += 1) {
      expect(await send()).toMatchObject({ type: 'unsure' });
      pass(25);
    }
  });

  test('an outage uses up no attempts, and is asked after ever more seldom', async () => {
    const { graph, send, pass } = await aChannel();
    await graph.close();
    const waits: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const sent = await send();
      if (sent.type !== 'wait') throw new Error(`it was ${sent.type}`);
      waits.push(sent.ms);
      pass(sent.ms);
    }
    expect(waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 16_000]);
    expect(Math.max(...waits)).toBe(60_000);
  });
});

describe('after 24 hours', () => {
  test('a template tells that news waits', async () => {
    const { graph, send, pass } = await aChannel();
    pass(24 * HOUR);
    expect(await send(aReply({ text: 'Kabar' }))).toMatchObject({ type: 'closed' });
    expect(graph.shown(PHONE)).toMatchObject([{ template: 'kabar_posko', text: '' }]);
  });

  test('nothing is sent without a template', async () => {
    const { graph, send, pass } = await aChannel({ template: undefined });
    pass(24 * HOUR);
    expect(await send()).toMatchObject({ type: 'closed' });
    expect(graph.shown(PHONE)).toEqual([]);
  });

  test.each([132001, 132015, 999999, 131026])(
    'news waits for the citizen although the template is refused with %i',
    async (code) => {
      const { graph, send, pass, channel } = await aChannel();
      pass(24 * HOUR);
      graph.faults.push({ type: 'error', status: 400, code });
      expect(await send()).toMatchObject({ type: 'closed' });
      const isTemplate = code >= 132000 && code < 133000;
      expect(channel.health().reason !== undefined).toBe(isTemplate);
    },
  );

  test('which WhatsApp may count from an earlier moment than we do', async () => {
    const { graph, send } = await aChannel();
    graph.windowMs = -1;
    expect(await send()).toMatchObject({ type: 'closed' });
    expect(graph.shown(PHONE)[0]?.template).toBe('kabar_posko');
  });
});

test('a citizen gets ten messages at once and then one in six seconds', async () => {
  const { send, pass } = await aChannel();
  for (let n = 0; n < 10; n += 1) {
    expect((await send()).type).toBe('accepted');
    pass(25);
  }
  const sent = await send();
  expect(sent).toMatchObject({ type: 'wait' });
  pass(6000);
  expect((await send()).type).toBe('accepted');
});

describe('through the whole post', () => {
  test('a reply whose answer was lost is known by its receipt and not sent again', async () => {
    const { graph, settle, post } = await aCloudPost();
    const ani = graph.citizen('ani');
    graph.faults.push({ type: 'silence', isTaken: true });
    await ani.write('halo');
    await settle();
    await post.wait(10 * 60_000);
    await settle();
    expect(ani.shown).toHaveLength(1);
  });

  test('a reply without an answer and without a receipt is sent again after a while', async () => {
    const { graph, settle, post } = await aCloudPost();
    const ani = graph.citizen('ani');
    graph.faults.push({ type: 'silence', isTaken: false });
    await ani.write('halo');
    await settle();
    expect(ani.shown).toEqual([]);
    await post.wait(60_000);
    await settle();
    expect(ani.shown).toHaveLength(1);
  });

  test('a reply that failed later is sent again, in its own words', async () => {
    const { graph, settle, post } = await aCloudPost();
    const ani = graph.citizen('ani');
    graph.faults.push({ type: 'failed-later', code: 131016 });
    await ani.write('halo');
    await settle();
    await settle();
    await post.wait(70_000);
    await settle();
    expect(ani.shown).toHaveLength(1);
    const [first = { id: '', reply: '' }] = graph.taken;
    for (let again = 0; again < 3; again += 1) {
      await graph.tell(first.reply, 'failed', 131016, first.id);
      await post.wait(600_000);
      await settle();
    }
    expect(ani.shown).toHaveLength(1);
  });

  test('replies survive an outage of hours, and come in their order', async () => {
    const { graph, settle, post } = await aCloudPost();
    const ani = graph.citizen('ani');
    const outage = Array.from(
      { length: 40 },
      () => ({ type: 'error', status: 400, code: 131016 }) as const,
    );
    graph.faults.push(...outage);
    await ani.write('menu');
    await ani.write('terima kasih');
    await settle();
    await post.wait(3 * HOUR);
    await settle();
    expect(ani.shown).toHaveLength(2);
    expect(ani.shown[0]?.choices.length).toBeGreaterThan(2);
    expect(post.errors).toEqual([]);
  });

  test('news after 24 hours waits behind a template until the citizen writes', async () => {
    const { graph, settle, post } = await aCloudPost();
    const ani = graph.citizen('ani');
    await ani.write('Besok semua bank tutup sebulan penuh kata menteri keuangan', {
      forwarded: 'once',
    });
    await settle();
    await ani.tap(ani.shown.at(-1)?.choices[0]?.title ?? '');
    await settle();
    await post.wait(48 * HOUR);
    await settle();
    const templates = () => ani.shown.filter(({ template }) => template !== undefined);
    const { deps } = post;
    const [found] = await deps.store.cases.list('open', 1);
    const decision = {
      verdict: 'salah',
      summary: 'Bank buka seperti biasa.',
      url: 'https://sumber.example/cek',
    } as const;
    await reply(deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, decision);
    await settle();
    expect(templates()).toHaveLength(1);
    expect(ani.shown.some(({ text }) => text.includes('Bank buka'))).toBe(false);
    await ani.write('ya?');
    await settle();
    await post.wait(60_000);
    expect(ani.shown.filter(({ text }) => text.includes('Bank buka'))).toHaveLength(1);
  });
});
