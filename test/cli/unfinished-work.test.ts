import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import { diagnoseStore } from '../../src/app/diagnostics/diagnose-store.ts';
import { figuresOf } from '../../src/app/watch-process.ts';
import { readConfig } from '../../src/config/config.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { runLeased } from '../../src/services/jobs/leased-job.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;

test('work for all that is not finished is named by doctor, and timed by a figure', async () => {
  const key = aMasterKey();
  const data = aFolder();
  const config = readConfig({
    POSKO_DATA: data,
    POSKO_KEY: Buffer.from(key).toString('hex'),
  });
  const store = openSqlite(join(data, 'posko.db'), createSeal(key));
  onTestFinished(() => store.close());
  const clock = new VirtualClock(MORNING);
  const figures = figuresOf(config, { store, clock } as unknown as AppDeps); // all that it reads here
  const named = async () => {
    const all = await diagnoseStore(config, clock.now());
    return all.filter(({ name }) => name.startsWith('work '));
  };
  const job = { name: 'announcements', everyMs: 1000, leaseMs: MINUTE };
  const perform = async (cursor?: string) => {
    if (cursor === 'half') throw new Error('the store is away');
    return { cursor: 'half', commands: 7 };
  };
  const { signal } = new AbortController();
  expect([await named(), await figures.posko_leased_job_seconds()]).toEqual([[], 0]);
  await expect(runLeased({ store, clock }, { ...job, perform }, signal)).rejects.toThrow('away');
  await clock.advance(2 * MINUTE, async () => {});
  const detail = 'under way for 120 s, 7 steps done';
  expect(await named()).toEqual([{ name: 'work announcements', state: 'ok', detail }]);
  expect(await figures.posko_leased_job_seconds()).toBe(120);
  await clock.advance(60 * MINUTE, async () => {});
  expect(await named()).toMatchObject([{ name: 'work announcements', state: 'warning' }]);
  const finish = async () => ({ commands: 1 });
  await runLeased({ store, clock }, { ...job, perform: finish }, signal);
  expect([await named(), await figures.posko_leased_job_seconds()]).toEqual([[], 0]);
});
