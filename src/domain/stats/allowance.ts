import { DAY, jakartaDay, startOfDay } from '../time/jakarta-day.ts';
import { spanOf } from '../time/month.ts';
import { type Priority, priorities, readCosts } from './charge.ts';
import { type Counter, sumBy, type Tallies } from './counter.ts';

/** Billed messages of a month until now, by priority: of the days before today, and of today. */
export type Spending = ReturnType<typeof spendingOf>;

/** What came in the first minutes of a day says little of the rest. */
const LEAST_PART = 1 / 24;
/** The share of the allowance at which what nobody asked for stops. */
const DIGEST_SHARE = 0.8;

/** Adds up the billed messages of the month that it is at a time. */
export function spendingOf(counters: readonly Counter[], now: number) {
  const day = jakartaDay(now);
  const { since, until } = spanOf(day.slice(0, 7));
  const today = startOfDay(day);
  return {
    before: billedIn(counters.filter((each) => each.day < day)),
    today: billedIn(counters.filter((each) => each.day === day)),
    daysBefore: Math.round((today - since) / DAY),
    daysLeft: Math.round((until - today) / DAY) - 1,
    /** How much of today is over, from 0 to 1. */
    dayPart: (now - today) / DAY,
  };
}

function billedIn(counters: readonly Counter[]): Tallies {
  const billed = readCosts(counters).filter(({ isBilled }) => isBilled);
  return Object.fromEntries(sumBy(billed, ({ priority }) => priority));
}

/** How many billed messages the month has had. */
export function spentIn({ before, today }: Spending): number {
  return countOf(before, priorities) + countOf(today, priorities);
}

/** How many more of some priorities are to be expected in the month: at today's pace today, then as many a day as before. */
export function expectedIn(
  { before, today, daysBefore, daysLeft, dayPart }: Spending,
  which: readonly Priority[] = priorities,
): number {
  const rest = (countOf(today, which) * (1 - dayPart)) / Math.max(dayPart, LEAST_PART);
  return rest + (countOf(before, which) * daysLeft) / Math.max(daysBefore, 1);
}

/** Whether an allowance, 0 for none, has room for one more message after all that matters more and is still to come. */
export function hasRoom(allowance: number, spending: Spending, priority: Priority): boolean {
  if (allowance === 0 || priority === 'safety' || priority === 'verdict') return true;
  const spent = spentIn(spending);
  if (priority === 'digest' && spent >= allowance * DIGEST_SHARE) return false;
  const higher = priorities.slice(0, priorities.indexOf(priority));
  return spent + expectedIn(spending, higher) < allowance;
}

function countOf(tallies: Tallies, which: readonly Priority[]): number {
  return which.reduce((sum, priority) => sum + (tallies[priority] ?? 0), 0);
}
