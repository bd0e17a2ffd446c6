import { expect, test } from 'vitest';
import { listQueue } from '../../src/services/cases/queue.ts';
import { changeFilter, listFilters, saveFilter } from '../../src/services/cases/saved-filters.ts';
import { openDesk } from './open-desk.ts';

test('the present filter is saved under a name, and a key goes through those that were saved', async () => {
  const desk = await openDesk({ cases: 3 });
  const [first] = await listQueue(desk.deps);
  const ticket = first?.case.ticket ?? '';
  const rina = await desk.sit('rina');
  await rina.press('v');
  expect(rina.screen()).toContain('Belum ada saringan tersimpan.');
  await rina.press('/');
  await rina.type(ticket);
  await rina.press('enter', 'V');
  await rina.type('Satu saja');
  await rina.press('enter');
  expect(rina.screen()).toContain('Saringan tersimpan');
  await rina.press('escape', '6');
  expect(rina.screen()).toContain('[6');
  await rina.press('v');
  expect(rina.screen()).toContain('“Satu saja”');
  expect(rina.screen()).toContain(ticket);
  await rina.press('escape');
  expect(rina.screen()).not.toContain('“Satu saja”');
});

test('a filter that another reviewer shares is there, with its tag', async () => {
  const desk = await openDesk({ cases: 2 });
  const filter = { list: 'all', tag: 'bank' } as const;
  await saveFilter(desk.deps, 'edi', { name: 'Bank', filter });
  const [{ id } = { id: '' }] = await listFilters(desk.deps, 'edi');
  await changeFilter(desk.deps, 'edi', { id, to: { isShared: true } });
  const rina = await desk.sit('rina');
  await rina.press('v');
  expect(rina.screen()).toContain('“Bank”, #bank');
  expect(rina.screen()).toContain('Tidak ada kasus di daftar ini.');
});
