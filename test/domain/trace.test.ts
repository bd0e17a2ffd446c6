import { expect, test } from 'vitest';
import { newProfile, type Profile, refilledAt, spend } from '../../src/domain/citizens/profile.ts';
import {
  erasedProfile,
  spendReports,
  spentOf,
  takeOver,
  traceOf,
} from '../../src/domain/citizens/trace.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const fresh = newProfile('id', MORNING);
const allowed = (changes: Partial<Profile['allowance']>): Profile => ({
  ...fresh,
  allowance: { ...fresh.allowance, ...changes },
});

test('twenty messages at once are within the allowance, and one more is noticed once', () => {
  const twenty = spend(fresh, 20, MORNING);
  expect(twenty.limit).toBe('within');
  const over = spend(twenty.profile, 1, MORNING);
  expect(over.limit).toBe('notice');
  expect(spend(over.profile, 1, MORNING).limit).toBe('silence');
  expect(spend(over.profile, 1, MORNING + 3000).limit).toBe('within');
  expect(spend(over.profile, 1, MORNING + 2999).limit).toBe('silence');
});

test('two hundred messages a day are within it, however slowly they come', () => {
  const spent = allowed({ day: 0 });
  expect(spend(spent, 1, MORNING + DAY / 200 - 1).limit).toBe('notice');
  expect(spend(spent, 1, MORNING + DAY / 200).limit).toBe('within');
  expect(spend(spent, 200, MORNING + 9 * DAY).limit).toBe('notice');
  expect(spend(allowed({ minute: 0 }), 21, MORNING + 9 * DAY).limit).toBe('notice');
  expect(spend(allowed({ minute: 0 }), 1, MORNING - HOUR).limit).toBe('notice');
});

test('an allowance is full when both of its parts are', () => {
  expect(refilledAt(fresh.allowance)).toBe(MORNING);
  expect(refilledAt(allowed({ minute: 0 }).allowance)).toBe(MORNING + MINUTE);
  expect(refilledAt(allowed({ minute: 0, day: 100 }).allowance)).toBe(MORNING + DAY / 2);
});

test('a trace ends with the last of what it holds, in whole hours', () => {
  const block = { until: MORNING + HOUR + 1, isTold: true };
  const spent = { tips: 1, reports: 0, until: MORNING + 3 * HOUR + 1 };
  const { trace, expiresAt } = traceOf({ ...fresh, block, spent });
  expect(trace.block).toEqual({ until: MORNING + 2 * HOUR, isTold: true });
  expect(trace.spent?.until).toBe(MORNING + 4 * HOUR);
  expect(expiresAt).toBe(MORNING + 4 * HOUR);
  expect(traceOf(fresh).expiresAt).toBe(MORNING);
  expect(traceOf(allowed({ day: 100 })).expiresAt).toBe(MORNING + 12 * HOUR);
});

test('a trace tells neither the minute nor part of a message', () => {
  const { allowance } = traceOf(allowed({ minute: 3.7, day: 9.9, at: MORNING + 1 })).trace;
  expect(allowance).toMatchObject({ minute: 3, day: 9, at: MORNING + MINUTE });
});

test('of several traces the longest block counts, the smaller allowance and what was spent most', () => {
  const block = (hours: number) => ({ until: MORNING + hours * HOUR, isTold: true });
  const spent = (tips: number) => ({ tips, reports: 1, until: MORNING + HOUR });
  const one = { ...traceOf(allowed({ day: 50 })).trace, block: block(1), spent: spent(2) };
  const two = { ...traceOf(allowed({ day: 90 })).trace, block: block(2), spent: spent(1) };
  for (const traces of [
    [one, two],
    [two, one],
  ]) {
    const taken = takeOver(fresh, traces, MORNING);
    expect(taken.block).toEqual(block(2));
    expect(taken.allowance.day).toBe(50);
    expect(taken.spent).toEqual(spent(2));
  }
});

test('what is over by now is not taken over', () => {
  const trace = {
    ...traceOf(allowed({ minute: 0 })).trace,
    block: { until: MORNING + HOUR, isTold: true },
    spent: { tips: 1, reports: 1, until: MORNING + HOUR },
  };
  const later = newProfile('id', MORNING + HOUR);
  expect(takeOver(later, [trace], MORNING + HOUR)).toEqual(later);
  expect(takeOver(fresh, [trace], MORNING + HOUR - 1).block).toBeDefined();
  expect(erasedProfile({ ...fresh, ...trace }, MORNING + HOUR).block).toBeUndefined();
});

test('reports that are about to be unknown add up until the last of them is a day old', () => {
  const once = spendReports(fresh, { tips: 2, reports: 1, until: MORNING + 2 * HOUR }, MORNING);
  const twice = spendReports(once, { tips: 1, reports: 0, until: MORNING + HOUR }, MORNING);
  expect(twice.spent).toEqual({ tips: 3, reports: 1, until: MORNING + 2 * HOUR });
  expect(spentOf(twice, MORNING + 2 * HOUR - 1).tips).toBe(3);
  expect(spentOf(twice, MORNING + 2 * HOUR)).toEqual({ tips: 0, reports: 0, until: 0 });
  expect(spendReports(fresh, { tips: 0, reports: 0, until: MORNING }, MORNING)).toBe(fresh);
});

test('an erasure keeps a block, and reports count as spent beside tips', () => {
  const blocked = { ...newProfile('id', MORNING), block: { until: MORNING + DAY, isTold: true } };
  expect(erasedProfile(blocked, MORNING).block?.until).toBeGreaterThanOrEqual(MORNING + DAY);
  const until = MORNING + DAY;
  const fresh = newProfile('id', MORNING);
  expect(spendReports(fresh, { tips: 1, reports: 1, until }, MORNING).spent).toEqual({
    tips: 1,
    reports: 1,
    until,
  });
  expect(spendReports(fresh, { tips: 0, reports: 0, until }, MORNING)).toBe(fresh);
});
