import { expect, test } from 'vitest';
import { aCloudPost } from './stage.ts';

const HOSTILE = 80;

test('a first reply does not wait behind those who write again and again', async () => {
  const { graph, post, settle } = await aCloudPost();
  const hostile = Array.from({ length: HOSTILE }, (_, n) => graph.citizen(`h${1000 + n}`));
  const flood = () => {
    const messages = hostile.map((each) => each.message({ type: 'text', text: { body: 'menu' } }));
    return graph.deliver({ messages });
  };
  for (let round = 0; round < 8; round += 1) {
    await flood();
    await post.wait(1000);
    await settle();
  }
  await post.wait(20_000);
  await settle();
  const before = graph.asked.length;
  await flood();
  const ani = graph.citizen('ani');
  await ani.write('menu');
  for (let second = 0; second < 20; second += 1) {
    await post.wait(1000);
    await settle();
  }
  const sent = graph.asked.slice(before).map(({ to, recipient }) => to ?? recipient);
  expect(sent.length).toBeGreaterThan(HOSTILE);
  expect(sent.findIndex((to) => to === ani.phone || to === ani.userId)).toBeLessThan(HOSTILE / 2);
  expect(post.errors).toEqual([]);
});
