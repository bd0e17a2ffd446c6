import { expect, test } from 'vitest';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { listPoints, setPoints } from '../../src/services/cases/checklists.ts';
import { aBareDesk } from '../support/bare-desk.ts';
import { aCase } from '../support/builders.ts';

const HEALTH = 'Sumber medis?\nSudah bertanya ke dinas?';
const VERDICT = {
  verdict: 'salah',
  summary: 'Dinas kesehatan menguji air galon itu dan tidak menemukan sabun.',
  url: 'https://dinas.example/galon',
} as const;

/** A post whose editor wants two things looked at before a verdict on health. */
async function aDeskWith(settings = {}) {
  const found = aCase({ claim: 'Minum air sabun bisa menyembuhkan kanker dan covid' });
  const desk = await aBareDesk([found], settings);
  const set = (text: string, seen = HEALTH) =>
    setPoints(desk.deps, { topic: 'health', text, seen, by: 'edi' });
  await set(HEALTH, '');
  const act = (name: 'decide' | 'draft' | 'claim' | 'approve', more = {}, by = 'rina') => {
    const actor = { name: by, role: 'editor' } as const;
    return performCaseAction(desk.deps, { ticket: found.ticket, actor }, { name, ...more });
  };
  const told = async (of: string) =>
    (await desk.store.audit.list(20)).find(({ what }) => what === of)?.details;
  return { ...desk, set, act, told };
}

test('an editor writes the points of a topic, one a line, and each change is in the audit log', async () => {
  const { deps, set, told } = await aDeskWith();
  expect(await listPoints(deps, ['health', 'money'])).toEqual(HEALTH.split('\n'));
  expect(await set(` Sumber medis? \n\n${HEALTH}`)).toBe('same');
  expect(await set('x'.repeat(121))).toBe('points');
  expect(await set(Array.from({ length: 13 }, (_, n) => `butir ${n}`).join('\n'))).toBe('points');
  expect(await told('checklist-changed')).toEqual({ points: 2 });
  expect(await set('Satu butir', 'Sumber medis?')).toBe('stale');
  expect(await listPoints(deps, ['health'])).toEqual(HEALTH.split('\n'));
  expect(await set('')).toBe('saved');
  expect(await listPoints(deps, ['health'])).toEqual([]);
});

test('what was not ticked does not hold a verdict back, and stands in its audit', async () => {
  const { act, told } = await aDeskWith();
  const decided = await act('decide', { ...VERDICT, checked: ['Sumber medis?'] });
  expect(decided).toMatchObject({ type: 'done', case: { status: 'published' } });
  expect(await told('published')).toMatchObject({ unchecked: 'Sudah bertanya ke dinas?' });
});

test('ticks are kept with the draft, and count on a surface that shows none', async () => {
  const { act, told } = await aDeskWith();
  await act('claim');
  await act('draft', { checked: HEALTH.split('\n') });
  await act('draft', { summary: VERDICT.summary });
  expect(await act('decide', VERDICT)).toMatchObject({ type: 'done' });
  expect(await told('published')).not.toHaveProperty('unchecked');
});

test('ticks go with a proposal, and its approval tells what nobody ticked', async () => {
  const { act, told } = await aDeskWith({ secondPerson: ['health'] });
  await act('decide', { ...VERDICT, checked: ['Sumber medis?'] });
  expect(await act('approve', {}, 'sari')).toMatchObject({ type: 'done' });
  const unchecked = 'Sudah bertanya ke dinas?';
  expect(await told('seconded')).toMatchObject({ verdict: 'salah', proposed: 'rina', unchecked });
});
