import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Asking,
  isQuietAt,
  maySendUnasked,
  nextQuiet,
  stillCounting,
} from '../../../src/domain/subscriptions/budget.ts';
import { defaultRules, wayOf } from '../../../src/domain/subscriptions/unasked-rules.ts';
import { toLocal, zones } from '../../../src/domain/time/clock-zone.ts';
import { MORNING } from '../../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FREE = { perDay: 2, perWeek: 10, hasTemplate: false };

const minute = fc.integer({ min: 0, max: 1439 });
const asking = fc.record({
  sent: fc.constant<number[]>([]),
  heardAt: fc.constant(MORNING),
  now: fc.integer({ min: MORNING, max: MORNING + 30 * DAY }),
  zone: fc.constantFrom(...zones),
  quiet: fc.record({ from: minute, until: minute }),
  way: fc
    .record({ perDay: fc.integer({ min: 1, max: 4 }), perWeek: fc.integer({ min: 1, max: 14 }) })
    .map((caps) => ({ ...caps, hasTemplate: false })),
});
const pauses = fc.array(fc.integer({ min: 0, max: 20 * HOUR }), { minLength: 1, maxLength: 80 });

/** When messages went that were asked for after each pause, each as soon as it may; what is told to wait waits. */
function play(start: Asking, waits: readonly number[]): number[] {
  let [now, sent] = [start.now, [...start.sent]];
  const all: number[] = [];
  for (const wait of waits) {
    now += wait;
    const permit = maySendUnasked({ ...start, sent, now });
    if (permit.type === 'wait') now = permit.until;
    sent = [...stillCounting(sent, now, start.zone), now];
    all.push(now);
  }
  return all;
}

test('no day has more than its share, and no seven days theirs, however much is asked for', () => {
  fc.assert(
    fc.property(asking, pauses, (start, waits) => {
      const days = play(start, waits).map((at) => toLocal(at, start.zone).day);
      for (const day of days) {
        const onDay = days.filter((each) => each === day).length;
        const inWeek = days.filter((each) => each <= day && each > day - 7).length;
        expect(onDay).toBeLessThanOrEqual(start.way.perDay);
        expect(inWeek).toBeLessThanOrEqual(start.way.perWeek);
      }
    }),
  );
});

test('nothing goes in quiet hours, whichever they are and in whichever zone', () => {
  fc.assert(
    fc.property(asking, pauses, (start, waits) => {
      for (const at of play(start, waits)) {
        expect(isQuietAt(at, start.zone, start.quiet)).toBe(false);
      }
    }),
  );
});

test('what is told to wait may go then, and is told a time that is to come', () => {
  fc.assert(
    fc.property(asking, pauses, (start, waits) => {
      const sent = play(start, waits);
      const now = sent.at(-1) ?? start.now;
      const permit = maySendUnasked({ ...start, sent, now });
      if (permit.type !== 'wait') return;
      expect(permit.until).toBeGreaterThan(now);
      expect(maySendUnasked({ ...start, sent, now: permit.until })).toEqual({ type: 'go' });
    }),
  );
});

test('what no longer counts can be forgotten without a difference', () => {
  fc.assert(
    fc.property(asking, pauses, (start, waits) => {
      const sent = play(start, waits);
      const now = (sent.at(-1) ?? start.now) + HOUR;
      const kept = stillCounting(sent, now, start.zone);
      expect(maySendUnasked({ ...start, sent: kept, now })).toEqual(
        maySendUnasked({ ...start, sent, now }),
      );
    }),
  );
});

test('after a day without a word the Cloud API takes nothing but a template', () => {
  const base = {
    sent: [],
    zone: 'WIB',
    quiet: { from: 1200, until: 360 },
    heardAt: MORNING,
  } as const;
  const closed = MORNING + 25 * HOUR;
  const none = wayOf('cloud-api', defaultRules);
  const template = wayOf('cloud-api', { ...defaultRules, hasTemplate: true });
  expect(maySendUnasked({ ...base, way: none, now: closed })).toEqual({ type: 'closed' });
  expect(maySendUnasked({ ...base, way: template, now: closed })).toEqual({ type: 'template' });
  expect(maySendUnasked({ ...base, way: none, now: MORNING + HOUR })).toEqual({ type: 'go' });
  expect(maySendUnasked({ ...base, way: FREE, now: closed })).toEqual({ type: 'go' });
});

test('a linked device has stricter caps, and never looser ones than the others', () => {
  expect(wayOf('baileys', defaultRules)).toMatchObject({ perDay: 1, perWeek: 3 });
  const tight = wayOf('baileys', { ...defaultRules, perDay: 1, perWeek: 2, linkedPerDay: 4 });
  expect(tight).toMatchObject({ perDay: 1, perWeek: 2 });
});

const NIGHT = { from: 20 * 60, until: 6 * 60 };
const NOONS = { from: 60, until: 120 };
/** A minute of a day in Jakarta. */
const at = (minute: number) => Math.floor(MORNING / DAY) * DAY - 7 * HOUR + minute * 60_000;

test('quiet hours begin with their first minute and end before their last, also over midnight', () => {
  const quietOf = (quiet: typeof NIGHT, ...minutes: number[]) =>
    minutes.map((each) => isQuietAt(at(each), 'WIB', quiet));
  expect(quietOf(NIGHT, 1199, 1200, 1439, 0, 359, 360)).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(quietOf(NOONS, 59, 60, 119, 120, 1300)).toEqual([false, true, true, false, false]);
  expect(quietOf({ from: 600, until: 600 }, 599, 600, 601)).toEqual([false, false, false]);
});

test('what is asked for in quiet hours waits for their end, today or tomorrow', () => {
  const base = { sent: [], heardAt: MORNING, zone: 'WIB', way: FREE } as const;
  const until = (quiet: typeof NIGHT, minute: number) =>
    maySendUnasked({ ...base, quiet, now: at(minute) });
  expect(until(NIGHT, 1260)).toEqual({ type: 'wait', until: at(1440 + 360) });
  expect(until(NIGHT, 300)).toEqual({ type: 'wait', until: at(360) });
  expect(until(NOONS, 90)).toEqual({ type: 'wait', until: at(120) });
  expect(until(NOONS, 130)).toEqual({ type: 'go' });
});

test('the next quiet hours begin today, or tomorrow once they have; without any a day goes by', () => {
  expect(nextQuiet(at(720), 'WIB', NIGHT)).toBe(at(1200));
  expect(nextQuiet(at(1200), 'WIB', NIGHT)).toBe(at(1440 + 1200));
  expect(nextQuiet(at(1300), 'WIB', NIGHT)).toBe(at(1440 + 1200));
  expect(nextQuiet(at(720), 'WIB', { from: 600, until: 600 })).toBe(at(1440 + 720));
});

test('what was sent on one of the last seven days counts, and nothing before', () => {
  const sent = [at(-7 * 1440 + 1439), at(-6 * 1440), at(0)];
  expect(stillCounting(sent, at(700), 'WIB')).toEqual(sent.slice(1));
});

test('the window closes 23 hours after the last word, not before', () => {
  const way = wayOf('cloud-api', defaultRules);
  const base = {
    sent: [],
    zone: 'WIB',
    quiet: { from: 0, until: 0 },
    heardAt: MORNING,
    way,
  } as const;
  expect(maySendUnasked({ ...base, now: MORNING + 23 * HOUR })).toEqual({ type: 'go' });
  expect(maySendUnasked({ ...base, now: MORNING + 23 * HOUR + 1 })).toEqual({ type: 'closed' });
});
