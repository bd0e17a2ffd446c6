import { z } from 'zod';
import { exerciseSchema } from '../../domain/cases/exercise.ts';
import { type Topic, topics } from '../../domain/cases/topic-words.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { UnaskedRules } from '../../domain/subscriptions/unasked-rules.ts';
import { publicNumberSchema } from '../../domain/text/format-number.ts';
import { line } from '../../domain/text/plain-text.ts';
import { provinceSchema } from '../../domain/text/province.ts';
import { HOUR, jakartaDay, startOfDay } from '../../domain/time/jakarta-day.ts';
import variables from './setting-variables.json' with { type: 'json' };

const MOST_ELECTIONS = 20;
const MOST_ORGANISATIONS = 100;

const electionSchema = z.object({
  name: line(80),
  day: z.iso.date(),
  region: provinceSchema.optional(),
});

/** What an operator may change while Posko runs, as it is written down. */
export const changeableSchema = z.object({
  'service-hours': z.number().min(1).max(720),
  'undo-seconds': z.int().min(0).max(600),
  'second-person': z.array(z.enum(topics)).transform(inOrder),
  organisations: z.array(line(200)).max(MOST_ORGANISATIONS),
  elections: z.array(electionSchema).max(MOST_ELECTIONS),
  post: line(60),
  /** Empty where none is shown. */
  number: publicNumberSchema.or(z.literal('')),
  'digest-hour': z.int().min(4).max(12),
  'quiet-from': z.int().min(0).max(23),
  'quiet-until': z.int().min(0).max(23),
  'unasked-day': z.int().min(1).max(5),
  'unasked-week': z.int().min(1).max(21),
  'monthly-allowance': z.int().min(0).max(100_000_000),
  exercise: exerciseSchema,
});
export type Changeable = z.infer<typeof changeableSchema>;
export type SettingName = keyof Changeable;

/** The names of what can be changed, in the order in which they are shown. */
export const settingNames = changeableSchema.keyof().options;

type NumericSetting = {
  [Name in SettingName]: Changeable[Name] extends number ? Name : never;
}[SettingName];

export function isNumeric(name: SettingName): name is NumericSetting {
  return changeableSchema.shape[name] instanceof z.ZodNumber;
}

/** The variable of the environment that gives the default of each. */
export const variableOf: Readonly<Record<SettingName, string>> = variables;

/** What settings amount to, as it would be written down. */
export function toChangeable(settings: Settings): Changeable {
  return {
    'service-hours': settings.serviceMs / HOUR,
    'undo-seconds': settings.undoMs / 1000,
    'second-person': inOrder(settings.secondPerson),
    organisations: [...settings.organisations],
    elections: settings.elections.map(({ name, at, region }) => ({
      name,
      day: jakartaDay(at),
      ...(region === undefined ? {} : { region }),
    })),
    post: settings.post,
    number: settings.site.number ?? '',
    'digest-hour': settings.reach.morning / 60,
    'quiet-from': settings.reach.quietFrom / 60,
    'quiet-until': settings.reach.quietUntil / 60,
    'unasked-day': settings.reach.perDay,
    'unasked-week': settings.reach.perWeek,
    'monthly-allowance': settings.monthlyAllowance,
    exercise: settings.exercise,
  };
}

/** The settings that what is written down amounts to; what is not, is left out. */
export function toSettings(
  values: Partial<Changeable>,
  { site, reach }: Pick<Settings, 'site' | 'reach'>,
): Partial<Settings> {
  const { elections, organisations, post, number, exercise } = values;
  const [hours, seconds] = [values['service-hours'], values['undo-seconds']];
  const [topics, allowance] = [values['second-person'], values['monthly-allowance']];
  return {
    ...(hours !== undefined && { serviceMs: Math.round(hours * HOUR) }),
    ...(seconds !== undefined && { undoMs: seconds * 1000 }),
    ...(topics && { secondPerson: topics }),
    ...(allowance !== undefined && { monthlyAllowance: allowance }),
    ...(organisations && { organisations }),
    ...(elections && {
      elections: elections.map(({ day, ...rest }) => ({ ...rest, at: startOfDay(day) })),
    }),
    ...(post !== undefined && { post }),
    ...(exercise !== undefined && { exercise }),
    reach: toRules(values, reach),
    ...(number !== undefined && { site: { ...site, number: number || undefined } }),
  };
}

function toRules(values: Partial<Changeable>, rules: UnaskedRules): UnaskedRules {
  const hour = (name: 'digest-hour' | 'quiet-from' | 'quiet-until', minute: number) =>
    (values[name] ?? minute / 60) * 60;
  return {
    ...rules,
    morning: hour('digest-hour', rules.morning),
    quietFrom: hour('quiet-from', rules.quietFrom),
    quietUntil: hour('quiet-until', rules.quietUntil),
    perDay: values['unasked-day'] ?? rules.perDay,
    perWeek: values['unasked-week'] ?? rules.perWeek,
  };
}

function inOrder(chosen: readonly Topic[]): Topic[] {
  return topics.filter((topic) => chosen.includes(topic));
}
