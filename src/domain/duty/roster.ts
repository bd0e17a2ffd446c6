import { z } from 'zod';
import { weekdayOf } from '../time/calendar.ts';
import { fromLocal, toLocal, zones } from '../time/clock-zone.ts';
import { DAY } from '../time/jakarta-day.ts';

/** Past changes stay this long, to look back. */
export const KEPT_MS = 31 * DAY;

/** Weekly shift as entered; it may run past midnight, for a day at most. */
export const wantedShiftSchema = z.object({
  reviewer: z.string(),
  zone: z.enum(zones),
  /** Days on which it begins, 0 for Monday. */
  days: z
    .array(z.int().min(0).max(6))
    .min(1)
    .max(7)
    .transform((days) => [...new Set(days)].sort()),
  /** Start, in minutes since midnight in its zone. */
  from: z.int().min(0).max(1439),
  minutes: z.int().min(15).max(1440),
});
export type WantedShift = z.input<typeof wantedShiftSchema>;

/** Single shift added to the pattern or removed from it, at most a month long. An added one holds in any case. */
export const wantedChangeSchema = z
  .object({ type: z.enum(['on', 'off']), reviewer: z.string(), start: z.int(), end: z.int() })
  .refine(({ start, end }) => end > start && end - start <= KEPT_MS);
export type WantedChange = z.input<typeof wantedChangeSchema>;

const id = { id: z.string() };
export const shiftSchema = wantedShiftSchema.extend(id);
export type Shift = z.infer<typeof shiftSchema>;
export const rosterChangeSchema = z.object({ ...id, ...wantedChangeSchema.shape });
export type RosterChange = z.infer<typeof rosterChangeSchema>;

export interface Roster {
  shifts: readonly Shift[];
  changes: readonly RosterChange[];
}

/** Time span, end excluded. */
export interface Span {
  start: number;
  end: number;
}

/** Uninterrupted time in which a person is on duty. */
export interface Duty extends Span {
  reviewer: string;
}

/** How far ahead the next duty, or the end of the present one, is searched. */
const AHEAD = 8 * 86_400_000;

/** Returns everyone's duties within a span, cut to it, in order. */
export function dutiesIn({ shifts, changes }: Roster, span: Span): Duty[] {
  const names = new Set([...shifts, ...changes].map(({ reviewer }) => reviewer));
  const duties = [...names].flatMap((reviewer) => {
    const isTheirs = (each: { reviewer: string }) => each.reviewer === reviewer;
    const own = changes.filter(isTheirs);
    const usual = shifts.filter(isTheirs).flatMap((shift) => timesOf(shift, span));
    const off = join(own.filter(({ type }) => type === 'off'));
    const on = own.filter(({ type }) => type === 'on');
    const all = join([...without(join(usual), off), ...on]);
    return all.flatMap((each) => cut(each, span)).map((each) => ({ reviewer, ...each }));
  });
  return duties.sort((a, b) => a.start - b.start || (a.reviewer < b.reviewer ? -1 : 1));
}

/** Returns who is on duty at a time, and until when, up to a week ahead. */
export function onDutyAt(roster: Roster, at: number): Duty[] {
  return dutiesIn(roster, { start: at, end: at + AHEAD }).filter(({ start }) => start === at);
}

/** Returns who comes on duty next within a week, all that begin at the same time. */
export function nextOnDuty(roster: Roster, at: number): Duty[] {
  const later = dutiesIn(roster, { start: at, end: at + AHEAD }).filter(({ start }) => start > at);
  return later.filter(({ start }) => start === later[0]?.start);
}

/** Returns the times within a span in which a reviewer is on duty. */
export function openTimes(roster: Roster, span: Span): Span[] {
  return join(dutiesIn(roster, span));
}

/** Returns the times within a span in which nobody is on duty. */
export function gapsIn(roster: Roster, span: Span): Span[] {
  return without([span], openTimes(roster, span));
}

function timesOf({ zone, days, from, minutes }: Shift, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  const last = toLocal(end, zone).day;
  // A shift of the day before may still last.
  for (let day = toLocal(start, zone).day - 1; day <= last; day += 1) {
    if (!days.includes(weekdayOf(day))) continue;
    const begin = fromLocal({ day, minute: from }, zone);
    spans.push({ start: begin, end: begin + minutes * 60_000 });
  }
  return spans;
}

/** Sorts spans and joins those that touch or overlap. */
function join(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) joined.push({ start, end });
  }
  return joined;
}

/** Subtracts joined spans from joined spans. */
function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return spans.flatMap(({ start, end }) => {
    const rest: Span[] = [];
    let from = start;
    for (const hole of holes) {
      if (hole.end <= from || hole.start >= end) continue;
      if (hole.start > from) rest.push({ start: from, end: hole.start });
      from = hole.end;
    }
    return from < end ? [...rest, { start: from, end }] : rest;
  });
}

function cut({ start, end }: Span, span: Span): Span[] {
  const inside = { start: Math.max(start, span.start), end: Math.min(end, span.end) };
  return inside.start < inside.end ? [inside] : [];
}
