import { HOUR } from '../domain/time/jakarta-day.ts';

/** How many of one kind there are, and when the oldest began to wait. */
export interface Waiting {
  count: number;
  oldestAt?: number;
}

export const openStates = ['waiting', 'sending', 'unsure', 'held'] as const;

/** Everything in a store that waits for somebody, without the cases of exercises. */
export interface Load {
  /** Inbox items that no turn has processed. */
  letters: Waiting;
  replies: Record<(typeof openStates)[number], Waiting>;
  /** Cases without a verdict, by how long they have been open. */
  cases: Readonly<Record<string, Waiting>>;
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

const HOURS = [0, 1, 6, 24, 72];

/** Has the cases counted that were opened after a time and up to another, for each age in hours. */
export async function casesByAge(
  now: number,
  count: (after: number, upTo: number) => Promise<Waiting>,
): Promise<Load['cases']> {
  const ages = HOURS.map(async (from, at) => {
    const [upTo = now, after = now] = [from || -1e9, HOURS[at + 1] ?? 1e9].map(
      (h) => now - h * HOUR,
    );
    return [`open ${from} h`, await count(after, upTo)] as const;
  });
  return Object.fromEntries(await Promise.all(ages));
}

/** A count with its oldest, where there is one. */
export function waiting(count: number, oldestAt: unknown): Waiting {
  return typeof oldestAt === 'number' ? { count, oldestAt } : { count };
}
