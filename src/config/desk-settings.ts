import { z } from 'zod';
import { topics } from '../domain/cases/topic-words.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { startOfDay } from '../domain/time/jakarta-day.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

const minutes = z.coerce.number().int().min(1).max(1440);

/** What the reviewers' desk can be told by the environment. */
export const deskVariables = {
  POSKO_UNDO_S: z.coerce.number().int().min(0).max(600).default(10),
  POSKO_SECOND_PERSON: z
    .string()
    .transform((list) => list.split(',').map((word) => word.trim()))
    .pipe(z.array(z.enum(topics)))
    .or(z.literal('none').transform(() => []))
    .optional(),
  POSKO_ORGANISATIONS: z
    .string()
    .transform((list) => list.split(',').map((name) => name.trim()))
    .pipe(z.array(z.string().min(1).max(200)).max(100))
    .optional(),
  POSKO_SERVICE_HOURS: z.coerce.number().min(1).max(720).default(24),
  POSKO_LIFE_MINUTES: minutes.default(5),
  POSKO_HOUR_MINUTES: minutes.default(60),
  POSKO_ELECTION_DAY: z.iso.date().optional(),
};

type Desk = { NODE_ENV: string } & {
  [K in keyof typeof deskVariables]?: z.output<(typeof deskVariables)[K]>;
};

/** The desk's settings; in production, verdicts on the vote, SARA and health need a second person. */
export function readDesk(
  data: Desk,
): Pick<
  Settings,
  'undoMs' | 'secondPerson' | 'organisations' | 'serviceMs' | 'urgentMs' | 'elections'
> {
  const usual = data.NODE_ENV === 'production' ? (['election', 'sara', 'health'] as const) : [];
  const day = data.POSKO_ELECTION_DAY;
  return {
    undoMs: (data.POSKO_UNDO_S ?? 0) * 1000,
    secondPerson: data.POSKO_SECOND_PERSON ?? usual,
    organisations: data.POSKO_ORGANISATIONS ?? [],
    serviceMs: (data.POSKO_SERVICE_HOURS ?? 24) * HOUR,
    urgentMs: {
      life: (data.POSKO_LIFE_MINUTES ?? 5) * MINUTE,
      hour: (data.POSKO_HOUR_MINUTES ?? 60) * MINUTE,
    },
    elections: day === undefined ? [] : [{ name: 'pemilu', at: startOfDay(day) }],
  };
}
