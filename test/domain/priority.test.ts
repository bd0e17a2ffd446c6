import { expect, test } from 'vitest';
import type { Tip } from '../../src/domain/cases/case.ts';
import { aCase, aTip } from '../support/builders.ts';
import { priorityOf } from '../support/priority-of.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const found = aCase();

test('what more citizens ask comes first', () => {
  expect(scores([tips(1), tips(2), tips(5), tips(100)])).toEqual(ascending(4));
});

test('the same citizen asking again counts once', () => {
  const twice = [tip({ citizen: 'w1' }), tip({ citizen: 'w1' })];
  expect(priority(twice).citizens).toBe(1);
});

test('tips whose citizens are forgotten still count', () => {
  const tipsOf = [tip({ citizen: undefined }), tip({ citizen: undefined })];
  expect(priority(tipsOf).citizens).toBe(2);
});

test('what is forwarded more often comes first', () => {
  const by = (forwardingScore: number) => [tip({ forwardingScore })];
  expect(scores([by(0), by(1), by(2), by(5)])).toEqual(ascending(4));
});

test('what can do harm comes first, safety before money', () => {
  expect(scores([[tip()], [tip({ worry: 'money' })], [tip({ worry: 'safety' })]])).toEqual(
    ascending(3),
  );
  expect(priority([tip({ worry: 'other' })]).score).toBe(priority([tip()]).score);
});

test('what waits longer comes first, up to a day', () => {
  const scoreAfter = (hours: number) =>
    priorityOf(found, [tip()], at(MORNING + hours * HOUR)).score;
  expect(scoreAfter(8)).toBeGreaterThan(scoreAfter(2));
  expect(scoreAfter(24)).toBeGreaterThan(scoreAfter(8));
  expect(scoreAfter(240)).toBe(scoreAfter(24));
});

test('what spreads now comes before what spread yesterday', () => {
  const now = MORNING + 24 * HOUR;
  const fresh = Array.from({ length: 5 }, (_, n) => tip({ citizen: `w${n}`, at: now }));
  const old = Array.from({ length: 5 }, (_, n) => tip({ citizen: `w${n}`, at: MORNING }));
  expect(priorityOf(found, fresh, at(now)).score).toBeGreaterThan(
    priorityOf(found, old, at(now)).score,
  );
});

test('the reasons say what counts', () => {
  const many = tips(3).map((each) => ({ ...each, forwardingScore: 5, worry: 'money' as const }));
  expect(priorityOf(found, many, at(MORNING)).reasons).toEqual([
    { type: 'forwarded' },
    { type: 'topic', topic: 'money' },
    { type: 'recent', citizens: 3 },
    { type: 'waiting', ms: 0 },
  ]);
  const waiting = priorityOf(found, [tip()], at(MORNING + 6 * HOUR));
  expect(waiting.reasons).toEqual([
    { type: 'citizens', citizens: 1 },
    { type: 'waiting', ms: 6 * HOUR },
  ]);
});

test('what is late, spreads in a wave, or comes before an election goes first and says so', () => {
  const wave = Array.from({ length: 5 }, (_, n) => tip({ citizen: `w${n}`, at: MORNING }));
  expect(priority(wave)).toMatchObject({ isBurst: true, isLate: false });
  expect(priority(wave).reasons[0]).toEqual({ type: 'burst', citizens: 5 });
  const late = priorityOf(found, [tip()], { now: MORNING + 25 * HOUR, serviceMs: 24 * HOUR });
  expect(late).toMatchObject({ isLate: true });
  expect(late.reasons[0]).toEqual({ type: 'late', ms: 25 * HOUR });
  const ballot = aCase({ openedAt: MORNING, claim: 'Surat suara di TPS kami sudah tercoblos' });
  const near = { ...at(MORNING), elections: [{ name: 'pemilu', at: MORNING + 10 * 24 * HOUR }] };
  const far = { ...at(MORNING), elections: [{ name: 'pemilu', at: MORNING + 30 * 24 * HOUR }] };
  expect(priorityOf(ballot, [tip()], near).score).toBe(priorityOf(ballot, [tip()], far).score + 3);
  expect(priorityOf(ballot, [tip()], near).reasons).toContainEqual({
    type: 'election',
    name: 'pemilu',
  });
});

test('an election of one province moves up what is asked from there, or from nobody knows where', () => {
  const ballot = aCase({ openedAt: MORNING, claim: 'Surat suara di TPS kami sudah tercoblos' });
  const elections = [
    { name: 'Pilgub Jawa Barat', at: MORNING + 3 * 24 * HOUR, region: 'Jawa Barat' },
  ];
  const reasons = (region?: string) =>
    priorityOf(ballot, [tip({ region })], { ...at(MORNING), elections }).reasons;
  const near = { type: 'election', name: 'Pilgub Jawa Barat' };
  expect(reasons('Jawa Barat')).toContainEqual(near);
  expect(reasons()).toContainEqual(near);
  expect(reasons('Papua')).not.toContainEqual(near);
});

test('a case without tips has a score, too', () => {
  expect(priority([])).toMatchObject({ score: 0, citizens: 0, forwardingScore: 0 });
});

function tip(changes: Partial<Tip> = {}): Tip {
  return aTip({ case: found.id, citizen: 'w1', forwardingScore: 0, ...changes });
}

function tips(citizens: number): Tip[] {
  return Array.from({ length: citizens }, (_, n) => tip({ citizen: `w${n}` }));
}

function priority(of: readonly Tip[]) {
  return priorityOf(found, of, at(MORNING));
}

/** The places of the given cases when they are sorted by urgency, least urgent first. */
function scores(cases: readonly Tip[][]): number[] {
  const each = cases.map((of) => priority(of).score);
  expect(new Set(each).size).toBe(each.length);
  return each.map((score) => each.filter((other) => other < score).length);
}

function ascending(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}

function at(now: number) {
  return { now, serviceMs: 30 * 24 * HOUR };
}
