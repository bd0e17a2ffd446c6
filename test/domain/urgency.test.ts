import { expect, test } from 'vitest';
import {
  byUrgency,
  defaultUrgentMs,
  urgencies,
  urgencyOf,
} from '../../src/domain/cases/urgency.ts';

test('the most urgent guess counts, unless a person has said it', () => {
  const guesses = [{}, { urgency: 'usual' }, { urgency: 'life' }, { urgency: 'hour' }] as const;
  expect(urgencyOf({}, guesses)).toBe('life');
  expect(urgencyOf({ urgency: 'usual' }, guesses)).toBe('usual');
  expect(urgencyOf({ urgency: 'hour' }, guesses)).toBe('hour');
  expect(urgencyOf({}, [{ urgency: 'usual' }, { urgency: 'hour' }])).toBe('hour');
  expect(urgencyOf({}, [{}])).toBe('usual');
  expect(urgencyOf({}, [])).toBe('usual');
});

test('a life goes before an hour, and an hour before the usual', () => {
  const mixed = (['usual', 'life', 'hour', 'usual'] as const).map((urgency) => ({ urgency }));
  expect(mixed.toSorted(byUrgency).map(({ urgency }) => urgency)).toEqual([
    'life',
    'hour',
    'usual',
    'usual',
  ]);
  expect(urgencies).toHaveLength(3);
});

test('five minutes for a life, and an hour for the rest, unless the operator sets others', () => {
  expect(defaultUrgentMs).toEqual({ life: 300_000, hour: 3_600_000 });
});
