import { expect, test } from 'vitest';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { listMentions, namedIn, seeMentions } from '../../src/services/cases/mentions.ts';
import { aBareDesk } from '../support/bare-desk.ts';
import { aCase } from '../support/builders.ts';
import { addWithPassword, openTestGate } from '../support/gate.ts';

const PEOPLE = ['Siti', 'Siti Aminah', 'Joko', "Nur'aini"].map((name) => ({ name }));

test.each([
  ['@joko tolong lihat', ['Joko']],
  ['Tolong lihat, @Siti Aminah.', ['Siti Aminah']],
  ['@Siti Aminah dan @SITI, juga @joko', ['Siti Aminah', 'Siti', 'Joko']],
  ["(@Nur'aini)", ["Nur'aini"]],
  ['@Jokowi bukan rekan', []],
  ['surel siti@joko.example, akun @infohoaks', []],
  ['joko tanpa tanda', []],
  ['akun @joko.news, lalu @Siti.', ['Siti']],
  ['https://x.com/@Joko dan tiktok.com/@siti', []],
])('%j names %j', (note, names) => {
  expect(new Set(namedIn(note, PEOPLE).map(({ name }) => name))).toEqual(new Set(names));
});

async function aDeskWithPeople() {
  const { ticket, ...found } = aCase();
  const desk = await aBareDesk([{ ticket, ...found }]);
  const { gate } = openTestGate(desk.store);
  const ids = new Map<string, string>();
  for (const [name, role] of [
    ['Rina', 'reviewer'],
    ['Joko', 'viewer'],
    ['Mira', 'partner'],
  ] as const) {
    const { account } = await addWithPassword(gate, { name, role });
    ids.set(name, account.id);
  }
  const note = (words: string) => {
    const on = { ticket, actor: { name: 'Rina', role: 'reviewer' } } as const;
    return performCaseAction(desk.deps, on, { name: 'note', note: words });
  };
  const mentionsOf = (name: string) => listMentions(desk.deps, ids.get(name) ?? '');
  return { ...desk, ticket, gate, ids, note, mentionsOf };
}

test('whoever a note mentions has a notice until they have seen the case', async () => {
  const { deps, ticket, ids, note, mentionsOf } = await aDeskWithPeople();
  expect(await note('@Joko, @Rina: siapa yang menelepon dinas?')).toMatchObject({ type: 'done' });
  await note('@joko, sudah?');
  expect(await mentionsOf('Joko')).toMatchObject([
    { ticket, by: 'Rina' },
    { ticket, by: 'Rina' },
  ]);
  expect(await mentionsOf('Rina')).toEqual([]);
  const seen = await seeMentions(deps, ids.get('Joko') ?? '', ticket);
  expect(seen.map(({ isSeen }) => isSeen)).toEqual([true, true]);
  await note('@Joko, satu lagi');
  expect((await mentionsOf('Joko')).map(({ isSeen = false }) => isSeen)).toEqual([
    false,
    true,
    true,
  ]);
});

test('a note that mentions somebody who cannot open the case is kept, and says who has no notice', async () => {
  const { store, ticket, gate, ids, note, mentionsOf } = await aDeskWithPeople();
  expect(await note('@Joko dan @Mira, tolong')).toMatchObject({ type: 'done' });
  expect([await mentionsOf('Joko'), await mentionsOf('Mira')]).toMatchObject([[{ ticket }], []]);
  const joko = await store.reviewers.get(ids.get('Joko') ?? '');
  if (joko) await gate.store.reviewers.save({ ...joko, isDisabled: true });
  expect(await note('@Joko, tolong')).toMatchObject({ type: 'done' });
  expect(await mentionsOf('Joko')).toHaveLength(1);
  const found = await store.cases.byTicket(ticket);
  expect(await store.cases.history(found?.id ?? '')).toMatchObject([
    { what: 'noted-unheard', of: 'Mira', words: '@Joko dan @Mira, tolong' },
    { what: 'noted-unheard', of: 'Joko', words: '@Joko, tolong' },
  ]);
});

test('two colleagues who mention the same person at once are both heard', async () => {
  const { note, mentionsOf } = await aDeskWithPeople();
  await Promise.all([note('@Joko satu'), note('@Joko dua'), note('@Joko tiga')]);
  expect(await mentionsOf('Joko')).toHaveLength(3);
});
