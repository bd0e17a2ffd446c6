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
  /** Cases without a verdict. */
  cases: Waiting;
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

/** A count with its oldest, where there is one. */
export function waiting(count: number, oldestAt: unknown): Waiting {
  return typeof oldestAt === 'number' ? { count, oldestAt } : { count };
}
