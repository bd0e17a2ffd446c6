/** How many of one kind there are, and when the oldest began to wait. */
export interface Waiting {
  count: number;
  oldestAt?: number;
}

/** The states of a reply that is not over. */
export const openStates = ['waiting', 'sending', 'unsure', 'held'] as const;

/** Everything in a store that waits for somebody. */
export interface Load {
  /** Inbox items that no turn has processed. */
  letters: Waiting;
  replies: Record<(typeof openStates)[number], Waiting>;
  /** Cases without a verdict, by age. */
  cases: Record<(typeof caseAges)[number], Waiting>;
  /** Claims on cases that hold at the time asked for; the oldest is the one renewed longest ago. */
  claims: Waiting;
}

/** The states of an open case by its age, and when a case was opened that is not of the next one. */
export const caseAges = [
  'open 0-1 h',
  'open 1-6 h',
  'open 6-24 h',
  'open 24-72 h',
  'open over 72 h',
] as const;
export const agesSince = (now: number) => [1, 6, 24, 72].map((hours) => now - hours * 3_600_000);

/** What waits, by state, with nothing where a state has none. */
export function waitingBy<State extends string>(
  states: readonly State[],
  rows: readonly ({ state: string } & Waiting)[],
): Record<State, Waiting> {
  const of = (state: State): [State, Waiting] => {
    const { count = 0, oldestAt } = rows.find((row) => row.state === state) ?? {};
    return [state, waiting(count, oldestAt)];
  };
  return Object.fromEntries(states.map(of)) as Record<State, Waiting>; // one for each
}

/** A count with its oldest, where there is one. */
export function waiting(count: number, oldestAt: unknown): Waiting {
  return typeof oldestAt === 'number' ? { count, oldestAt } : { count };
}
