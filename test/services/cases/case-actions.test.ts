import { describe, expect, test } from 'vitest';
import type { Permission, Role } from '../../../src/domain/accounts/permissions.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import {
  type CaseActionName,
  caseActions,
  performCaseAction,
} from '../../../src/services/cases/case-actions.ts';
import { aBareDesk, DECISION } from '../../support/bare-desk.ts';
import { aCase, aFactCheck } from '../../support/builders.ts';
import { aReviewer } from '../../support/gate.ts';
import { MORNING } from '../../support/stage.ts';

const HASH = 'a'.repeat(64);
const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

type Desk = Awaited<ReturnType<typeof aBareDesk>>;

/** Performs actions on one case as somebody of the desk. */
function acting({ deps }: Pick<Desk, 'deps'>, { ticket }: Pick<Case, 'ticket'>) {
  return (name: CaseActionName, given: object = {}, role: Role = 'admin', who = 'rina') =>
    performCaseAction(deps, { ticket, actor: { name: who, role } }, { name, ...given });
}

/** Something that each action takes. */
const given: Readonly<Record<CaseActionName, object>> = {
  ...{ claim: {}, release: {}, wake: {}, unmerge: {}, approve: {}, 'take-back': {}, draft: {} },
  ...{ 'hand-over': { to: 'budi' }, assign: { to: 'budi' }, snooze: { until: MORNING + 1 } },
  ...{ tags: { tags: 'a' }, threat: { threat: 'biasa' }, urgency: { urgency: 'hour' } },
  ...{ note: { note: 'x' }, 'exclude-file': { file: HASH, apart: 'true' }, unlike: {} },
  ...{ ask: { question: 'Dari mana?' }, merge: { into: 'AB2C' }, split: { tip: 'x' } },
  ...{ wordings: {}, decide: DECISION, attach: { id: 'x' }, close: { closing: 'spam' } },
  ...{ 'send-back': { why: 'lemah' }, refer: { organisation: 'x' }, unblock: {} },
  ...{ hold: { days: '3', reason: 'perkara' }, block: { days: '7' } },
};

const below: Readonly<Record<string, Role>> = {
  ...{ viewer: 'partner', reviewer: 'viewer', editor: 'reviewer', admin: 'editor' },
};

/** Who may do what at least, as the desk has agreed. */
const least: Readonly<Record<CaseActionName, Role>> = {
  ...{ claim: 'reviewer', release: 'reviewer', wake: 'reviewer', snooze: 'reviewer' },
  ...{ tags: 'reviewer', threat: 'reviewer', urgency: 'reviewer', note: 'reviewer' },
  ...{ 'exclude-file': 'reviewer', unlike: 'reviewer', ask: 'reviewer', merge: 'reviewer' },
  ...{ split: 'reviewer', unmerge: 'reviewer', draft: 'reviewer', wordings: 'reviewer' },
  ...{ decide: 'reviewer', attach: 'reviewer', close: 'reviewer', 'take-back': 'reviewer' },
  ...{ refer: 'reviewer', approve: 'editor', 'send-back': 'editor', hold: 'editor' },
  ...{ block: 'editor', unblock: 'editor', 'hand-over': 'editor', assign: 'editor' },
};

describe('who may do what', () => {
  test('every action is here, under its name', () => {
    expect(caseActions.map(({ name }) => name).toSorted()).toEqual(Object.keys(given).toSorted());
  });

  test.each(caseActions.map(({ name, permission }) => [name, permission] as const))(
    '%s is for those who may, and nobody else learns what is wrong with theirs',
    async (name, permission) => {
      const found = aCase();
      const act = acting(await aBareDesk([found]), found);
      const needs: Permission = typeof permission === 'string' ? permission : 'hand-over';
      const forbidden = { type: 'forbidden', needs };
      const role = least[name];
      expect(await act(name, given[name], below[role])).toEqual(forbidden);
      expect((await act(name, given[name], role)).type).not.toMatch(/forbidden|invalid/);
      if (typeof permission !== 'string') return;
      expect(await act(name, { days: 'x', to: 7, tags: 7 }, below[role])).toEqual(forbidden);
    },
  );

  test('everybody may take a case, or give it back to all; to others an editor gives it', async () => {
    const found = aCase();
    const desk = await aBareDesk([found]);
    const act = acting(desk, found);
    expect((await act('assign', { to: ' RINA ' }, 'reviewer')).type).toBe('done');
    expect((await desk.get(found)).assignee).toBe('RINA');
    expect((await act('assign', {}, 'reviewer')).type).toBe('done');
    expect((await desk.get(found)).assignee).toBeUndefined();
    expect(await act('assign', { to: 'budi' }, 'reviewer')).toMatchObject({ needs: 'hand-over' });
    expect((await act('assign', { to: 'budi' }, 'editor')).type).toBe('done');
    expect((await desk.get(found)).assignee).toBe('budi');
  });

  test('an action that there is not is none', async () => {
    const found = aCase();
    const act = acting(await aBareDesk([found]), found);
    await expect(act('toString' as CaseActionName)).rejects.toThrow('no case action toString');
  });
});

test.each<[CaseActionName, string, object]>([
  ['hand-over', 'to', { to: '  ' }],
  ['hand-over', 'to', { to: 'x'.repeat(101) }],
  ['snooze', 'until', { until: 'besok' }],
  ['threat', 'threat', { threat: 'unheard-of' }],
  ['urgency', 'urgency', { urgency: 'soon' }],
  ['note', 'note', { note: ' ' }],
  ['note', 'note', { note: 'x'.repeat(1001) }],
  ['exclude-file', 'file', { file: 'x', apart: 'true' }],
  ['exclude-file', 'file', { file: `${HASH}a`, apart: 'true' }],
  ['exclude-file', 'apart', { file: HASH, apart: 'maybe' }],
  ['snooze', 'until', { until: 1e16 }],
  ['ask', 'question', { question: 'x'.repeat(501) }],
  ['decide', 'verdict', { ...DECISION, verdict: 'bohong' }],
  ['decide', 'summary', { ...DECISION, summary: 'pendek' }],
  ['attach', 'reason', { id: 'f1', reason: 'x'.repeat(301) }],
  ['close', 'closing', { closing: 'rehearsed' }],
  ['send-back', 'why', { why: '' }],
  ['refer', 'threat', { organisation: 'x', threat: 'biasa' }],
  ['hold', 'days', { days: '366', reason: 'x' }],
  ['hold', 'days', { days: '-1', reason: 'x' }],
  ['hold', 'days', { days: '1.5', reason: 'x' }],
  ['block', 'days', { days: '2' }],
])('%s of %s is refused, with the field that is wrong', async (name, field, wrong) => {
  const found = aCase();
  const desk = await aBareDesk([found]);
  const done = await acting(desk, found)(name, wrong);
  expect(done).toMatchObject({ type: 'invalid' });
  expect(done.type === 'invalid' && Object.keys(done.problems)).toEqual([field]);
  if (name === 'threat') expect(JSON.stringify(done)).toContain('there are gangguan_informasi,');
  if (name === 'close') expect(JSON.stringify(done)).toContain('must be one of spam,');
  expect((await desk.get(found)).revision).toBe(0);
});

test('what is typed is read: tags with commas, a ticket in any spelling, a file as a word', async () => {
  const [found, other] = [aCase({ ticket: 'AB2C' }), aCase({ ticket: 'AB3D' })];
  const desk = await aBareDesk([found, other]);
  const act = acting(desk, found);
  await act('tags', { tags: ' Galon,air\nSABUN ' });
  expect((await desk.get(found)).tags).toEqual(['galon', 'air', 'sabun']);
  await act('tags', { tags: ['x'] });
  expect((await desk.get(found)).tags).toEqual(['x']);
  await act('tags');
  expect((await desk.get(found)).tags).toEqual([]);
  await act('exclude-file', { file: HASH, apart: 'true' });
  expect((await desk.get(found)).apart).toEqual([HASH]);
  await act('exclude-file', { file: HASH, apart: 'false' });
  expect((await desk.get(found)).apart).toBeUndefined();
  expect(await act('merge', { into: ' entah apa ' })).toMatchObject({ type: 'problem' });
  expect((await act('merge', { into: 'ab-3d' })).type).toBe('done');
  expect((await desk.get(found)).mergedInto).toBe(other.id);
  expect((await act('unmerge')).type).toBe('done');
});

test('the fields of the input reach what is done: a threat, an urgency, a note, a question', async () => {
  const found = aCase();
  const desk = await aBareDesk([found]);
  const act = acting(desk, found);
  await act('threat', { threat: 'penipuan' });
  await act('urgency', { urgency: 'life' });
  await act('note', { note: ' Tunggu dinas. ' });
  await act('ask', { question: 'Dari mana?' });
  await act('snooze', { until: MORNING + 5 });
  await act('claim');
  await act('draft', { summary: 'Belum jadi' });
  expect(await desk.get(found)).toMatchObject({
    ...{ threat: 'penipuan', urgency: 'life', snoozedUntil: MORNING + 5 },
    draft: { summary: 'Belum jadi', by: 'rina' },
  });
  await act('wake');
  await act('release');
  expect((await desk.get(found)).snoozedUntil).toBeUndefined();
  expect(await desk.did(found)).toEqual([
    ...['rina threat-said penipuan', 'rina urgency-said life', 'rina noted', 'rina asked'],
    `rina snoozed ${new Date(MORNING + 5).toISOString()}`,
    ...['rina claimed', 'rina woken', 'rina released'],
  ]);
  const history = await desk.store.cases.history(found.id);
  expect(history.flatMap(({ words }) => words ?? [])).toEqual(['Tunggu dinas.', 'Dari mana?']);
});

describe('giving a case to somebody', () => {
  test('takes any name where nobody has an account, and else a colleague who can work', async () => {
    const found = aCase();
    const desk = await aBareDesk([found]);
    const act = acting(desk, found);
    await act('claim');
    expect((await act('hand-over', { to: 'Siapa Saja' })).type).toBe('done');
    expect((await desk.get(found)).assignee).toBe('Siapa Saja');
    await desk.store.reviewers.add(aReviewer({ name: 'Budi' }));
    await desk.store.reviewers.add(aReviewer({ name: 'Vina', role: 'viewer' }));
    await desk.store.reviewers.add(aReviewer({ name: 'Lama', isDisabled: true }));
    for (const to of ['Vina', 'Lama', 'Siapa Saja']) {
      expect(await act('assign', { to })).toEqual({ type: 'refused', why: 'no-colleague' });
    }
    expect((await act('assign', { to: 'budi' })).type).toBe('done');
    expect((await desk.get(found)).assignee).toBe('Budi');
  });
});

describe('deciding with wordings', () => {
  test('notes them first, and decides nothing where that fails', async () => {
    const found = aCase({ claim: WATER });
    const desk = await aBareDesk([found]);
    const act = acting(desk, found);
    await act('claim', {}, 'admin', 'budi');
    expect(await act('decide', { ...DECISION, take: ['a'] })).toMatchObject({ type: 'taken' });
    expect((await desk.get(found)).wordings).toBeUndefined();
    await act('release', {}, 'admin', 'budi');
    const bad = { ...DECISION, summary: 'Salah salah salah.', take: ['a'] };
    expect(await act('decide', bad)).toMatchObject({ type: 'refused', why: 'bare' });
    expect((await desk.get(found)).wordings).toBeUndefined();
    expect((await act('decide', { ...DECISION, take: ['a'], leave: ['b'] })).type).toBe('done');
    expect(await desk.get(found)).toMatchObject({
      ...{ status: 'published', wordings: { taken: ['a'], left: ['b'] } },
    });
  });

  test('goes for a fact-check that is attached too, and one wording to leave is enough', async () => {
    const found = aCase({ claim: WATER });
    const desk = await aBareDesk([found]);
    await desk.store.factChecks.save([aFactCheck({ id: 'f1', title: WATER, narratives: [WATER] })]);
    const act = acting(desk, found);
    expect((await act('attach', { id: 'f1', leave: ['b'] })).type).toBe('done');
    expect(await desk.get(found)).toMatchObject({
      ...{ factCheck: 'f1', wordings: { taken: [], left: ['b'] } },
    });
    const other = aCase({ claim: WATER });
    const plain = await aBareDesk([other]);
    await acting(plain, other)('decide', DECISION);
    expect((await plain.get(other)).wordings).toBeUndefined();
    const third = aCase({ claim: WATER });
    const alone = await aBareDesk([third]);
    expect((await acting(alone, third)('wordings', { take: ['c'] })).type).toBe('done');
    expect((await alone.get(third)).wordings).toEqual({ taken: ['c'], left: [] });
  });
});
