import { expect, test } from 'vitest';
import { changeFilter, listFilters, saveFilter } from '../../src/services/cases/saved-filters.ts';
import { aBareDesk } from '../support/bare-desk.ts';

const filter = { list: 'all', topic: 'health' } as const;

test('a reviewer has filters under names of their own, and nobody else sees them', async () => {
  const { deps } = await aBareDesk();
  expect(await saveFilter(deps, 'rina', { name: ' Obat ', filter })).toBe('saved');
  expect(await saveFilter(deps, 'rina', { name: 'obat', filter })).toBe('taken');
  expect(await saveFilter(deps, 'budi', { name: 'Obat', filter: { list: 'late' } })).toBe('saved');
  expect(await listFilters(deps, 'rina')).toMatchObject([
    { name: 'Obat', owner: 'rina', filter, isShared: false },
  ]);
});

test.each(['', '   ', 'x'.repeat(41), 'dua\nbaris', 'balik\u202e'])(
  '%j is no name',
  async (name) => {
    const { deps } = await aBareDesk();
    expect(await saveFilter(deps, 'rina', { name, filter })).toBe('bad-name');
    expect(await listFilters(deps, 'rina')).toEqual([]);
  },
);

test('a reviewer has at most twenty', async () => {
  const { deps } = await aBareDesk();
  for (let n = 0; n < 20; n += 1) await saveFilter(deps, 'rina', { name: `${n}`, filter });
  expect(await saveFilter(deps, 'rina', { name: 'lagi', filter })).toBe('full');
  expect(await listFilters(deps, 'rina')).toHaveLength(20);
});

test('a filter is renamed, shared, shared no more and removed by whom it belongs to', async () => {
  const { deps } = await aBareDesk();
  await saveFilter(deps, 'rina', { name: 'Obat', filter });
  await saveFilter(deps, 'rina', { name: 'Vaksin', filter });
  const [{ id } = { id: '' }] = await listFilters(deps, 'rina');
  expect(await changeFilter(deps, 'rina', { id, to: { name: 'vaksin' } })).toBe('taken');
  expect(await changeFilter(deps, 'budi', { id, to: { name: 'Punya saya' } })).toBe('unknown');
  expect(await changeFilter(deps, 'rina', { id, to: { name: 'OBAT' } })).toBe('saved');
  expect(await changeFilter(deps, 'rina', { id, to: { isShared: true } })).toBe('saved');
  expect(await listFilters(deps, 'budi')).toMatchObject([{ name: 'OBAT', owner: 'rina' }]);
  expect(await changeFilter(deps, 'budi', { id, to: undefined })).toBe('unknown');
  expect(await changeFilter(deps, 'rina', { id, to: { isShared: false } })).toBe('saved');
  expect(await listFilters(deps, 'budi')).toEqual([]);
  expect(await changeFilter(deps, 'rina', { id, to: undefined })).toBe('saved');
  expect(await listFilters(deps, 'rina')).toMatchObject([{ name: 'Vaksin' }]);
});

test('two windows that save at once both keep theirs', async () => {
  const { deps } = await aBareDesk();
  const names = ['satu', 'dua', 'tiga', 'empat'];
  await Promise.all(names.map((name) => saveFilter(deps, 'rina', { name, filter })));
  const saved = (await listFilters(deps, 'rina')).map(({ name }) => name);
  expect(saved.toSorted()).toEqual(names.toSorted());
});
