/** An election that cases about the vote come near; `at` is its first moment. */
export interface Election {
  name: string;
  at: number;
  /** The province that votes; the whole country where none is named. */
  region?: string | undefined;
}

const DAY = 86_400_000;
const NEAR_DAYS = 14;

/** The first election within two weeks for tips from these provinces; its own day counts whole. */
export function nearElection(
  elections: readonly Election[],
  now: number,
  regions: readonly string[],
): Election | undefined {
  return elections
    .filter(({ at }) => now > at - NEAR_DAYS * DAY && now < at + DAY)
    .filter(({ region }) => !region || regions.length === 0 || regions.includes(region))
    .toSorted((a, b) => a.at - b.at)[0];
}

/** The campaign is hottest before the vote, and counting and disputes last for weeks after it. */
const PERIOD_DAYS = { before: 30, after: 30 };

/** Whether an election is so near, or so lately over, that what nobody can place may be about it. */
export function isElectionPeriod(
  elections: readonly Election[],
  now: number,
  regions: readonly string[] = [],
): boolean {
  const { before, after } = PERIOD_DAYS;
  return elections.some(
    ({ at, region }) =>
      now > at - before * DAY &&
      now < at + after * DAY &&
      (!region || regions.length === 0 || regions.includes(region)),
  );
}

/** What kind of election a name or a question speaks of; undefined where it does not say. */
export function electionKindIn(text: string): 'pemilu' | 'pilkada' | undefined {
  if (REGIONAL.test(text)) return 'pilkada';
  return GENERAL.test(text) ? 'pemilu' : undefined;
}

/** What kind an election of the calendar is: where its name does not say so, a general one. */
export function kindOfElection(name: string): 'pemilu' | 'pilkada' {
  return electionKindIn(name) ?? 'pemilu';
}

const REGIONAL =
  /\b(?:pil(?:kada|gub|bup|wal\w*)|pemilihan (?:gubernur|bupati|wali ?kota|kepala daerah)|cagub|cabup|cawalkot|(?:calon )?(?:gubernur|bupati|wali ?kota))/i;
const GENERAL = /\b(?:pilpres|pileg|caleg|capres|cawapres|presiden|dpr|dpd|general election)\b/i;

/** Half a year before the vote people begin to ask, and a month after it counting is over as a rule. */
const SEASON_DAYS = { before: 180, after: 30 };

/** Elections that are in season for a province, the next one first; for all provinces where none is given. */
export function electionsInSeason(
  elections: readonly Election[],
  now: number,
  region?: string,
): Election[] {
  const { before, after } = SEASON_DAYS;
  return elections
    .filter(({ at }) => now > at - before * DAY && now < at + after * DAY)
    .filter((election) => !region || !election.region || election.region === region)
    .toSorted((a, b) => a.at - b.at);
}

/** Whether the day of an election is still to come, or is today. */
export function isComing({ at }: Election, now: number): boolean {
  return now < at + DAY;
}
