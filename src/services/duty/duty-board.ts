import { readPerson } from '../accounts/people.ts';
import { listAlerts } from './alerts.ts';
import type { DutyDeps } from './duty-deps.ts';
import { viewDuty } from './roster.ts';
import { listNotes } from './shift-notes.ts';

const NOTES = 5;

export type DutyBoard = Awaited<ReturnType<typeof readDutyBoard>>;

/** Reads what a reviewer needs at the start of a shift, in their time zone. */
export async function readDutyBoard(deps: Pick<DutyDeps, 'store' | 'clock'>, reviewer: string) {
  const { now, next, gaps } = await viewDuty(deps);
  const { zone } = await readPerson(deps, reviewer);
  const [alarms, notes] = [await listAlerts(deps), await listNotes(deps, NOTES)];
  return { now, next, gaps, alarms, notes, zone };
}
