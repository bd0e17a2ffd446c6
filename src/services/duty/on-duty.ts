import {
  dutiesIn,
  gapsIn,
  nextOnDuty,
  onDutyAt,
  openTimes,
  type Roster,
  type Span,
} from '../../domain/duty/roster.ts';
import { isLiaison } from '../../domain/partners/liaison.ts';
import type { DutyDeps } from './duty-deps.ts';
import { readLiaisons } from './liaisons.ts';
import { dutyNames, readPlan } from './roster.ts';

/** Who is on duty, who comes next, and how the days ahead look. */
export type DutyView = Awaited<ReturnType<typeof viewDuty>>;

/** Reads the roster; people who can no longer log in are not on duty, and partners' liaisons fill no gap. */
export async function viewDuty(deps: Pick<DutyDeps, 'store' | 'clock'>, span?: Span) {
  const now = deps.clock.now();
  const plan = await readPlan(deps);
  const liaisons = await readLiaisons(deps);
  const names = await dutyNames(deps);
  const roster = only(plan, (name) => !isLiaison(name) && (names?.includes(name) ?? true));
  const called = only(plan, (name) => liaisons.has(name));
  const seen = span ?? { start: now, end: now + 7 * 86_400_000 };
  return {
    plan,
    now: onDutyAt(roster, now),
    next: nextOnDuty(roster, now),
    /** Within the span that was asked for: duties, liaisons' too, times without anybody of the desk, and with somebody. */
    duties: [...dutiesIn(roster, seen), ...dutiesIn(called, seen)],
    gaps: isEmpty(plan) ? [] : gapsIn(roster, seen),
    open: openTimes(roster, seen),
    liaisons,
    /** The liaisons whose turn it is now. */
    reachable: onDutyAt(called, now).map(({ reviewer }) => reviewer),
  };
}

/** Whether nobody has made a roster yet: then nobody is missed. */
export function isEmpty({ shifts, changes }: Roster): boolean {
  return shifts.length + changes.length === 0;
}

function only({ shifts, changes }: Roster, isTheirs: (name: string) => boolean): Roster {
  const isKept = ({ reviewer }: { reviewer: string }) => isTheirs(reviewer);
  return { shifts: shifts.filter(isKept), changes: changes.filter(isKept) };
}
