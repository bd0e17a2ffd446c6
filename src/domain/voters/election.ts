import { keysOf } from '../../i18n/keys-of.ts';
import spans from './election-periods.json' with { type: 'json' };

/** Election that raises the priority of cases about the vote; `at` is its first moment. */
export interface Election {
  name: string;
  at: number;
  /** Province that votes; the whole country if none is named. */
  region?: string | undefined;
}

const DAY = 86_400_000;

/** Whether an election is so many days away or over, in one of these provinces; as long as nobody knows the province, anywhere. */
function isAround(
  { at, region }: Election,
  { now, regions }: { now: number; regions: readonly string[] },
  { before, after }: { before: number; after: number },
): boolean {
  const isThere = !region || regions.length === 0 || regions.includes(region);
  return isThere && now >= at - before * DAY && now < at + after * DAY;
}

/** Returns the first election within two weeks for these provinces; its whole day counts. */
export function nearElection(
  elections: readonly Election[],
  now: number,
  regions: readonly string[],
): Election | undefined {
  return elections
    .filter((each) => isAround(each, { now, regions }, spans.days.pemilu.near))
    .toSorted((a, b) => a.at - b.at)[0];
}

/** Returns the times at which an election begins and ceases to be near. */
export function turnsOf({ at }: Election): number[] {
  const { before, after } = spans.days.pemilu.near;
  return [at - before * DAY, at + after * DAY];
}

/** Periods of an election that rules can name; two weeks before it, its campaign may not be over. */
export const electionPeriods = keysOf(spans.days.pemilu);

/** Returns the periods that elections in these provinces are in. */
export function electionPeriodsAt(
  elections: readonly Election[],
  now: number,
  regions: readonly string[],
) {
  return electionPeriods.filter((period) =>
    elections.some((each) =>
      isAround(each, { now, regions }, spans.days[kindOfElection(each.name)][period]),
    ),
  );
}

/** The campaign is hottest before the vote; counting and disputes last for weeks after it. */
const PERIOD_DAYS = { before: 30, after: 30 };

/** Whether an election is so near that content without a clear topic may be about it. */
export function isElectionPeriod(
  elections: readonly Election[],
  now: number,
  regions: readonly string[] = [],
): boolean {
  return elections.some((each) => isAround(each, { now, regions }, PERIOD_DAYS));
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

/** Questions begin half a year before the vote, and counting is usually over a month after it. */
const SEASON_DAYS = { before: 180, after: 30 };

/** Returns the elections in season for a province (or for all of them), the next one first. */
export function electionsInSeason(elections: readonly Election[], now: number, region?: string) {
  const regions = region ? [region] : [];
  return elections
    .filter((each) => isAround(each, { now, regions }, SEASON_DAYS))
    .toSorted((a, b) => a.at - b.at);
}

/** Whether the day of an election is today or later. */
export function isComing({ at }: Election, now: number): boolean {
  return now < at + DAY;
}
