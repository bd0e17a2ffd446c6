import { expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { posko, temporaryFolder } from '../support/posko.ts';

test('what goes to a partner is tried and listed at the command line', {
  timeout: 240_000,
}, async () => {
  using folder = temporaryFolder();
  const run = (...words: string[]) =>
    posko(['partner', ...words, '--data', folder.path, '--as', 'ayu']);
  const store = await openStore(readConfig({ POSKO_DATA: folder.path }));
  const deps = { store, clock: systemClock };
  const webhook = 'https://127.0.0.1/posko';
  await addOrganisation(
    deps,
    { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', webhook },
    'ayu',
  );
  await addOrganisation(deps, { id: 'kpu', name: 'KPU', kind: 'commission' }, 'ayu');
  await store.close();
  const ping = await run('test', 'bawaslu');
  expect([ping.code, ping.stderr]).toEqual([1, expect.stringContaining('127.0.0.1')]);
  expect((await run('test', 'kpu')).stderr).toContain('kpu has no webhook');
  expect((await run('test', 'polri')).stderr).toContain('there is no organisation polri');
  expect(JSON.parse((await run('deliveries', '--json')).stdout)).toEqual([]);
  expect((await run('retry', 'bawaslu')).stdout).toContain('nothing has failed');
});
