import { listAlerts, type StoredAlert } from './alerts.ts';
import type { DutyDeps } from './duty-deps.ts';
import { type DutyView, viewDuty } from './on-duty.ts';
import { type Person, readPerson } from './people.ts';
import { type DutyNote, listNotes } from './shift-notes.ts';

const NOTES = 5;

/** Everything a reviewer needs at the start of a shift. */
export interface DutyBoard extends Pick<DutyView, 'now' | 'next' | 'gaps'> {
  alarms: readonly StoredAlert[];
  notes: readonly DutyNote[];
  zone: Person['zone'];
}

/** Reads what a reviewer needs at the start of a shift, in their time zone. */
export async function readDutyBoard(deps: Pick<DutyDeps, 'store' | 'clock'>, reviewer: string) {
  const { now, next, gaps } = await viewDuty(deps);
  const { zone } = await readPerson(deps, reviewer);
  const [alarms, notes] = [await listAlerts(deps), await listNotes(deps, NOTES)];
  return { now, next, gaps, alarms, notes, zone };
}
