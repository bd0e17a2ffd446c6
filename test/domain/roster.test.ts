import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dutiesIn,
  gapsIn,
  KEPT_MS,
  nextOnDuty,
  onDutyAt,
  type Roster,
  type RosterChange,
  type Shift,
  wantedChangeSchema,
  wantedShiftSchema,
} from '../../src/domain/duty/roster.ts';
import { weekdayOf } from '../../src/domain/time/calendar.ts';
import {
  fromLocal,
  readMinute,
  showMinute,
  toLocal,
  type Zone,
  zones,
} from '../../src/domain/time/clock-zone.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const YEAR = { start: Date.UTC(2027, 0, 1), end: Date.UTC(2028, 0, 1) };
const places = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const aShift = (changes: Partial<Shift> = {}): Shift => ({
  id: 's',
  reviewer: 'Rina',
  zone: 'WIB',
  days: [0, 1, 2, 3, 4, 5, 6],
  from: 480,
  minutes: 480,
  ...changes,
});

test('clocks show what the calendars of the three zones show, at every hour of a year', () => {
  for (const zone of zones) {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: places[zone],
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    for (let at = YEAR.start; at < YEAR.end; at += 61 * MINUTE) {
      const { day, minute } = toLocal(at, zone);
      expect(`${weekdays[weekdayOf(day)]} ${showMinute(minute)}`).toBe(
        format.format(at).replace(',', ''),
      );
      expect(fromLocal({ day, minute }, zone)).toBe(at);
    }
  }
});

/** Minute by minute, as one would look it up by hand: an oracle that knows of no spans. */
function isOn({ shifts, changes }: Roster, name: string, at: number): boolean {
  const covers = ({ start, end }: { start: number; end: number }) => start <= at && at < end;
  const own = changes.filter(({ reviewer }) => reviewer === name);
  if (own.some((change) => change.type === 'on' && covers(change))) return true;
  if (own.some((change) => change.type === 'off' && covers(change))) return false;
  return shifts.some(({ reviewer, zone, days, from, minutes }) => {
    if (reviewer !== name) return false;
    const { day, minute } = toLocal(at, zone);
    const today = days.includes(weekdayOf(day)) && minute >= from && minute < from + minutes;
    const late = minute + 1440 < from + minutes;
    return today || (late && days.includes(weekdayOf(day - 1)));
  });
}

const names = ['Rina', 'Budi', 'Sari'];
const minuteOf = (least: number, most: number) => fc.integer({ min: least, max: most });
const shifts = fc.record({
  id: fc.constant('s'),
  reviewer: fc.constantFrom(...names),
  zone: fc.constantFrom<Zone>(...zones),
  days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
  from: minuteOf(0, 1439),
  minutes: minuteOf(1, 1440),
});
const changes = fc
  .record({
    type: fc.constantFrom<RosterChange['type']>('on', 'off'),
    reviewer: fc.constantFrom(...names),
    start: minuteOf(-2000, 6000),
    minutes: minuteOf(1, 3000),
  })
  .map(({ type, reviewer, start, minutes }) => {
    const begin = YEAR.start + start * MINUTE;
    return { id: 'c', type, reviewer, start: begin, end: begin + minutes * MINUTE };
  });

test('every minute has the people that patterns and changes give it, and gaps are where nobody is', () => {
  fc.assert(
    fc.property(
      fc.record({
        shifts: fc.array(shifts, { maxLength: 5 }),
        changes: fc.array(changes, { maxLength: 4 }),
      }),
      (roster) => {
        const span = { start: YEAR.start, end: YEAR.start + 3 * DAY };
        const duties = dutiesIn(roster, span);
        const gaps = gapsIn(roster, span);
        for (let at = span.start; at < span.end; at += MINUTE) {
          const covers = (each: { start: number; end: number }) =>
            each.start <= at && at < each.end;
          const expected = names.filter((name) => isOn(roster, name, at)).sort();
          const found = duties.filter(covers).map(({ reviewer }) => reviewer);
          if (found.sort().join() !== expected.join()) expect([at, found]).toEqual([at, expected]);
          if (gaps.some(covers) !== (expected.length === 0)) expect(at).toBe('no gap');
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('three shifts around the clock leave no minute of a year without a name', () => {
  const around = [
    aShift({ reviewer: 'Rina', from: 420 }),
    aShift({ reviewer: 'Budi', from: 960, zone: 'WITA' }),
    aShift({ reviewer: 'Sari', from: 60, zone: 'WIT' }),
  ];
  const roster = { shifts: around, changes: [] };
  expect(gapsIn(roster, YEAR)).toEqual([]);
  const minutes = dutiesIn(roster, YEAR).reduce((sum, { start, end }) => sum + end - start, 0);
  expect(minutes / MINUTE).toBe(365 * 1440);
});

test('a night shift runs past midnight, and a day off leaves a gap of just its length', () => {
  const night = aShift({ days: [6], from: 1320, minutes: 480 }); // Sunday 22:00 until Monday 06:00
  const sunday = fromLocal({ day: toLocal(YEAR.start, 'WIB').day + 2, minute: 0 }, 'WIB');
  const at = sunday + 25 * 60 * MINUTE;
  expect(onDutyAt({ shifts: [night], changes: [] }, at)).toEqual([
    { reviewer: 'Rina', start: at, end: sunday + 30 * 60 * MINUTE },
  ]);
  const off = { id: 'c', type: 'off' as const, reviewer: 'Rina', start: at, end: at + MINUTE };
  const around = { shifts: [aShift({ from: 0, minutes: 1440 })], changes: [off] };
  expect(gapsIn(around, { start: sunday, end: sunday + 7 * DAY })).toEqual([
    { start: at, end: at + MINUTE },
  ]);
  expect(onDutyAt(around, at)).toEqual([]);
  expect(nextOnDuty(around, at)).toMatchObject([{ reviewer: 'Rina', start: at + MINUTE }]);
});

test('times of day are read as people write them', () => {
  expect(['07:30', '7.05', '23:59', '24:00', '7', '12:60'].map(readMinute)).toEqual([
    450,
    425,
    1439,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a shift has its days once and in order, and a change ends after it begins, within a month', () => {
  const shift = wantedShiftSchema.parse({ ...aShift(), days: [6, 0, 6, 3] });
  expect(shift.days).toEqual([0, 3, 6]);
  const isChange = (end: number) =>
    wantedChangeSchema.safeParse({ type: 'off', reviewer: 'Rina', start: DAY, end }).success;
  expect([DAY, DAY + 1, DAY + KEPT_MS, DAY + KEPT_MS + 1].map(isChange)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('who comes next are all that begin at the same time, in the order of their names', () => {
  const roster = {
    shifts: [
      aShift({ reviewer: 'Sari', from: 900 }),
      aShift({ reviewer: 'Budi', from: 600 }),
      aShift({ reviewer: 'Ani', from: 600 }),
      aShift({ reviewer: 'Rina', from: 480, minutes: 60 }),
    ],
    changes: [],
  };
  const day = toLocal(YEAR.start, 'WIB').day;
  const at = fromLocal({ day, minute: 480 }, 'WIB');
  expect(onDutyAt(roster, at).map(({ reviewer }) => reviewer)).toEqual(['Rina']);
  expect(nextOnDuty(roster, at).map(({ reviewer }) => reviewer)).toEqual(['Ani', 'Budi']);
  const duties = dutiesIn(roster, { start: at, end: at + DAY });
  expect(duties.map(({ reviewer }) => reviewer)).toEqual(['Rina', 'Ani', 'Budi', 'Sari']);
});

test('shifts that touch are one, and one that lies in the middle of an absence is gone whole', () => {
  const day = toLocal(YEAR.start, 'WIB').day;
  const at = (minute: number) => fromLocal({ day, minute }, 'WIB');
  const span = { start: at(0), end: at(1440) };
  const touching = [aShift({ from: 480, minutes: 60 }), aShift({ from: 540, minutes: 60 })];
  const duty = { reviewer: 'Rina', start: at(480), end: at(600) };
  expect(dutiesIn({ shifts: touching.toReversed(), changes: [] }, span)).toEqual([duty]);
  const off = (start: number, end: number) => ({
    id: 'c',
    type: 'off' as const,
    reviewer: 'Rina',
    start: at(start),
    end: at(end),
  });
  expect(dutiesIn({ shifts: touching, changes: [off(480, 600)] }, span)).toEqual([]);
  expect(dutiesIn({ shifts: touching, changes: [off(600, 700), off(400, 480)] }, span)).toEqual([
    duty,
  ]);
  const budi = { ...off(480, 600), reviewer: 'Budi' };
  expect(dutiesIn({ shifts: touching, changes: [budi] }, span)).toEqual([duty]);
});
