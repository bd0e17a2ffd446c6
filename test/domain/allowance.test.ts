import { expect, test } from 'vitest';
import { expectedIn, hasRoom, spendingOf, spentIn } from '../../src/domain/stats/allowance.ts';
import { type Priority, priorities } from '../../src/domain/stats/charge.ts';

const HOUR = 3_600_000;
/** 12.00 in Jakarta on 11 November, of which ten days are over and nineteen left. */
const NOON = Date.parse('2026-11-11T12:00:00+07:00');

function counted(day: string, priority: Priority, count: number, type = 'regular') {
  return { day, name: `cost.62.service.${type}.${priority}.tip`, count };
}

test('billed messages of the month are added up, free ones are not', () => {
  const spending = spendingOf(
    [
      counted('2026-11-01', 'verdict', 100),
      counted('2026-11-10', 'answer', 50),
      counted('2026-11-11', 'answer', 20),
      counted('2026-11-11', 'digest', 7, 'free-customer-service'),
    ],
    NOON,
  );
  expect(spentIn(spending)).toBe(170);
  expect(spending).toMatchObject({ daysBefore: 10, daysLeft: 19, dayPart: 0.5 });
  // 20 more today at the pace of the morning, and 15 a day for nineteen days.
  expect(expectedIn(spending)).toBe(20 + 15 * 19);
});

test('of a short allowance digests give way first, then questions, then answers; verdicts never', () => {
  const spending = spendingOf(
    priorities.slice(1).map((priority) => counted('2026-11-10', priority, 100)),
    NOON,
  );
  const served = (allowance: number) =>
    priorities.filter((priority) => hasRoom(allowance, spending, priority));
  expect(served(0)).toEqual(priorities);
  expect(served(1000)).toEqual(priorities);
  expect(served(960)).toEqual(['safety', 'verdict', 'answer', 'question']);
  expect(served(780)).toEqual(['safety', 'verdict', 'answer']);
  expect(served(590)).toEqual(['safety', 'verdict']);
  expect(served(1)).toEqual(['safety', 'verdict']);
});

test('digests stop at four fifths, whatever is still to come', () => {
  const end = Date.parse('2026-11-30T23:59:00+07:00');
  const spending = spendingOf([counted('2026-11-30', 'digest', 80)], end);
  expect(hasRoom(100, spending, 'question')).toBe(true);
  expect(hasRoom(100, spending, 'digest')).toBe(false);
  expect(hasRoom(101, spending, 'digest')).toBe(true);
});

test('a burst of 32,000 messages on a day stays within an allowance of half of it, and every verdict goes', () => {
  const start = Date.parse('2026-11-30T00:00:00+07:00'); // nothing of the month is left after this day
  const wanted: Priority[] = [
    'verdict',
    'answer',
    'answer',
    'question',
    'digest',
    'verdict',
    'answer',
    'digest',
  ];
  const sent = new Map<Priority, number>();
  let verdicts = 0;
  for (let n = 0; n < 32_000; n += 1) {
    const priority = wanted[n % wanted.length] ?? 'answer';
    if (priority === 'verdict') verdicts += 1;
    const now = start + (24 * HOUR * n) / 32_000;
    const tallies = [...sent].map(([of, count]) => counted('2026-11-30', of, count));
    if (hasRoom(16_000, spendingOf(tallies, now), priority)) {
      sent.set(priority, (sent.get(priority) ?? 0) + 1);
    }
  }
  expect(sent.get('verdict')).toBe(verdicts);
  const all = [...sent.values()].reduce((sum, count) => sum + count, 0);
  expect(all).toBeLessThanOrEqual(16_000);
  expect(all).toBeGreaterThan(15_500);
  expect(sent.get('answer')).toBeGreaterThan(sent.get('digest') ?? 0);
});
