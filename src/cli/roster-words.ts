import { Failure } from '../app/user-error.ts';
import type { RosterChange, Shift } from '../domain/duty/roster.ts';
import { readMinute, showMinute, type Zone } from '../domain/time/clock-zone.ts';
import { readLocal, showLocal } from '../services/duty/local-time.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Days as `mon-fri`, `sat,sun` or `all`, 0 for Monday; a span may run over Sunday. */
export function readDays(text: string): number[] {
  if (text === 'all') return DAYS.map((_, day) => day);
  return text
    .toLowerCase()
    .split(',')
    .flatMap((part) => {
      const [first = -1, last = first] = part.split('-').map((name) => DAYS.indexOf(name.trim()));
      if (first < 0 || last < 0) throw new Failure(`"${part}" is no day: mon-fri, sat,sun or all`);
      return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7);
    });
}

/** Hours as `07:00-15:00`; an end that is not later lies on the next day. */
export function readHours(text: string): { from: number; minutes: number } {
  const [from, to] = text.split('-').map(readMinute);
  if (from === undefined || to === undefined) {
    throw new Failure(`"${text}" are no hours such as 07:00-15:00`);
  }
  return { from, minutes: ((to - from + 1439) % 1440) + 1 };
}

/** A single change out of a name and two times on the clocks of a zone. */
export function readChange(
  type: 'on' | 'off',
  [reviewer = '', ...times]: readonly string[],
  zone: Zone,
) {
  const [start, end] = times.map((time) => {
    const at = readLocal(time, zone);
    if (at === undefined) throw new Failure(`"${time}" is no time such as "2027-02-14 07:00"`);
    return at;
  });
  return { type, reviewer, start: start ?? 0, end: end ?? 0 };
}

/** A weekly shift on one line. */
export function describeShift({ id, reviewer, zone, days, from, minutes }: Shift): string {
  const hours = `${showMinute(from)}-${showMinute(from + minutes)}`;
  return `${id} ${reviewer} ${days.map((day) => DAYS[day]).join(',')} ${hours} ${zone}`;
}

/** A single change on one line. */
export function describeChange(change: RosterChange, zone: Zone): string {
  const { id, reviewer, type, start, end } = change;
  return `${id} ${reviewer} ${type} ${showLocal(start, zone)} – ${showLocal(end, zone)}`;
}
