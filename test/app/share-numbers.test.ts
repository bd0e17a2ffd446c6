import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { LocalJobs } from '../../src/jobs/local/local-jobs.ts';
import type { OpenJobs } from '../../src/jobs/running-jobs.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { aMasterKey, aPost } from '../support/builders.ts';

/** A post with one number, of which its jobs know that so many processes send from it. */
async function aNumber(count?: () => number) {
  const told: number[] = [];
  const asked: string[] = [];
  const channel: Channel = {
    name: 'cloud-api',
    account: '1',
    reconcileMs: 0,
    send: async () => ({ type: 'sent' }),
    shareWith: (processes) => told.push(processes),
  };
  const jobs: OpenJobs = (parts) => {
    const countSenders = async (place: string) => {
      asked.push(place);
      return count?.() ?? 1;
    };
    return Object.assign(new LocalJobs(parts), count && { countSenders });
  };
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store, { channel, jobs });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  return { post, told, asked };
}

test('a channel is told how many processes send from its number, again and again', async () => {
  let count = 3;
  const { post, told, asked } = await aNumber(() => count);
  await post.settle();
  expect(told).toEqual([3]);
  count = 2;
  await post.clock.advance(10_000, async () => {});
  await post.settle();
  expect(told).toEqual([3, 2]);
  expect(new Set(asked)).toEqual(new Set(['cloud-api-1']));
});

test('where jobs know of no other process, none is counted', async () => {
  const { post, told } = await aNumber();
  await post.clock.advance(60_000, async () => {});
  await post.settle();
  expect(told).toEqual([]);
});
