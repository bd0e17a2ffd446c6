import { expect, test } from 'vitest';
import {
  EXERCISE_MARK,
  exerciseMark,
  exerciseSchema,
  isExercise,
  markOf,
  readExercise,
} from '../../src/domain/cases/exercise.ts';
import { erasedAt, newReport } from '../../src/domain/reports/report.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const exercise = 'malam7 2027-02-13 21:00';
const END = Date.parse('2027-02-13T21:00:00+07:00');
const player = { exercise: 'malam7', exercisedAt: END - DAY };

test('an exercise ends on the clocks of Jakarta', () => {
  expect(readExercise(exercise)).toEqual({ code: 'malam7', until: END });
  expect(exerciseSchema.safeParse('').success).toBe(true);
  expect(exerciseSchema.safeParse(exercise).success).toBe(true);
  for (const wrong of [
    'malam 2027-02-13 21:00',
    'malam7 2027-02-13 25:00',
    'malam7 2027-13-01 09:00',
  ]) {
    expect([wrong, exerciseSchema.safeParse(wrong).success]).toEqual([wrong, false]);
  }
});

test('what a participant sends is marked until a quarter of an hour after the end', () => {
  const mark = (now: number) => exerciseMark({ exercise }, { profile: player, now });
  expect(mark(END - DAY)).toBe(EXERCISE_MARK);
  expect(mark(END + 15 * MINUTE - 1)).toBe(EXERCISE_MARK);
  expect(mark(END + 15 * MINUTE)).toBe('');
});

test('an exercise that was called off marks what is on its way, and no message of a later day', () => {
  const calledOff = { exercise: '' };
  const mark = (now: number) => exerciseMark(calledOff, { profile: player, now });
  expect(mark(player.exercisedAt + 14 * MINUTE)).toBe(EXERCISE_MARK);
  expect(mark(player.exercisedAt + 15 * MINUTE)).toBe('');
  expect(exerciseMark({ exercise }, { profile: { exercise: 'malam6' }, now: END - DAY })).toBe('');
});

test('who takes no part is never marked', () => {
  expect(exerciseMark({ exercise }, { profile: {}, now: END - MINUTE })).toBe('');
});

test('what comes of an exercise shows it by its reference', () => {
  expect([isExercise('LATIHAN-K7Q2'), isExercise('K7Q2'), isExercise('XLATIHAN-K7Q2')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([markOf('LATIHAN-K7Q2'), markOf('K7Q2')]).toEqual([EXERCISE_MARK, '']);
});

test('a report of an exercise is gone after a week, whatever its deadline', () => {
  const preparedAt = END;
  const report = { ...newReport('LATIHAN-L1', 'hate', END - DAY), preparedAt };
  expect(erasedAt(report, 14)).toBe(END + 7 * DAY);
  expect(erasedAt({ ...report, id: 'L1' }, 14)).toBeGreaterThan(END + 14 * DAY);
});
