import { exerciseMark } from '../../domain/cases/exercise.ts';
import { startOfDay } from '../../domain/time/jakarta-day.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { textOf } from '../../ports/turn.ts';
import { type ActionDeps, action } from './action.ts';

type Deps = Pick<ActionDeps, 'settings'>;

/** Takes a citizen into the exercise whose code they wrote: until its end, what they send is marked. */
export const joinExercise = action(['joined', 'unknown'], ({ settings }: Deps, turn, values) => {
  const profile = { ...turn.profile, exercise: textOf(values.query) };
  if (exerciseMark(settings, { profile, now: turn.now }) === '') return { outcome: 'unknown' };
  turn.profile = profile;
  const [, day = '', time = ''] = settings.exercise.split(' ');
  const until = { day: formatDay(startOfDay(day), profile.language), time };
  return { outcome: 'joined', values: until };
});
