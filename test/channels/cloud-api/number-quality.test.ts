import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import { listNotices } from '../../../src/services/messaging/number-notices.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { MASTER_KEY, MORNING } from '../../support/stage.ts';
import { aCloudPost, aGraph, cloudAddress, settingsFor } from './stage.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const PHONE = '6281200000001';

async function aNumber() {
  const graph = await aGraph();
  const { documents } = await openMemoryStore([], MASTER_KEY);
  let now = MORNING;
  graph.now = () => now;
  graph.heard(PHONE);
  const invitation = { name: 'ringkasan_posko', language: 'id' };
  const open = () => new CloudApi({ ...settingsFor(graph), invitation }, () => now, { documents });
  const channel = open();
  const send = (by: CloudApi, said: { unaskedUntil?: number }, heardAt = now) =>
    by.send({ ...anOutgoing(cloudAddress(PHONE), aReply(said)), heardAt });
  return {
    graph,
    documents,
    channel,
    open,
    pass: (ms: number) => {
      now += ms;
    },
    digest: (heardAt = now, by = channel) => send(by, { unaskedUntil: now + 5 * HOUR }, heardAt),
    answer: (heardAt = now) => send(channel, {}, heardAt),
  };
}

describe('while the quality of the number is low', () => {
  test.each(['YELLOW', 'RED'])('%s stops digests, not answers', async (quality_rating) => {
    const { graph, digest, answer, documents } = await aNumber();
    graph.status = { quality_rating, display_phone_number: '+62 800-111-2222' };
    const reason = `the quality of the number is ${quality_rating}`;
    expect(await digest()).toMatchObject({ type: 'refused', reason });
    expect(await answer()).toMatchObject({ type: 'accepted' });
    expect(graph.shown(PHONE)).toHaveLength(1);
    const topic = `quality-${quality_rating.toLowerCase()}`;
    expect(await listNotices({ store: { documents } })).toMatchObject([
      { topic, of: '628001112222' },
    ]);
  });

  test('it is asked for every 40 seconds near an election or after an alarm, else every five minutes', async () => {
    const graph = await aGraph();
    let now = MORNING;
    const asked = async (isElectionNear: boolean, isAlarmed: boolean) => {
      const { documents } = await openMemoryStore([], MASTER_KEY);
      const host = { documents, isElectionNear: () => isElectionNear };
      const channel = new CloudApi(settingsFor(graph), () => now, host);
      if (isAlarmed) channel.lookAgain();
      const before = graph.statusAsked;
      for (const end = now + 10 * MINUTE; now < end; now += 10_000) {
        await channel.follow();
        const unasked = anOutgoing(cloudAddress(PHONE), aReply({ unaskedUntil: 1e15 }));
        await channel.send({ ...unasked, heardAt: 0 }); // waits for what was asked
      }
      return graph.statusAsked - before;
    };
    expect(await asked(false, false)).toBe(2);
    expect(await asked(true, false)).toBe(15);
    expect(await asked(false, true)).toBe(15);
    graph.status = { quality_rating: 'YELLOW' };
    expect(await asked(false, false)).toBe(15);
  });

  test('they are sent again some minutes after it is green, or at once when a webhook tells so', async () => {
    const { graph, digest, pass, channel } = await aNumber();
    graph.status = { quality_rating: 'YELLOW' };
    expect((await digest()).type).toBe('refused');
    graph.status = { quality_rating: 'GREEN' };
    expect((await digest()).type).toBe('refused');
    pass(5 * MINUTE);
    expect((await digest()).type).toBe('accepted');
    graph.status = { quality_rating: 'RED' };
    channel.lookAgain();
    expect((await digest()).type).toBe('refused');
  });

  test('a webhook that flags the number stops digests at once', async () => {
    const { graph, channel, settle, store } = await aCloudPost();
    graph.status = { quality_rating: 'RED', display_phone_number: '628001112222' };
    const value = { display_phone_number: '628001112222', event: 'FLAGGED' };
    const changes = [{ field: 'phone_number_quality_update', value }];
    const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
    await graph.deliverRaw(JSON.stringify(body));
    await settle();
    const outgoing = anOutgoing(cloudAddress(PHONE), aReply({ unaskedUntil: MORNING * 2 }));
    expect((await channel.send({ ...outgoing, heardAt: MORNING })).type).toBe('refused');
    expect(await listNotices({ store })).toMatchObject([{ topic: 'quality-red' }]);
  });
});

test('near the limit of the day invitations stop, in every process, until the next day', async () => {
  const { graph, digest, answer, open, pass } = await aNumber();
  graph.status = {
    quality_rating: 'GREEN',
    whatsapp_business_manager_messaging_limit: 'TIER_10', // not one of Meta's, but quickly reached
  };
  const longAgo = MORNING - 30 * HOUR;
  for (let n = 0; n < 8; n += 1) expect((await digest(longAgo)).type).toBe('accepted');
  const near = { type: 'refused', reason: "the day's limit is near" };
  expect(await digest(longAgo)).toEqual(near);
  expect(await digest(longAgo, open())).toEqual(near);
  expect((await digest()).type).toBe('accepted'); // within the 24 hours nothing is counted
  expect((await answer(longAgo)).type).toBe('closed'); // news that was asked for is announced
  expect(graph.shown(PHONE).at(-1)).toMatchObject({ template: 'kabar_posko' });
  pass(26 * HOUR);
  expect((await digest(longAgo)).type).toBe('accepted');
});

describe('a citizen who stops marketing messages on WhatsApp', () => {
  const wish = (value: string, phone: string, at: number) => ({
    contacts: [{ wa_id: phone }],
    user_preferences: [
      { wa_id: phone, category: 'marketing_messages', value, timestamp: Math.floor(at / 1000) },
    ],
  });

  test('gets no more digests, and no message about it; the tipline still answers', async () => {
    const { graph, settle, post, store } = await aCloudPost();
    const ani = graph.citizen('ani', { hidesId: true });
    for (const text of ['langganan', 'mingguan', 'semua', 'ya']) {
      await ani.write(text);
      await settle();
    }
    const before = ani.shown.length;
    const citizen = await store.turns.citizenAt(cloudAddress(ani.phone));
    const subscription = async () =>
      (await store.turns.readTurn(citizen ?? ''))?.profile.reach?.subscription;
    expect(await subscription()).toBeDefined();
    await graph.deliverRaw(preference(wish('resume', ani.phone, post.clock.now())));
    await settle();
    expect(await subscription()).toBeDefined();
    await graph.deliverRaw(preference(wish('stop', ani.phone, post.clock.now())));
    await settle();
    expect(await subscription()).toBeUndefined();
    expect(ani.shown).toHaveLength(before);
    await ani.write('menu');
    await settle();
    expect(ani.shown).toHaveLength(before + 1);
    expect(post.errors).toEqual([]);
  });

  test('subscribes again, and stops again, is obeyed again', async () => {
    const { graph, settle, post, store } = await aCloudPost();
    const ani = graph.citizen('ani', { hidesId: true });
    const citizen = async () => (await store.turns.citizenAt(cloudAddress(ani.phone))) ?? '';
    const subscription = async () =>
      (await store.turns.readTurn(await citizen()))?.profile.reach?.subscription;
    for (let round = 0; round < 2; round += 1) {
      for (const text of ['langganan', 'mingguan', 'semua', 'ya']) {
        await ani.write(text);
        await settle();
      }
      expect(await subscription()).toBeDefined();
      await graph.deliverRaw(preference(wish('stop', ani.phone, post.clock.now())));
      await settle();
      expect(await subscription()).toBeUndefined();
      await post.wait(HOUR);
    }
    expect(post.errors).toEqual([]);
  });

  test('and never wrote to the tipline leaves nothing behind', async () => {
    const { graph, settle, store, post } = await aCloudPost();
    await graph.deliverRaw(preference(wish('stop', '628123', post.clock.now())));
    await settle();
    expect(await store.turns.citizenAt(cloudAddress('628123'))).toBeUndefined();
    expect(post.errors).toEqual([]);
  });
});

function preference(value: object): string {
  const metadata = { phone_number_id: '100000000000001' };
  const changes = [{ field: 'user_preferences', value: { metadata, ...value } }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });
}
