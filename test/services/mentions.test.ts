import { expect, test } from 'vitest';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { listMentions, namedIn, seeMentions } from '../../src/services/cases/mentions.ts';
import { aDesk } from '../support/a-desk.ts';
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
])('%j names %j', (note, names) => {
  expect(new Set(namedIn(note, PEOPLE).map(({ name }) => name))).toEqual(new Set(names));
});

async function aDeskWithPeople() {
  const desk = await aDesk();
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
    const on = { ticket: desk.ticket, actor: { name: 'Rina', role: 'reviewer' } } as const;
    return performCaseAction(desk.deps, on, { name: 'note', note: words });
  };
  const mentionsOf = (name: string) => listMentions(desk.deps, ids.get(name) ?? '');
  return { ...desk, gate, ids, note, mentionsOf };
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

test('a note that mentions somebody who cannot open the case is not written', async () => {
  const { store, ticket, gate, ids, note, mentionsOf } = await aDeskWithPeople();
  expect(await note('@Joko dan @Mira, tolong')).toEqual({ type: 'refused', why: 'outsider' });
  const joko = await store.reviewers.get(ids.get('Joko') ?? '');
  if (joko) await gate.store.reviewers.save({ ...joko, isDisabled: true });
  expect(await note('@Joko, tolong')).toEqual({ type: 'refused', why: 'outsider' });
  expect(await mentionsOf('Joko')).toEqual([]);
  const found = await store.cases.byTicket(ticket);
  expect(await store.cases.history(found?.id ?? '')).toEqual([]);
});

test('two colleagues who mention the same person at once are both heard', async () => {
  const { note, mentionsOf } = await aDeskWithPeople();
  await Promise.all([note('@Joko satu'), note('@Joko dua'), note('@Joko tiga')]);
  expect(await mentionsOf('Joko')).toHaveLength(3);
});
