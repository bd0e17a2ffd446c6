import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Alert,
  alertId,
  countingCauses,
  defaultRules,
  followCause,
  isQuiet,
  isUp,
  namesToCall,
} from '../../src/domain/duty/alert.ts';
import { fromLocal } from '../../src/domain/time/clock-zone.ts';

const MINUTE = 60_000;
const cause = { kind: 'backlog', of: '', value: 7 } as const;
const rule = defaultRules.backlog;

/** An alarm followed minute by minute through what was seen. */
function play(seen: readonly boolean[]): (Alert | undefined)[] {
  let alarm: Alert | undefined;
  return seen.map((isThere, at) => {
    alarm = followCause(alarm, isThere ? cause : undefined, { rule, now: at * MINUTE });
    return alarm;
  });
}

test('trouble is an alarm once it has lasted, and ends with its cause', () => {
  const states = play([...Array(12).fill(true), false, false]);
  expect(states.findIndex((alarm) => alarm && isUp(alarm))).toBe(10);
  expect(states[11]).toMatchObject({ since: 0, raisedAt: 10 * MINUTE });
  expect(states[13]).toMatchObject({ raisedAt: 10 * MINUTE, endedAt: 12 * MINUTE });
});

test('trouble that passes by is forgotten', () => {
  expect(play([true, true, false, true]).at(-1)).toMatchObject({ since: 3 * MINUTE });
  expect(play([true, true, false])[2]).toBeUndefined();
});

test('an alarm is up exactly when its cause has been there for ten minutes on end', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (seen) => {
      play(seen).forEach((alarm, at) => {
        const lasts = at - seen.slice(0, at + 1).lastIndexOf(false) - 1;
        expect([at, alarm !== undefined && isUp(alarm)]).toEqual([at, lasts >= 10]);
      });
    }),
  );
});

test('a rule that is off counts nothing, and a threshold is reached by its own value', () => {
  const few = { kind: 'backlog', of: '', value: 4 } as const;
  expect(countingCauses([few, cause], defaultRules)).toEqual([cause]);
  const just = { ...cause, value: rule.threshold };
  expect(countingCauses([just, { ...just, value: just.value - 1 }], defaultRules)).toEqual([just]);
  const off = { ...defaultRules, backlog: { ...rule, isOn: false } };
  expect(countingCauses([cause], off)).toEqual([]);
});

const raised: Alert = { ...cause, since: 0, raisedAt: 0, called: [], messages: [] };
const callOut = {
  onDuty: ['Rina'],
  list: ['Budi', 'Sari'],
  others: ['Budi', 'Tono'],
  people: new Map(),
  isGrave: false,
  escalateMs: 15 * MINUTE,
  now: 0,
};

/** Who is called in so many minutes in which nobody acknowledges, and after how many of them. */
function callsWithin(minutes: number, out: typeof callOut): string[] {
  let alarm = raised;
  return Array.from({ length: minutes }, (_, at) => {
    const now = at * MINUTE;
    const names = namesToCall(alarm, { ...out, now });
    if (names.length > 0) alarm = { ...alarm, called: [...alarm.called, ...names], calledAt: now };
    return names.map((name) => `${at} ${name}`);
  }).flat();
}

test('whoever is on duty is called first, then one after the other down the list, then the admins', () => {
  expect(callsWithin(120, callOut)).toEqual(['0 Rina', '15 Budi', '30 Sari', '45 Tono']);
  const known = { ...raised, called: ['Rina'], acknowledged: { by: 'Rina', at: 5 } };
  expect(namesToCall(known, { ...callOut, now: 60 * MINUTE })).toEqual([]);
});

test('a grave one goes on with everybody who may be on duty, begins again, and ends some time', () => {
  const grave = { ...callOut, isGrave: true };
  const round = ['Rina', 'Budi', 'Sari', 'Tono'];
  expect(callsWithin(120, grave)).toEqual([
    ...['0 Rina', '15 Budi', '30 Sari', '45 Tono'],
    ...['60 Budi', '75 Sari', '90 Rina', '105 Tono'],
  ]);
  expect(callsWithin(24 * 60, grave)).toHaveLength(5 * round.length);
  expect(namesToCall(raised, { ...grave, onDuty: [], list: [] })).toEqual(['Budi']);
  expect(namesToCall(raised, { ...grave, onDuty: [], list: [], others: [] })).toEqual([]);
});

test('where nobody is on duty, the first on the list is called at once', () => {
  expect(namesToCall(raised, { ...callOut, onDuty: [] })).toEqual(['Budi']);
});

test('quiet hours are kept over midnight, and only what is grave passes', () => {
  const person = { zone: 'WIT', quiet: { from: 1320, until: 360 } } as const;
  const at = (minute: number) => fromLocal({ day: 20_000, minute }, 'WIT');
  expect([1319, 1320, 1439, 0, 359, 360].map((minute) => isQuiet(person, at(minute)))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
  const quiet = { ...callOut, people: new Map([['Rina', person]]), now: at(0) };
  const alarm = { ...raised, raisedAt: at(0) };
  expect(namesToCall(alarm, quiet)).toEqual(['Budi']);
  expect(namesToCall(alarm, { ...quiet, isGrave: true })).toEqual(['Rina']);
});

test('the same trouble is one alarm, another number or ticket another one', () => {
  expect(alertId({ kind: 'backlog', of: '' })).toBe('backlog');
  expect(alertId({ kind: 'backlog', of: 'K7Q2' })).toBe('backlog:K7Q2');
});

test('an alarm shows how bad it is by now and why, and begins anew once it was over', () => {
  const now = 20 * MINUTE;
  const follow = (alarm: Alert | undefined, seen: object) =>
    followCause(alarm, { ...cause, ...seen }, { rule, now });
  const up = { ...raised, detail: 'antrean' };
  expect(follow(up, { value: 9 })).toEqual({ ...up, value: 9 });
  expect(follow(up, { detail: 'mati' })).toEqual({ ...up, detail: 'mati' });
  expect(follow(up, {})).toEqual(up);
  const again = follow({ ...up, called: ['Rina'], endedAt: MINUTE }, {});
  expect(again).toEqual({ ...cause, since: now, called: [], messages: [] });
  expect(isUp({ ...raised, endedAt: MINUTE })).toBe(false);
});

test('quiet hours that end when they begin are none, and those who sleep are not called later either', () => {
  const at = (minute: number) => fromLocal({ day: 20_000, minute }, 'WIB');
  const person = (from: number, until: number) => ({
    zone: 'WIB' as const,
    quiet: { from, until },
  });
  expect([599, 600, 601].map((each) => isQuiet(person(600, 600), at(each)))).toEqual([
    false,
    false,
    false,
  ]);
  expect([599, 600, 659, 660].map((each) => isQuiet(person(600, 660), at(each)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const asleep = new Map([['Budi', person(600, 660)]]);
  const late = { ...callOut, people: asleep, isGrave: false, now: at(600) };
  const called = { ...raised, called: ['Rina'], calledAt: 0 };
  expect(namesToCall(called, late)).toEqual(['Sari']);
});
