import { expect, test } from 'vitest';
import {
  causeOf,
  gradeOf,
  type NumberNotice,
  numberNoticeSchema,
  slotOf,
} from '../../src/domain/duty/number-notice.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const banned: NumberNotice = { topic: 'account-restricted', of: '', at: MORNING };
const red: NumberNotice = { topic: 'quality-red', of: '62811', at: MORNING };

test('a notice is as bad as it is until its restriction ends, or for a week', () => {
  const until = MORNING + DAY;
  expect(gradeOf({ ...banned, until }, until - 1)).toBe('bad');
  expect(gradeOf({ ...banned, until }, until)).toBe('good');
  expect(gradeOf(banned, MORNING)).toBe('bad');
  expect(gradeOf(banned, MORNING + 7 * DAY - 1)).toBe('bad');
  expect(gradeOf(banned, MORNING + 7 * DAY)).toBe('good');
  expect(gradeOf({ ...red, topic: 'quality-yellow' }, MORNING)).toBe('watch');
});

test('a later notice replaces the one about the same matter of the same number, and no other', () => {
  expect(slotOf({ ...red, topic: 'quality-green' })).toBe(slotOf(red));
  expect(slotOf({ ...red, of: '62812' })).not.toBe(slotOf(red));
  expect(slotOf({ ...red, topic: 'limit-lowered' })).not.toBe(slotOf(red));
  expect(slotOf({ ...banned, topic: 'account-reinstated' })).toBe(slotOf(banned));
});

test('each number and each matter is an incident of its own, with the reason where there is one', () => {
  expect(causeOf(banned)).toEqual({ of: 'account-restricted', value: 1 });
  expect(causeOf({ ...red, detail: 'Keluhan' })).toEqual({
    of: 'quality-red:62811',
    value: 1,
    detail: 'Keluhan',
  });
});

test('only what Meta is known to tell is read', () => {
  const isRead = (topic: unknown) => numberNoticeSchema.safeParse({ ...red, topic }).success;
  expect(['quality-red', 'quality-pink', 'constructor', 7, undefined].map(isRead)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
