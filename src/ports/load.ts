/** How many of one kind there are, and when the oldest began to wait. */
export interface Waiting {
  count: number;
  oldestAt?: number;
}

/** The states of a reply that is not over. */
export const openStates = ['waiting', 'sending', 'unsure', 'held'] as const;

/** The ages of open cases: from so many hours to so many. */
const AGES = {
  'open 0-1 h': [-1e9, 1],
  'open 1-6 h': [1, 6],
  'open 6-24 h': [6, 24],
  'open 24-72 h': [24, 72],
  'open over 72 h': [72, 1e9],
} as const;

/** Everything in a store that waits for somebody. */
export interface Load {
  /** Inbox items that no turn has processed. */
  letters: Waiting;
  replies: Record<(typeof openStates)[number], Waiting>;
  /** Cases without a verdict, by age. */
  cases: Record<keyof typeof AGES, Waiting>;
  /** Claims on cases that hold at the time asked for; the oldest is the one renewed longest ago. */
  claims: Waiting;
}

/** Replies by state, with nothing where a state has none. */
export function repliesByState(rows: readonly ({ state: string } & Waiting)[]): Load['replies'] {
  const of = (state: string): Waiting => {
    const found = rows.find((row) => row.state === state);
    return waiting(found?.count ?? 0, found?.oldestAt);
  };
  return { waiting: of('waiting'), sending: of('sending'), unsure: of('unsure'), held: of('held') };
}

/** Has the cases counted that were opened after a time and up to another, for each age. */
export async function casesByAge(
  now: number,
  count: (after: number, upTo: number) => Promise<Waiting>,
): Promise<Load['cases']> {
  const counted = Object.entries(AGES).map(
    async ([age, [from, to]]) => [age, await count(now - to * HOUR, now - from * HOUR)] as const,
  );
  return Object.fromEntries(await Promise.all(counted)) as Load['cases']; // one for each
}

const HOUR = 3_600_000;

/** A count with its oldest, where there is one. */
export function waiting(count: number, oldestAt: unknown): Waiting {
  return typeof oldestAt === 'number' ? { count, oldestAt } : { count };
}
