import { expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { saveFilter } from '../../src/services/cases/saved-filters.ts';
import { posko, temporaryFolder } from '../support/posko.ts';

test('sources are added, taken and removed at the command line', {
  timeout: 120_000,
}, async () => {
  using folder = temporaryFolder();
  const run = (...words: string[]) => posko(['sources', ...words, '--data', folder.path]);
  const address = 'https://127.0.0.1:1/feed';
  const added = await run('add', address, '--every', '12', '--as', 'edi', '--json');
  const source = JSON.parse(added.stdout);
  expect(source).toMatchObject({ source: address, everyHours: 12, addedBy: 'edi' });
  expect((await run('add', 'http://cek.example/')).stderr).toContain('an https address');
  const refreshed = await run('refresh', source.id);
  expect(refreshed.code).toBe(1);
  expect(refreshed.stderr).toContain('127.0.0.1, which is not in the public internet');
  expect((await run('list')).stdout).toMatch(/every 12 h · FAILED .*not in the public internet/);
  await run('remove', source.id);
  expect(JSON.parse((await run('list', '--json')).stdout)).toEqual([]);
});

test('the queue is listed by a filter that was saved, and an unknown one is told', {
  timeout: 120_000,
}, async () => {
  using folder = temporaryFolder();
  const store = await openStore(readConfig({ POSKO_DATA: folder.path }));
  const randomBytes = (length: number) => new Uint8Array(length);
  const saving = { name: 'Terlambat', filter: { list: 'late' } } as const;
  await saveFilter({ store, randomBytes }, 'rina', saving);
  await store.close();
  const list = (name: string) =>
    posko(['review', 'list', '--saved', name, '--as', 'rina', '--json', '--data', folder.path]);
  expect(JSON.parse((await list('terlambat')).stdout)).toEqual([]);
  expect((await list('lain')).stderr).toContain('there is no filter lain; there are: Terlambat');
});
