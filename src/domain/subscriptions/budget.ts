import { fromLocal, toLocal, type Zone } from '../time/clock-zone.ts';
import type { Way } from './unasked-rules.ts';

/** Hours without unasked messages, in minutes since midnight; they may run over midnight. */
export interface QuietHours {
  from: number;
  until: number;
}

/** Facts that decide whether an unasked message is allowed. */
export interface Asking {
  /** Times of unasked messages of any kind. */
  sent: readonly number[];
  heardAt: number;
  now: number;
  zone: Zone;
  quiet: QuietHours;
  way: Way;
}

/** Result: send now, send now only by template, wait until a time, or wait for the citizen. */
export type Permit =
  | { type: 'go' }
  | { type: 'template' }
  | { type: 'wait'; until: number }
  | { type: 'closed' };

/** A week is the day itself and the six before. */
const WEEK = 7;
/** Each step passes a quiet time or a full day; a week is enough for both. */
const MOST_LOOKS = 4 * WEEK;

/** Decides whether an unasked message may be sent, by the citizen's own clock; answers and corrections never ask. */
export function maySendUnasked(asking: Asking): Permit {
  const { now, heardAt, way } = asking;
  const until = nextFree(asking);
  if (until > now) return { type: 'wait', until };
  if (way.windowMs === undefined || now - heardAt <= way.windowMs) return { type: 'go' };
  return { type: way.hasTemplate ? 'template' : 'closed' };
}

/** Returns the times that still count; earlier ones can be deleted. */
export function stillCounting(sent: readonly number[], now: number, zone: Zone): number[] {
  const today = toLocal(now, zone).day;
  return sent.filter((at) => toLocal(at, zone).day > today - WEEK);
}

/** Whether unasked messages are forbidden at this time of day. */
export function isQuietAt(at: number, zone: Zone, { from, until }: QuietHours): boolean {
  const { minute } = toLocal(at, zone);
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** Returns when the next quiet hours begin; a day later if there are none. */
export function nextQuiet(at: number, zone: Zone, { from, until }: QuietHours): number {
  const { day, minute } = toLocal(at, zone);
  if (from === until) return fromLocal({ day: day + 1, minute }, zone);
  return fromLocal({ day: minute < from ? day : day + 1, minute: from }, zone);
}

/** Returns the first moment from now on that is not quiet and not on a full day. */
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
  const inWeek = days.filter((each) => each > day - WEEK).length;
  return onDay >= way.perDay || inWeek >= way.perWeek;
}

function endOfQuiet(at: number, zone: Zone, { from, until }: QuietHours): number {
  const { day, minute } = toLocal(at, zone);
  const isTomorrow = from > until && minute >= from;
  return fromLocal({ day: isTomorrow ? day + 1 : day, minute: until }, zone);
}
