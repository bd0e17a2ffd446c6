import { z } from 'zod';
import { readMinute } from '../time/clock-zone.ts';
import { startOfDay } from '../time/jakarta-day.ts';

/** The code by which people join an exercise and its end on Jakarta's clocks, as in `malam7 2027-02-13 21:00`; empty for none. */
export const exerciseSchema = z
  .string()
  .trim()
  .regex(/^(?:[a-z]{3,11}\d \d{4}-\d{2}-\d{2} \d{2}:\d{2})?$/)
  .refine((text) => text === '' || !Number.isNaN(readExercise(text).until));

/** What the ticket of a case, a report and their referrals begins with where they come of an exercise, so that nothing loses the mark. */
export const EXERCISE_MARK = 'LATIHAN-';

/** How long what came of an exercise is kept for its report. */
export const EXERCISE_MS = 7 * 86_400_000;

/** Whether a ticket or a reference comes of an exercise. */
export function isExercise(reference: string): boolean {
  return reference.startsWith(EXERCISE_MARK);
}

/** The mark that a ticket or a reference begins with; empty for what is real. */
export const markOf = (reference: string) => (isExercise(reference) ? EXERCISE_MARK : '');

/** How long the mark holds on for what is on its way or waits for a yes: after the end, or after the last message where it was called off. */
const GRACE_MS = 15 * 60_000;

type Participant = { exercise?: string | undefined; exercisedAt?: number | undefined };

/** The mark of what a citizen sends at a time; empty for who takes no part in an exercise. */
export function exerciseMark(
  { exercise }: { exercise: string },
  { profile, now }: { profile: Participant; now: number },
  graceMs = GRACE_MS,
): string {
  const { code, until } = readExercise(exercise);
  const end = profile.exercise === code ? until : (profile.exercisedAt ?? 0);
  return now < end + graceMs ? EXERCISE_MARK : '';
}

export function readExercise(exercise: string): { code: string; until: number } {
  const [code = '', day = '', time = ''] = exercise.split(' ');
  return { code, until: startOfDay(day) + (readMinute(time) ?? Number.NaN) * 60_000 };
}
