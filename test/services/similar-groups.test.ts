import { expect, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import { sayUnlike } from '../../src/services/cases/amend-case.ts';
import { claim, reply } from '../../src/services/cases/decide-case.ts';
import { followQueue } from '../../src/services/cases/queue.ts';
import { byCitizens, groupSimilar } from '../../src/services/cases/similar-groups.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aMasterKey, aPost, aTip } from '../support/builders.ts';

const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const LIKE = 'Pedagang di Pasar Rebo campur sabun cuci ke air galon isi ulang, hati-hati';
const BANK = 'Semua bank tutup sebulan mulai besok dan uang tidak bisa ditarik';

test('cases that look alike are one group, under the one that stands first', async () => {
  const { put, groups } = await desk();
  await put('K2', WATER, { citizens: 2 });
  await put('K3', BANK);
  await put('K4', LIKE);
  expect(await groups()).toEqual([['K2', 'K4'], ['K3']]);
});

test('the others are merged into the case that most citizens asked', async () => {
  const { put, listed } = await desk();
  await put('K2', WATER, { urgency: 'hour' });
  await put('K4', LIKE, { citizens: 3 });
  const [group] = await listed();
  expect(group?.first.case.ticket).toBe('K2');
  expect(group && byCitizens(group).map((each) => each.case.ticket)).toEqual(['K4', 'K2']);
});

test('numbers that contradict each other keep cases apart, also where both look like a third', async () => {
  const { put, groups } = await desk();
  await put('K2', `${WATER}, 300 orang keracunan`);
  await put('K3', `${WATER}, 900 orang keracunan`);
  await put('K4', `${WATER}, orang keracunan`);
  const found = await groups();
  expect(found.find((tickets) => tickets.includes('K2'))).not.toContain('K3');
  expect(found.flat().sort()).toEqual(['K2', 'K3', 'K4']);
});

test('a case of an exercise, or one that a reviewer called another claim, joins nothing', async () => {
  const { deps, put, groups } = await desk();
  await put('K2', WATER, { citizens: 2 });
  await put('K4', LIKE);
  await put('LATIHAN-K5', WATER.replace('oleh', 'para'));
  await sayUnlike(deps, { ticket: 'K4', reviewer: 'Budi' }, { id: 'K2' });
  expect(await groups()).toEqual([['K2'], ['K4'], ['LATIHAN-K5']]);
});

test('what a colleague holds, or what waits for a second person, joins nothing', async () => {
  const { deps, put, groups } = await desk();
  await put('K2', WATER, { citizens: 9 });
  await put('K4', LIKE, { topics: ['money'] });
  await claim(deps, { ticket: 'K4', reviewer: 'Budi' });
  expect(await groups('Rina')).toEqual([['K2'], ['K4']]);
  expect(await groups('Budi')).toEqual([['K2', 'K4']]);
  const verdict = { verdict: 'salah', summary: 'Pengelola pasar sudah membantahnya.' } as const;
  const told = { ...verdict, url: 'https://sumber.example/cek' };
  await reply(deps, { ticket: 'K4', reviewer: 'Budi' }, told);
  expect(await groups('Budi')).toEqual([['K2'], ['K4']]);
});

test('a case that comes later, or is decided meanwhile, changes its group only', async () => {
  const { store, put, groups } = await desk();
  await put('K2', WATER, { citizens: 2 });
  expect(await groups()).toEqual([['K2']]);
  const late = await put('K4', LIKE);
  expect(await groups()).toEqual([['K2', 'K4']]);
  const found = await store.cases.get(late.id);
  const closed = { ...(found ?? late), status: 'closed' } as const;
  await store.cases.commit(aCaseCommit({ cases: [closed] }));
  expect(await groups()).toEqual([['K2']]);
});

async function desk() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const settings = { secondPerson: ['money'] as const };
  const post = await aPost(store, { settings });
  const { deps, clock } = post;
  const listed = async (reviewer = 'Rina') => {
    const queue = await followQueue(deps);
    return groupSimilar(deps, queue.list({ list: 'all' }), { list: 'all', reviewer });
  };
  return {
    ...{ store, deps, listed },
    async put(ticket: string, text: string, more: Partial<Case> & { citizens?: number } = {}) {
      const { citizens = 1, ...of } = more;
      const found = aCase({ ticket, claim: text, openedAt: clock.now(), ...of });
      const tips = Array.from({ length: citizens }, () =>
        aTip({ case: found.id, text, ticket, at: clock.now() }),
      );
      await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
      return found;
    },
    async groups(reviewer?: string) {
      const found = await listed(reviewer);
      return found.map(({ first, others }) => [first, ...others].map((each) => each.case.ticket));
    },
  };
}
