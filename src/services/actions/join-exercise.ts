import { exerciseMark, readExercise } from '../../domain/cases/exercise.ts';
import { formatDay, formatHour } from '../../i18n/format-date.ts';
import { textOf } from '../../ports/turn.ts';
import { type ActionDeps, action } from './action.ts';

type Deps = Pick<ActionDeps, 'settings'>;

/** Takes a citizen into the exercise whose code they wrote: until its end, what they send is marked. */
export const joinExercise = action(['joined', 'unknown'], ({ settings }: Deps, turn, values) => {
  const profile = { ...turn.profile, exercise: textOf(values.query), exercisedAt: turn.now };
  if (exerciseMark(settings, { profile, now: turn.now }, 0) === '') return { outcome: 'unknown' };
  turn.profile = profile;
  const { until } = readExercise(settings.exercise);
  const day = formatDay(until, profile.language);
  return { outcome: 'joined', values: { day, time: formatHour(until, profile.language) } };
});
