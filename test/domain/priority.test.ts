import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tip } from '../../src/domain/cases/case.ts';
import { rankCase, rankedUntil, weighCase } from '../../src/domain/cases/priority.ts';
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

const MINUTE = 60_000;
const election = { name: 'pemilu', at: MORNING + 15 * 24 * HOUR };

test('until a rank may be another it stays, whatever it is made of', () => {
  const moments = fc.integer({ min: MORNING - 3 * HOUR, max: MORNING + 48 * HOUR });
  const cases = fc.record({
    now: fc.integer({ min: MORNING, max: MORNING + 40 * HOUR }),
    asked: fc.array(moments, { maxLength: 7 }),
    isOfVote: fc.boolean(),
    urgency: fc.constantFrom('usual' as const, 'hour' as const, 'life' as const),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, ({ now, asked, isOfVote, urgency, part }) => {
      const claim = isOfVote ? 'Surat suara di TPS kami sudah tercoblos' : 'Bank tutup';
      const ballot = aCase({ openedAt: MORNING, claim, urgency });
      const tipsOf = asked.filter((each) => each <= now);
      const weight = weighCase(
        ballot,
        tipsOf.map((each, n) => tip({ citizen: `w${n}`, at: each })),
      );
      const ranking = { now, serviceMs: 30 * HOUR, elections: [election] };
      const until = rankedUntil(weight, ranking);
      expect(until).toBeGreaterThan(now);
      const later = now + Math.floor((Math.min(until, now + 48 * HOUR) - now - 1) * part);
      const rankAt = (time: number) => {
        const { score, isLate, isBurst, urgency } = rankCase(weight, { ...ranking, now: time });
        return { score, isLate, isBurst, urgency };
      };
      expect(rankAt(later)).toEqual(rankAt(now));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['a fresh case', {}, [], MORNING, MORNING + 10 * MINUTE],
  ['the next step of waiting', {}, [], MORNING + 10 * MINUTE, MORNING + 20 * MINUTE],
  ['what is late next', {}, [], MORNING + 29 * HOUR, MORNING + 30 * HOUR + 1],
  ['what is urgent', { urgency: 'hour' }, [], MORNING + 55 * MINUTE, MORNING + HOUR],
  ['a tip of an hour ago', {}, [MORNING - 55 * MINUTE], MORNING, MORNING + 5 * MINUTE],
] as const)('%s has its rank until then', (_, changes, asked, now, until) => {
  const weight = weighCase(
    aCase({ openedAt: MORNING, ...changes }),
    asked.map((each, n) => tip({ citizen: `w${n}`, at: each })),
  );
  expect(rankedUntil(weight, { now, serviceMs: 30 * HOUR })).toBe(until);
});

test('what has waited for a day is ranked again when an election begins to be near, and then never', () => {
  const weight = weighCase(aCase({ openedAt: MORNING }), []);
  const now = MORNING + 25 * HOUR;
  const ranking = { now, serviceMs: HOUR, elections: [{ ...election, at: now + 20 * 24 * HOUR }] };
  expect(rankedUntil(weight, ranking)).toBe(now + 6 * 24 * HOUR);
  expect(rankedUntil(weight, { now, serviceMs: HOUR })).toBe(Number.MAX_SAFE_INTEGER);
});

test.for([
  ['life', 3 * MINUTE],
  ['hour', 20 * MINUTE],
  ['usual', 30 * 24 * HOUR],
] as const)('%s is late by what the operator has set for it', ([urgency, limit]) => {
  const urgentMs = { life: 3 * MINUTE, hour: 20 * MINUTE };
  const isLate = (now: number) =>
    priorityOf(aCase({ openedAt: MORNING, urgency }), [], { ...at(now), urgentMs }).isLate;
  expect([isLate(MORNING + limit), isLate(MORNING + limit + 1)]).toEqual([false, true]);
});

test('what is urgent, dangerous or about a threat says so, before how many ask', () => {
  const life = aCase({ urgency: 'life', threat: 'kekerasan', openedAt: MORNING });
  const asked = [tip({ worry: 'safety' }), tip({ citizen: 'w2', at: MORNING - 2 * HOUR })];
  expect(priorityOf(life, asked, at(MORNING)).reasons).toEqual([
    { type: 'urgency', urgency: 'life' },
    { type: 'citizens', citizens: 2 },
    { type: 'threat', threat: 'kekerasan' },
    { type: 'safety' },
    { type: 'waiting', ms: 0 },
  ]);
});

test('how many ask is told once where all of them came within the hour', () => {
  const told = (fresh: number, old: number) => {
    const asked = Array.from({ length: fresh + old }, (_, n) =>
      tip({ citizen: `w${n}`, at: n < fresh ? MORNING : MORNING - 2 * HOUR }),
    );
    return priorityOf(found, asked, at(MORNING)).reasons.filter(
      ({ type }) => type === 'citizens' || type === 'recent' || type === 'burst',
    );
  };
  expect(told(2, 0)).toEqual([{ type: 'citizens', citizens: 2 }]);
  expect(told(3, 0)).toEqual([{ type: 'recent', citizens: 3 }]);
  expect(told(3, 1)).toEqual([
    { type: 'citizens', citizens: 4 },
    { type: 'recent', citizens: 3 },
  ]);
  expect(told(5, 1)).toEqual([
    { type: 'burst', citizens: 5 },
    { type: 'citizens', citizens: 6 },
  ]);
});

test('a wave and lateness add two points each, and an urgent case is late by its own time', () => {
  const wave = (count: number) =>
    Array.from({ length: count }, (_, n) => tip({ citizen: `w${n}`, at: MORNING }));
  const reach = (count: number) => 3 * Math.log2(1 + count) + Math.log2(1 + count);
  const gap = priority(wave(5)).score - priority(wave(4)).score;
  expect(gap).toBeCloseTo(2 + reach(5) - reach(4), 1);
  const aged = (now: number, serviceMs: number) =>
    priorityOf(aCase({ openedAt: MORNING }), [], { now, serviceMs }).score;
  expect(aged(MORNING + HOUR, HOUR - 1) - aged(MORNING + HOUR, HOUR)).toBe(2);
  expect(aged(MORNING + 4 * HOUR, 5 * HOUR)).toBe(1);
  const urgent = aCase({ openedAt: MORNING, urgency: 'hour' });
  expect(priorityOf(urgent, [], at(MORNING + HOUR)).isLate).toBe(false);
  expect(priorityOf(urgent, [], at(MORNING + HOUR + 1)).isLate).toBe(true);
});

test('somebody who was erased and asked again makes the case spread now', () => {
  const now = MORNING + 5 * HOUR;
  const again = (time: number) =>
    priorityOf(found, [tip({ at: MORNING }), tip({ isAskedAgain: true, at: time })], at(now)).score;
  expect(again(now)).toBeGreaterThan(again(MORNING));
  expect(again(now - HOUR + 1)).toBeGreaterThan(again(now - HOUR));
});
