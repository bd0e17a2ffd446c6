import { expect, onTestFinished, test } from 'vitest';
import { leasedJobs } from '../../src/app/leased-jobs.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { FactCheckSource } from '../../src/ports/fact-check-source.ts';
import { addSource } from '../../src/services/fact-checks/sources.ts';
import { runLeased, unfinishedJobs } from '../../src/services/jobs/leased-job.ts';
import { aCitizen, aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const { signal } = new AbortController();

/** A job as one process does it after another, in which nothing is left of the one before. */
async function aJob(name: string, now: number, factCheckSource?: FactCheckSource) {
  const store = await openMemoryStore([]);
  const post = await aPost(store);
  onTestFinished(() => post.close().then(() => store.close()));
  const deps = { ...post.deps, clock: new VirtualClock(now), onError() {} };
  const perform = (cursor?: string) =>
    leasedJobs({ ...deps, factCheckSource }, 1000)
      .find((job) => job.name === name)
      ?.perform(cursor, signal);
  return { store, deps, perform };
}

test('retention erases page by page, each wherever the process before has died', async () => {
  const { store, perform } = await aJob('retention', MORNING + 400 * DAY);
  for (let n = 0; n < 501; n += 1) await aCitizen(store);
  const first = await perform();
  expect(await store.rights.citizensAfter('', 9)).toHaveLength(1);
  expect(await perform(first?.cursor)).toEqual({ commands: 1 });
  expect(await store.rights.citizensAfter('', 9)).toEqual([]);
});

test('all that is past its time goes in one hour, however many pages it fills', async () => {
  const { store, deps } = await aJob('retention', MORNING + 400 * DAY);
  for (let n = 0; n < 1101; n += 1) await aCitizen(store);
  const job = leasedJobs(deps, 1000).find(({ name }) => name === 'retention');
  if (job) await runLeased(deps, job, signal);
  expect(await store.rights.citizensAfter('', 9)).toEqual([]);
  expect(await unfinishedJobs(deps)).toEqual([]);
});

test('sources are taken in one by one, none again where the process before has died', async () => {
  const asked: string[] = [];
  const bring = async (source: string) => {
    asked.push(source);
    return { type: 'refused' as const, why: 'nothing is there' };
  };
  const source = { fromAddress: bring, fromFile: ({ name }: { name: string }) => bring(name) };
  const { deps, perform } = await aJob('sources', MORNING, source);
  const sources = ['one', 'two'].map((path) => `https://cek.example/${path}`);
  for (const each of sources) await addSource(deps, { source: each, everyHours: 6 }, 'edi');
  const first = await perform();
  expect(asked).toHaveLength(1);
  expect(await perform(first?.cursor)).toEqual({ commands: 1 });
  expect(asked.toSorted()).toEqual(sources);
  await perform();
  expect(asked).toHaveLength(2);
});
