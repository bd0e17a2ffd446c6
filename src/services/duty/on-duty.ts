import type { Tipline } from '../../app/context.ts';
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

/** Looks at the roster; whoever cannot come in any more is not on duty. */
export async function viewDuty(
  tipline: Pick<Tipline, 'store' | 'clock'>,
  span?: Span,
): Promise<DutyView> {
  const now = tipline.clock.now();
  const plan = await readPlan(tipline);
  const roster = await presentRoster(tipline, plan);
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

async function presentRoster(tipline: Pick<Tipline, 'store'>, plan: Plan): Promise<Roster> {
  const names = await dutyNames(tipline);
  const isHere = ({ reviewer }: { reviewer: string }) => names?.includes(reviewer) ?? true;
  return { shifts: plan.shifts.filter(isHere), changes: plan.changes.filter(isHere) };
}
