import { expect, test } from 'vitest';
import {
  listFilters,
  removeFilter,
  renameFilter,
  saveFilter,
  shareFilter,
} from '../../src/services/cases/saved-filters.ts';
import { aDesk } from '../support/a-desk.ts';

const filter = { list: 'all', topic: 'health' } as const;

test('a reviewer has filters under names of their own, and nobody else sees them', async () => {
  const { tipline } = await aDesk();
  expect(await saveFilter(tipline, 'rina', { name: ' Obat ', filter })).toBe('saved');
  expect(await saveFilter(tipline, 'rina', { name: 'obat', filter })).toBe('taken');
  expect(await saveFilter(tipline, 'budi', { name: 'Obat', filter: { list: 'late' } })).toBe(
    'saved',
  );
  expect(await listFilters(tipline, 'rina')).toMatchObject([
    { name: 'Obat', owner: 'rina', filter, isShared: false },
  ]);
});

test.each(['', '   ', 'x'.repeat(41), 'dua\nbaris', 'balik\u202e'])(
  '%j is no name',
  async (name) => {
    const { tipline } = await aDesk();
    expect(await saveFilter(tipline, 'rina', { name, filter })).toBe('bad-name');
    expect(await listFilters(tipline, 'rina')).toEqual([]);
  },
);

test('a reviewer has at most twenty', async () => {
  const { tipline } = await aDesk();
  for (let n = 0; n < 20; n += 1) await saveFilter(tipline, 'rina', { name: `${n}`, filter });
  expect(await saveFilter(tipline, 'rina', { name: 'lagi', filter })).toBe('full');
  expect(await listFilters(tipline, 'rina')).toHaveLength(20);
});

test('a filter is renamed, shared, shared no more and removed by whom it belongs to', async () => {
  const { tipline } = await aDesk();
  await saveFilter(tipline, 'rina', { name: 'Obat', filter });
  await saveFilter(tipline, 'rina', { name: 'Vaksin', filter });
  const [{ id } = { id: '' }] = await listFilters(tipline, 'rina');
  expect(await renameFilter(tipline, 'rina', { id, name: 'vaksin' })).toBe('taken');
  expect(await renameFilter(tipline, 'budi', { id, name: 'Punya saya' })).toBe('unknown');
  expect(await renameFilter(tipline, 'rina', { id, name: 'OBAT' })).toBe('saved');
  expect(await shareFilter(tipline, 'rina', { id, isShared: true })).toBe('saved');
  expect(await listFilters(tipline, 'budi')).toMatchObject([{ name: 'OBAT', owner: 'rina' }]);
  expect(await removeFilter(tipline, 'budi', id)).toBe('unknown');
  expect(await shareFilter(tipline, 'rina', { id, isShared: false })).toBe('saved');
  expect(await listFilters(tipline, 'budi')).toEqual([]);
  expect(await removeFilter(tipline, 'rina', id)).toBe('saved');
  expect(await listFilters(tipline, 'rina')).toMatchObject([{ name: 'Vaksin' }]);
});

test('two windows that save at once both keep theirs', async () => {
  const { tipline } = await aDesk();
  const names = ['satu', 'dua', 'tiga', 'empat'];
  await Promise.all(names.map((name) => saveFilter(tipline, 'rina', { name, filter })));
  const saved = (await listFilters(tipline, 'rina')).map(({ name }) => name);
  expect(saved.toSorted()).toEqual(names.toSorted());
});
