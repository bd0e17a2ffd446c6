import type { Settings } from '../domain/settings/settings.ts';
import { startOfDay } from '../domain/time/jakarta-day.ts';
import type { Environment } from './environment-schema.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The desk's settings; in production, verdicts on the vote, SARA and health need a second person. */
export function readDesk(
  data: Environment,
): Pick<
  Settings,
  'undoMs' | 'secondPerson' | 'organisations' | 'serviceMs' | 'urgentMs' | 'elections'
> {
  const usual = data.NODE_ENV === 'production' ? (['election', 'sara', 'health'] as const) : [];
  const day = data.POSKO_ELECTION_DAY;
  return {
    undoMs: data.POSKO_UNDO_S * 1000,
    secondPerson: data.POSKO_SECOND_PERSON ?? usual,
    organisations: data.POSKO_ORGANISATIONS ?? [],
    serviceMs: data.POSKO_SERVICE_HOURS * HOUR,
    urgentMs: {
      life: data.POSKO_LIFE_MINUTES * MINUTE,
      hour: data.POSKO_HOUR_MINUTES * MINUTE,
    },
    elections: day === undefined ? [] : [{ name: 'pemilu', at: startOfDay(day) }],
  };
}
