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
