import type { Tipline } from '../../app/context.ts';
import { type KeptAlarm, listAlarms } from './alerts.ts';
import { type DutyView, viewDuty } from './on-duty.ts';
import { type Person, readPerson } from './people.ts';
import { type DutyNote, listNotes } from './shift-notes.ts';

const NOTES = 5;

/** All that somebody who comes on duty looks at first. */
export interface DutyBoard extends Pick<DutyView, 'now' | 'next' | 'gaps'> {
  alarms: readonly KeptAlarm[];
  notes: readonly DutyNote[];
  zone: Person['zone'];
}

/** Reads what somebody who comes on duty looks at first, for their own clocks. */
export async function readDutyBoard(
  tipline: Pick<Tipline, 'store' | 'clock'>,
  reviewer: string,
): Promise<DutyBoard> {
  const { now, next, gaps } = await viewDuty(tipline);
  const { zone } = await readPerson(tipline, reviewer);
  const [alarms, notes] = [await listAlarms(tipline), await listNotes(tipline, NOTES)];
  return { now, next, gaps, alarms, notes, zone };
}
