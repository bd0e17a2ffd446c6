import {
  type Duty,
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
import { type Liaisons, readLiaisons } from './liaisons.ts';
import { dutyNames, type Plan, readPlan } from './roster.ts';

/** Who is on duty, who comes next, and how the days ahead look. */
export interface DutyView {
  plan: Plan;
  now: Duty[];
  next: Duty[];
  /** Duties, those of partners' liaisons too, and times without anybody of the desk, within the span that was asked for. */
  duties: Duty[];
  gaps: Span[];
  open: Span[];
  liaisons: Liaisons;
  /** The liaisons whose turn it is now. */
  reachable: string[];
}

/** Reads the roster; people who can no longer log in are not on duty. */
export async function viewDuty(
  deps: Pick<DutyDeps, 'store' | 'clock'>,
  span?: Span,
): Promise<DutyView> {
  const now = deps.clock.now();
  const plan = await readPlan(deps);
  const liaisons = await readLiaisons(deps);
  const names = await dutyNames(deps);
  const isHere = (name: string) => !isLiaison(name) && (names?.includes(name) ?? true);
  const roster = only(plan, isHere);
  const called = only(plan, (name) => liaisons.has(name));
  const seen = span ?? { start: now, end: now + 7 * 86_400_000 };
  return {
    plan,
    now: onDutyAt(roster, now),
    next: nextOnDuty(roster, now),
    duties: [...dutiesIn(roster, seen), ...dutiesIn(called, seen)],
    liaisons,
    reachable: onDutyAt(called, now).map(({ reviewer }) => reviewer),
    gaps: isEmpty(plan) ? [] : gapsIn(roster, seen),
    open: openTimes(roster, seen),
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
