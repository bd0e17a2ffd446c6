import { expect, test } from 'vitest';
import { startApp } from '../../src/app/app.ts';
import { Simulator } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { LocalJobs } from '../../src/jobs/local/local-jobs.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { loadScript } from '../support/stage.ts';

test('a job that waited before the process was open is done once it is', async () => {
  const store = openSqlite(':memory:', createSeal(new Uint8Array(32)));
  const early: Promise<unknown>[] = [];
  const jobs: NonNullable<Parameters<typeof startApp>[0]['jobs']> = ({ clock, run, onError }) => {
    early.push(run({ type: 'turn', citizen: 'ani' }));
    return new LocalJobs({ clock, run, onError });
  };
  const app = await startApp({
    store,
    jobs,
    script: loadScript(),
    clock: new VirtualClock(0),
    settings: defaultSettings,
    channels: [new Simulator('simulator', () => {})],
    sweepMs: 1000,
    onError: () => {},
  });
  await expect(Promise.all(early)).resolves.toHaveLength(1);
  await app.close();
  await store.close();
});
