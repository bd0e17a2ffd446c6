import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/commands/open-store.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { aCloudPost } from '../channels/cloud-api/stage.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const FIRST = '100000000000001';
const SECOND = '200000000000002';

/** Two processes, each with its own number and its own Graph API, on one store and one clock. */
async function twoNumbers() {
  const store = await openMemoryStore([], MASTER_KEY);
  onTestFinished(() => store.close());
  const clock = new VirtualClock(MORNING);
  const open = (numberId: string) => aCloudPost({ store, clock, numberId });
  return { store, first: await open(FIRST), second: await open(SECOND) };
}

test('a reply goes out from the number that its citizen wrote to', async () => {
  const { first, second } = await twoNumbers();
  const ani = first.graph.citizen('ani');
  const budi = second.graph.citizen('budi');
  await ani.write('menu');
  await budi.write('menu');
  for (let round = 0; round < 3; round += 1) {
    await first.settle();
    await second.settle();
  }
  expect(ani.shown.length).toBeGreaterThan(0);
  expect(budi.shown.length).toBeGreaterThan(0);
  expect(first.graph.asked.map(({ to }) => to)).not.toContain(budi.phone);
  expect(second.graph.asked.map(({ to }) => to)).not.toContain(ani.phone);
});

test('a reply for a number that no process holds waits for the process that does', async () => {
  const { store, first, second } = await twoNumbers();
  const budi = second.graph.citizen('budi');
  await budi.write('menu');
  await second.post.close();
  await first.settle();
  await first.post.wait(10 * 60_000);
  await first.settle();
  expect(first.graph.asked).toEqual([]);
  expect((await store.load(MORNING)).replies.waiting.count).toBe(1);
});
