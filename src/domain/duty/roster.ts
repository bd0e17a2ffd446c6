import { fromLocal, toLocal, weekdayOf, type Zone } from '../time/clock-zone.ts';

/** A turn of duty that comes again every week; it may run past midnight, for a day at most. */
export interface Shift {
  id: string;
  reviewer: string;
  zone: Zone;
  /** The days on which it begins, 0 for Monday. */
  days: readonly number[];
  /** When it begins, in minutes since midnight in its zone. */
  from: number;
  /** How long it lasts, up to 1440. */
  minutes: number;
}

/** One turn that is taken besides the pattern, or left out of it. What is taken holds in any case. */
export interface RosterChange {
  id: string;
  type: 'on' | 'off';
  reviewer: string;
  start: number;
  end: number;
}

/** Who is to be on duty when. */
export interface Roster {
  shifts: readonly Shift[];
  changes: readonly RosterChange[];
}

/** From a time until before another one. */
export interface Span {
  start: number;
  end: number;
}

/** An unbroken time for which somebody is on duty. */
export interface Duty extends Span {
  reviewer: string;
}

/** How far ahead one looks for who comes next, and for how long somebody stays. */
const AHEAD = 8 * 86_400_000;

/** Everybody's duties within a span, cut to it, the first first. */
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

/** Who is on duty at a time, and until when, as far as a week ahead. */
export function onDutyAt(roster: Roster, at: number): Duty[] {
  return dutiesIn(roster, { start: at, end: at + AHEAD }).filter(({ start }) => start === at);
}

/** Who comes on duty next, all that begin at the same time; none where nobody does within a week. */
export function nextOnDuty(roster: Roster, at: number): Duty[] {
  const later = dutiesIn(roster, { start: at, end: at + AHEAD }).filter(({ start }) => start > at);
  return later.filter(({ start }) => start === later[0]?.start);
}

/** The times within a span at which somebody is on duty. */
export function openTimes(roster: Roster, span: Span): Span[] {
  return join(dutiesIn(roster, span));
}

/** The times within a span at which nobody is on duty. */
export function gapsIn(roster: Roster, span: Span): Span[] {
  return without([span], openTimes(roster, span));
}

function timesOf({ zone, days, from, minutes }: Shift, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  const last = toLocal(end, zone).day;
  // What began the day before may still last.
  for (let day = toLocal(start, zone).day - 1; day <= last; day += 1) {
    if (!days.includes(weekdayOf(day))) continue;
    const begin = fromLocal({ day, minute: from }, zone);
    spans.push({ start: begin, end: begin + minutes * 60_000 });
  }
  return spans;
}

/** Spans in order, those that touch or overlap made one. */
function join(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) joined.push({ start, end });
  }
  return joined;
}

/** What is left of joined spans where other joined ones are taken away. */
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
