import { expect, test } from 'vitest';
import { aCitizen, aFactCheck, aTurn } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';
import { openDesk } from './desk-world.ts';

const CHECKS = [
  aFactCheck({
    id: 'a',
    title: 'Bank tutup',
    verdict: 'salah',
    topic: 'uang',
    org: 'Posko',
    publishedAt: '2026-11-01',
  }),
  aFactCheck({
    ...{ id: 'b', title: 'Air galon', verdict: 'benar', topic: 'kesehatan', org: 'Jaga Fakta' },
    ...{ publishedAt: '2026-11-10', url: 'https://jaga.example/b', expiresAt: '2026-11-12' },
  }),
  aFactCheck({
    ...{ id: 'c', title: 'Gempa besok', verdict: 'salah', topic: 'bencana', org: 'Posko' },
    ...{ publishedAt: '2026-11-20', citations: [{ url: 'https://bmkg.example/c' }] },
  }),
];

/** What the library lists for a query of the address, in order. */
async function open() {
  const desk = await openDesk();
  await desk.store.factChecks.save(CHECKS);
  const edi = await desk.enter('Edi', 'editor');
  const listed = async (query: string) => {
    await edi.get(`/review/fact-checks?${query}`);
    return [...edi.page.matchAll(/class="go" href="\/review\/fact-checks\/(\w+)"/g)].map(
      ([, id]) => id,
    );
  };
  return { desk, edi, listed };
}

test.each([
  ['', ['c', 'b', 'a']],
  ['verdict=salah', ['c', 'a']],
  ['topic=uang', ['a']],
  ['org=Jaga+Fakta', ['b']],
  ['from=2026-11-10&until=2026-11-19', ['b']],
  ['lacks=source', ['a']],
  ['lacks=currency', ['b']],
  ['verdict=salah&org=Posko&from=2026-11-02', ['c']],
  ['verdict=ngawur&from=kemarin', ['c', 'b', 'a']],
  ['q=bank&verdict=benar', []],
])('the library filtered by %s', async (query, ids) => {
  const { listed } = await open();
  expect(await listed(query)).toEqual(ids);
});

test('what is used most stands first, with how often', async () => {
  const { desk, edi, listed } = await open();
  const told = (factCheck: string, at: number) => ({
    type: 'told' as const,
    told: { factCheck, version: 1, at },
  });
  const [ani, budi] = [await aCitizen(desk.store), await aCitizen(desk.store)];
  await desk.store.turns.commitTurn(
    aTurn({ citizen: ani, changes: [told('a', MORNING - 1), told('b', MORNING - 1)] }),
  );
  await desk.store.turns.commitTurn(aTurn({ citizen: budi, changes: [told('a', MORNING - 1)] }));
  expect(await listed('sort=used')).toEqual(['a', 'b', 'c']);
  expect(edi.page).toContain('dipakai 2 kali dalam 30 hari');
  expect(await listed('')).toEqual(['c', 'b', 'a']);
  expect(edi.page).not.toContain('dipakai 2 kali');
});
