import type { TurnCommit } from '../../src/ports/commit.ts';
import type { Arrival, Store } from '../../src/ports/store.ts';
import { aTurn } from '../support/builders.ts';

/** Keeps messages of citizens who are new, and ends the turn of each with the same changes; returns the citizens. */
export async function endTurns(
  store: Store,
  arrivals: readonly Arrival[],
  make: () => Partial<TurnCommit>,
): Promise<string[]> {
  const kept = await store.turns.keepMessages(arrivals, Date.now());
  const citizens = kept.map(({ citizen }) => citizen);
  const ended = citizens.map(async (citizen) => {
    const { pending = [], revision = 0 } = (await store.turns.readTurn(citizen)) ?? {};
    const done = pending.map(({ key }) => key);
    return store.turns.commitTurn(aTurn({ citizen, revision, done, ...make() }));
  });
  const results = await Promise.all(ended);
  if (results.some((result) => result !== 'committed')) throw new Error('could not be filled');
  return citizens;
}
