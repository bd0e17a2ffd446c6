import { expect, onTestFinished, test } from 'vitest';
import { leasedJobs } from '../../src/app/leased-jobs.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;

test('an exercise is erased at its time also where something else cannot be erased', async () => {
  const store = await openMemoryStore([]);
  const post = await aPost(store, { settings: { exercise: 'malam7 2026-11-24 21:00' } });
  onTestFinished(() => post.close().then(() => store.close()));
  await post.write('drill', 'IKUT LATIHAN MALAM7');
  await post.report('drill', 'Gudang beras di Kota Contohan katanya disegel petugas tadi malam');
  expect((await store.cases.exercised())[0]?.claim).toContain('Gudang beras');
  const broken = new Error('a table is broken');
  const erase = async () => {
    throw broken;
  };
  const retention = Object.create(store.retention, { erase: { value: erase } });
  const clock = new VirtualClock(MORNING + 8 * DAY);
  const deps = { ...post.deps, store: { ...store, retention }, clock, onError() {} };
  const job = leasedJobs(deps, 1000).find(({ name }) => name === 'retention');
  const { signal } = new AbortController();
  await expect(job?.perform(undefined, signal)).rejects.toBe(broken);
  expect((await store.cases.exercised())[0]).toMatchObject({ claim: '', status: 'closed' });
});
