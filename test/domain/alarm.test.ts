import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Alert,
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
  const off = { ...defaultRules, backlog: { ...rule, isOn: false } };
  expect(countingCauses([cause], off)).toEqual([]);
});

const raised: Alert = { ...cause, since: 0, raisedAt: 0, called: [], messages: [] };
const callOut = {
  onDuty: ['Rina'],
  list: ['Budi', 'Sari'],
  people: new Map(),
  isGrave: false,
  escalateMs: 15 * MINUTE,
  now: 0,
};

test('whoever is on duty is called first, then one after the other down the list', () => {
  let alarm = raised;
  const called = Array.from({ length: 60 }, (_, at) => {
    const now = at * MINUTE;
    const names = namesToCall(alarm, { ...callOut, now });
    if (names.length > 0) alarm = { ...alarm, called: [...alarm.called, ...names], calledAt: now };
    return names.map((name) => `${at} ${name}`);
  });
  expect(called.flat()).toEqual(['0 Rina', '15 Budi', '30 Sari']);
  const known = { ...alarm, called: ['Rina'], acknowledged: { by: 'Rina', at: 5 } };
  expect(namesToCall(known, { ...callOut, now: 60 * MINUTE })).toEqual([]);
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
