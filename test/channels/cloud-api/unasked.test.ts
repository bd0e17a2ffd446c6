import { expect, test } from 'vitest';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import { jakartaDay } from '../../../src/domain/time/jakarta-day.ts';
import { aFactCheck, anOutgoing, aReply } from '../../support/builders.ts';
import { aCloudPost, aGraph, cloudAddress, settingsFor } from './stage.ts';

const HOUR = 3_600_000;
const PHONE = '6281200000001';
const INVITATION = { name: 'ringkasan_posko', language: 'id' };

async function aLateDigest(changes: { invitation?: typeof INVITATION } = {}) {
  const graph = await aGraph();
  const now = Date.now();
  graph.now = () => now;
  graph.heard(PHONE);
  const channel = new CloudApi({ ...settingsFor(graph), ...changes }, () => now + 25 * HOUR);
  const reply = aReply({ unaskedUntil: now + 30 * HOUR });
  const outgoing = { ...anOutgoing(cloudAddress(PHONE), reply), heardAt: now };
  return { graph, sent: await channel.send(outgoing) };
}

test('outside of the window a digest becomes its own template, never the one for answers', async () => {
  const { graph, sent } = await aLateDigest({ invitation: INVITATION });
  expect(sent.type).toBe('accepted');
  expect(graph.shown(PHONE)).toMatchObject([{ template: 'ringkasan_posko' }]);
});

test('without such a template it is given up, and nothing is held that would pour out later', async () => {
  const { graph, sent } = await aLateDigest();
  expect(sent.type).toBe('refused');
  expect(graph.shown(PHONE)).toEqual([]);
});

test('a digest outside of the window waits for its citizen, is offered after the answer, and comes when asked for', async () => {
  const { graph, settle, post } = await aCloudPost();
  const ani = graph.citizen('ani');
  const say = async (text: string) => {
    await ani.write(text);
    await settle();
  };
  for (const text of ['langganan', 'mingguan', 'semua', 'ya']) await say(text);
  const before = ani.shown.length;
  await post.wait(26 * HOUR); // past the first digest, wherever in the morning it has its place
  await say('terima kasih');
  expect(ani.shown.at(-1)?.text).not.toContain('RINGKASAN'); // there was nothing new
  const publishedAt = jakartaDay(post.clock.now());
  await post.deps.store.factChecks.save([aFactCheck({ id: 'f1', publishedAt })]);
  await post.wait(8 * 24 * HOUR);
  await settle();
  expect(ani.shown).toHaveLength(before + 1);
  await say('terima kasih');
  const after = ani.shown.slice(before + 1).map(({ text }) => text);
  expect(after.join('\n')).toContain('Tulis *RINGKASAN* untuk membacanya');
  await say('ringkasan');
  expect(ani.shown.at(-1)?.text).toContain('Bank tidak tutup sebulan');
  await say('terima kasih');
  expect(ani.shown.at(-1)?.text).not.toContain('RINGKASAN');
  expect(post.errors).toEqual([]);
});
