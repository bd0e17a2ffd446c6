import { expect, test } from 'vitest';
import { aFactCheck } from '../../support/builders.ts';
import { aCloudPost } from './stage.ts';

const HOAX =
  'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini juga';

/** Delivers messages in one webhook, and lets them be answered. */
async function send(words: readonly string[], refusal?: number) {
  const { graph, store, post, settle } = await aCloudPost();
  await store.factChecks.save([aFactCheck({ title: HOAX, narratives: [HOAX] })]);
  await post.deps.index.follow();
  const ani = graph.citizen('ani');
  if (refusal) graph.faults.push({ type: 'error', status: 400, code: refusal });
  const messages = words.map((body, n) =>
    ani.message({ type: 'text', text: { body } }, { id: `wamid.${n}` }),
  );
  await graph.deliver({ messages });
  await settle();
  return { shown: ani.shown, asked: graph.asked };
}

test('a reply quotes the message it answers where others wait', async () => {
  const { shown } = await send(['status', 'menu']);
  expect(shown.map(({ quotes }) => quotes)).toEqual(['wamid.0', undefined]);
});

test('the answer to danger quotes the message that tells of it', async () => {
  const { shown } = await send(['menu', 'tolong saya diancam mau dibunuh', 'status']);
  expect(shown[0]?.text).toContain('110');
  expect(shown[0]?.quotes).toBe('wamid.1');
});

test('the only message is not quoted, nor is one of a bundle that is answered as a whole', async () => {
  const { shown: one } = await send(['menu']);
  expect(one.map(({ quotes }) => quotes)).toEqual([undefined]);
  const { shown: bundle } = await send([HOAX, `${HOAX}.`]);
  expect(bundle.map(({ quotes }) => quotes)).toEqual([undefined]);
});

test('a reply whose quote Meta refuses goes without it', async () => {
  const { shown, asked } = await send(['status', 'menu'], 131009);
  expect(asked[0]?.context).toEqual({ message_id: 'wamid.0' });
  expect(shown).toHaveLength(2);
  expect(shown[0]?.quotes).toBeUndefined();
});
