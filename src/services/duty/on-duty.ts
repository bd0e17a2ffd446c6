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
import type { DutyDeps } from './duty-deps.ts';
import { dutyNames, type Plan, readPlan } from './roster.ts';

/** Who is on duty, who comes next, and how the days ahead look. */
export interface DutyView {
  plan: Plan;
  now: Duty[];
  next: Duty[];
  /** Duties, and times without anybody, within the span that was asked for. */
  duties: Duty[];
  gaps: Span[];
  open: Span[];
}

/** Reads the roster; people who can no longer log in are not on duty. */
export async function viewDuty(deps: Pick<DutyDeps, 'store' | 'clock'>, span?: Span) {
  const now = deps.clock.now();
  const plan = await readPlan(deps);
  const roster = await presentRoster(deps, plan);
  const seen = span ?? { start: now, end: now + 7 * 86_400_000 };
  return {
    plan,
    now: onDutyAt(roster, now),
    next: nextOnDuty(roster, now),
    duties: dutiesIn(roster, seen),
    gaps: isEmpty(plan) ? [] : gapsIn(roster, seen),
    open: openTimes(roster, seen),
  };
}

/** Whether nobody has made a roster yet: then nobody is missed. */
export function isEmpty({ shifts, changes }: Roster): boolean {
  return shifts.length + changes.length === 0;
}

async function presentRoster(deps: Pick<DutyDeps, 'store'>, plan: Plan): Promise<Roster> {
  const names = await dutyNames(deps);
  const isHere = ({ reviewer }: { reviewer: string }) => names?.includes(reviewer) ?? true;
  return { shifts: plan.shifts.filter(isHere), changes: plan.changes.filter(isHere) };
}
