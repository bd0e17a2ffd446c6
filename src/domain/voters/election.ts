import { DAY } from '../time/jakarta-day.ts';
import periods from './election-periods.json' with { type: 'json' };

/** Election that raises the priority of cases about the vote; `at` is its first moment. */
export interface Election {
  name: string;
  at: number;
  /** Province that votes; the whole country if none is named. */
  region?: string | undefined;
}

const { days } = periods;

/** Returns the times at which an election begins and ceases to be near. */
export function turnsOf({ name, at }: Election): number[] {
  const { before, after } = days[kindOfElection(name)].near;
  return [at - before * DAY, at + after * DAY];
}

/** Periods of an election that rules can name; two weeks before it, its campaign may not be over. */
export const electionPeriods = ['near', 'campaign', 'quiet', 'voting'] as const;

/** Returns the elections that are in a period, the first one first, in one of these provinces; as long as nobody knows the province, anywhere. */
export function electionsIn(
  period: keyof typeof days.pemilu,
  elections: readonly Election[],
  { now, regions = [] }: { now: number; regions?: readonly (string | undefined)[] },
): Election[] {
  const known = regions.filter(Boolean);
  const isIn = ({ name, at, region }: Election) => {
    const { before, after } = days[kindOfElection(name)][period];
    const isThere = !region || known.length === 0 || known.includes(region);
    return isThere && now >= at - before * DAY && now < at + after * DAY;
  };
  return elections.filter(isIn).toSorted((a, b) => a.at - b.at);
}

/** Returns the kind of election that a text names; undefined if it names none. */
export function electionKindIn(text: string): 'pemilu' | 'pilkada' | undefined {
  if (REGIONAL.test(text)) return 'pilkada';
  return GENERAL.test(text) ? 'pemilu' : undefined;
}

/** Returns the kind of an election of the calendar; a general one if its name does not say. */
export function kindOfElection(name: string): 'pemilu' | 'pilkada' {
  return electionKindIn(name) ?? 'pemilu';
}

const REGIONAL =
  /\b(?:pil(?:kada|gub|bup|wal\w*)|pemilihan (?:gubernur|bupati|wali ?kota|kepala daerah)|cagub|cabup|cawalkot|(?:calon )?(?:gubernur|bupati|wali ?kota))/i;
const GENERAL = /\b(?:pilpres|pileg|caleg|capres|cawapres|presiden|dpr|dpd|general election)\b/i;

/** Whether the day of an election is today or later. */
export function isComing({ at }: Election, now: number): boolean {
  return now < at + DAY;
}
