import { expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { saveFilter } from '../../src/services/cases/saved-filters.ts';
import { posko, temporaryFolder } from '../support/posko.ts';

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
