import { fromLocal, toLocal, type Zone } from '../time/clock-zone.ts';
import type { Way } from './unasked-rules.ts';

/** Hours in which nobody is written to unasked, in minutes since midnight; they may run over midnight. */
export interface QuietHours {
  from: number;
  until: number;
}

/** What decides whether a citizen may be written to unasked. */
export interface Asking {
  /** When they were written to unasked, of whatever kind. */
  sent: readonly number[];
  /** When they last wrote. */
  heardAt: number;
  now: number;
  zone: Zone;
  quiet: QuietHours;
  way: Way;
}

/** Whether an unasked message may go: now, now by template alone, not before a time, or not until its citizen writes. */
export type Permit =
  | { type: 'go' }
  | { type: 'template' }
  | { type: 'wait'; until: number }
  | { type: 'closed' };

/** A week counts the day itself and the six before. */
const WEEK = 7;
/** Each look passes a quiet time or a day that is full; after a week no day is full of the days before it. */
const MOST_LOOKS = 4 * WEEK;

/**
 * The one place that decides whether an unasked message may go to a citizen. What they asked for, verdicts and
 * corrections above all, is never brought here. Days are those of the citizen's own clocks.
 */
export function mayReach(asking: Asking): Permit {
  const { now, heardAt, way } = asking;
  const until = nextFree(asking);
  if (until > now) return { type: 'wait', until };
  if (way.windowMs === undefined || now - heardAt <= way.windowMs) return { type: 'go' };
  return { type: way.hasTemplate ? 'template' : 'closed' };
}

/** The times that still count at a time; those before can be forgotten. */
export function stillCounting(sent: readonly number[], now: number, zone: Zone): number[] {
  const today = toLocal(now, zone).day;
  return sent.filter((at) => toLocal(at, zone).day > today - WEEK);
}

/** Whether it is a time of day at which nobody is written to unasked. */
export function isQuietAt(at: number, zone: Zone, { from, until }: QuietHours): boolean {
  const { minute } = toLocal(at, zone);
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** When the next quiet hours begin; a day on where there are none. */
export function nextQuiet(at: number, zone: Zone, { from, until }: QuietHours): number {
  const { day, minute } = toLocal(at, zone);
  if (from === until) return fromLocal({ day: day + 1, minute }, zone);
  return fromLocal({ day: minute < from ? day : day + 1, minute: from }, zone);
}

/** The first moment, from now on, that is neither quiet nor on a day that is full. */
function nextFree(asking: Asking): number {
  const { now, zone, quiet } = asking;
  let at = now;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (isFull(asking, at)) at = fromLocal({ day: toLocal(at, zone).day + 1, minute: 0 }, zone);
    else if (isQuietAt(at, zone, quiet)) at = endOfQuiet(at, zone, quiet);
    else break;
  }
  return at;
}

function isFull({ sent, zone, way }: Asking, at: number): boolean {
  const { day } = toLocal(at, zone);
  const days = sent.map((time) => toLocal(time, zone).day);
  const onDay = days.filter((each) => each === day).length;
  const inWeek = days.filter((each) => each > day - WEEK && each <= day).length;
  return onDay >= way.perDay || inWeek >= way.perWeek;
}

function endOfQuiet(at: number, zone: Zone, { from, until }: QuietHours): number {
  const { day, minute } = toLocal(at, zone);
  const isTomorrow = from > until && minute >= from;
  return fromLocal({ day: isTomorrow ? day + 1 : day, minute: until }, zone);
}
