import { expect, onTestFinished, test } from 'vitest';
import type { WantedChange } from '../../../src/domain/duty/roster.ts';
import {
  addChange,
  addShift,
  findPerson,
  liaisonsFor,
  readLiaisons,
  readPlan,
  removeTurn,
  setCallList,
  viewDuty,
} from '../../../src/services/duty/roster.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../../src/services/organisations/organisations.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aReviewer } from '../../support/gate.ts';
import { seededBytes } from '../../support/seeded-bytes.ts';
import { MORNING } from '../../support/stage.ts';
import { around } from './watched-post.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function aRoster() {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const time = { now: MORNING };
  const clock = { now: () => time.now, at: () => () => {} };
  const deps = { store, clock, randomBytes: seededBytes('jadwal') };
  const change = (changes: Partial<WantedChange> = {}) => {
    const wanted = { type: 'on', reviewer: 'Rina', start: time.now, end: time.now + HOUR } as const;
    return addChange(deps, { ...wanted, ...changes }, 'Edi');
  };
  const plan = async () => {
    const { shifts, changes, callList } = await readPlan(deps);
    return { shifts: shifts.length, changes: changes.length, callList };
  };
  return { deps, time, change, plan, store };
}

test.each<[string, Partial<WantedChange>, 'saved' | 'bad']>([
  ['begins a quarter of an hour ago', { start: MORNING - 15 * MINUTE }, 'bad'],
  ['began just after that', { start: MORNING - 15 * MINUTE + 1 }, 'saved'],
  ['begins in 366 days', { start: MORNING + 366 * DAY, end: MORNING + 367 * DAY }, 'saved'],
  ['begins later', { start: MORNING + 366 * DAY + 1, end: MORNING + 367 * DAY }, 'bad'],
  ['leaves out what began long ago', { type: 'off', start: MORNING - 9 * HOUR }, 'saved'],
  [
    'leaves out what is over',
    { type: 'off', start: MORNING - 9 * HOUR, end: MORNING - 15 * MINUTE },
    'bad',
  ],
  ['ends before it begins', { end: MORNING - 1 }, 'bad'],
])('a change of the roster that %s', async (_, changes, result) => {
  const { change, plan } = await aRoster();
  expect(await change(changes)).toBe(result);
  expect((await plan()).changes).toBe(result === 'saved' ? 1 : 0);
});

test('who is put on duty for an hour is on duty then, and who is let off is not', async () => {
  const { deps, change, time } = await aRoster();
  const onDuty = async () => (await viewDuty(deps)).now.map(({ reviewer }) => reviewer);
  expect(await addShift(deps, { ...around, reviewer: 'Budi' }, 'Edi')).toBe('saved');
  expect(await change()).toBe('saved');
  expect(await change({ type: 'off', reviewer: 'Budi' })).toBe('saved');
  expect(await onDuty()).toEqual(['Rina']);
  time.now += HOUR;
  expect(await onDuty()).toEqual(['Budi']);
  const events = (await deps.store.audit.list(9)).map(({ by, what, of, details }) => [
    ...[by, what, of],
    details,
  ]);
  expect(events).toEqual([
    ['Edi', 'roster-changed', 'Budi', { change: 'turn-off' }],
    ['Edi', 'roster-changed', 'Rina', { change: 'turn-on' }],
    ['Edi', 'roster-changed', 'Budi', { change: 'shift-added' }],
  ]);
});

test('a shift or a change is taken from the roster alone, and one that is not there is said so', async () => {
  const { deps, change, plan } = await aRoster();
  for (const reviewer of ['Budi', 'Sari']) await addShift(deps, { ...around, reviewer }, 'Edi');
  for (const reviewer of ['Rina', 'Tono']) await change({ reviewer });
  const { shifts, changes } = await readPlan(deps);
  expect(new Set([...shifts, ...changes].map(({ id }) => id)).size).toBe(4);
  expect(await removeTurn(deps, 'none', 'Edi')).toBe('unknown');
  expect(await removeTurn(deps, shifts[0]?.id ?? '', 'Edi')).toBe('saved');
  expect(await plan()).toMatchObject({ shifts: 1, changes: 2 });
  expect(await removeTurn(deps, changes[1]?.id ?? '', 'Edi')).toBe('saved');
  expect(await plan()).toMatchObject({ shifts: 1, changes: 1 });
  expect(await removeTurn(deps, shifts[0]?.id ?? '', 'Edi')).toBe('unknown');
  const left = await readPlan(deps);
  expect([left.shifts[0]?.reviewer, left.changes[0]?.reviewer]).toEqual(['Sari', 'Rina']);
  const [last] = await deps.store.audit.list(1);
  expect(last).toMatchObject({ of: changes[1]?.id, details: { change: 'removed' } });
});

test('changes that ended a month ago make room for others', async () => {
  const { deps, change, plan, time } = await aRoster();
  await change();
  await change({ end: MORNING + 2 * HOUR });
  time.now += HOUR + 31 * DAY;
  expect(await change({ type: 'off' })).toBe('saved');
  expect((await readPlan(deps)).changes.map(({ end }) => end - MORNING)).toEqual([
    2 * HOUR,
    31 * DAY + 2 * HOUR,
  ]);
  expect(await plan()).toMatchObject({ shifts: 0, callList: [] });
});

test('a roster takes 200 shifts and 500 changes, and nothing beyond', async () => {
  const { deps, change, plan, store } = await aRoster();
  const shift = { ...around, reviewer: 'Rina', id: 's' };
  const turn = { type: 'on', reviewer: 'Rina', start: MORNING, end: MORNING + HOUR, id: 'c' };
  const value = {
    shifts: Array.from({ length: 199 }, () => shift),
    changes: Array.from({ length: 499 }, () => turn),
    callList: [],
  };
  await store.documents.put('roster', { id: 'plan', revision: 0, value });
  const results = [];
  for (let n = 0; n < 2; n += 1) {
    results.push(await addShift(deps, { ...around, reviewer: 'Rina' }, 'Edi'), await change());
  }
  expect(results).toEqual(['saved', 'saved', 'full', 'full']);
  expect(await plan()).toMatchObject({ shifts: 200, changes: 500 });
});

test('a shift that makes no sense and people whom nobody knows are refused', async () => {
  const { deps, change, plan, store } = await aRoster();
  expect(await addShift(deps, { ...around, days: [], reviewer: 'Rina' }, 'Edi')).toBe('bad');
  expect(await addShift(deps, { ...around, reviewer: '' }, 'Edi')).toBe('unknown-person');
  await store.reviewers.add(aReviewer({ name: 'Rina' }));
  expect(await change({ reviewer: 'Hantu' })).toBe('unknown-person');
  expect(await change({ reviewer: 'rina' })).toBe('saved');
  expect(await addShift(deps, { ...around, reviewer: 'Hantu' }, 'Edi')).toBe('unknown-person');
  expect((await readPlan(deps)).changes[0]?.reviewer).toBe('Rina');
  expect(await plan()).toMatchObject({ shifts: 0, changes: 1 });
});

test('a call list has twenty names at most, each once, in their order', async () => {
  const { deps, plan } = await aRoster();
  const names = Array.from({ length: 20 }, (_, n) => `Orang ${n}`);
  expect(await setCallList(deps, [...names, 'Rina'], 'Edi')).toBe('full');
  expect(await setCallList(deps, names, 'Edi')).toBe('saved');
  expect((await plan()).callList).toEqual(names);
  expect(await setCallList(deps, ['Sari', 'Budi', 'Sari'], 'Edi')).toBe('saved');
  expect((await plan()).callList).toEqual(['Sari', 'Budi']);
  const [event] = await deps.store.audit.list(1);
  expect(event).toMatchObject({ of: 'Sari, Budi', details: { change: 'call-list' } });
});

test('a liaison is found under any spelling while the partner is active, and called for its alerts alone', async () => {
  const { deps } = await aRoster();
  for (const [id, liaison] of [
    ['bawaslu', 'Sari, +62 812 0000 0001'],
    ['komdigi', 'Rudi, 0812 0000 0003'],
  ] as const) {
    await addOrganisation(deps, { id, name: id, kind: 'supervisor', liaison }, 'ayu');
  }
  expect(await findPerson(deps, ' sari (BAWASLU) ')).toBe('Sari (bawaslu)');
  expect(await findPerson(deps, 'Rudi (bawaslu)')).toBeUndefined();
  const theirs = async (kind: 'partner' | 'report') =>
    liaisonsFor({ kind, detail: 'bawaslu' }, await readLiaisons(deps)).map(({ id }) => id);
  expect(await theirs('partner')).toEqual(['Sari (bawaslu)']);
  expect(await theirs('report')).toEqual([]);
  const start = MORNING - MINUTE;
  const change = { type: 'on', reviewer: 'Rudi (komdigi)', start, end: MORNING + HOUR } as const;
  expect(await addChange(deps, change, 'Edi')).toBe('saved');
  const view = await viewDuty(deps);
  expect([view.now, view.reachable]).toEqual([[], ['Rudi (komdigi)']]);
  await changeOrganisation(deps, { id: 'komdigi', by: 'ayu', what: undefined }, () => ({
    isActive: false,
  }));
  expect((await viewDuty(deps)).reachable).toEqual([]);
  expect(await findPerson(deps, 'Rudi (komdigi)')).toBeUndefined();
});

test('an empty roster has no gaps; one with changes alone has', async () => {
  const { deps, change } = await aRoster();
  expect((await viewDuty(deps)).gaps).toEqual([]);
  await change();
  const { gaps, open, next } = await viewDuty(deps, { start: MORNING, end: MORNING + DAY });
  expect(gaps).toEqual([{ start: MORNING + HOUR, end: MORNING + DAY }]);
  expect(open).toEqual([{ start: MORNING, end: MORNING + HOUR }]);
  expect(next).toEqual([]);
});
