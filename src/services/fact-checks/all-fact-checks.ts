import type { FactCheckStore } from '../../ports/store.ts';
import { cardKey } from './card-code.ts';

/** Fact-checks read at a time; more would only wait in memory. */
export const PAGE = 250;

/** Yields every fact-check of a store, withdrawn ones too, in the order in which they changed last. */
export async function* allFactChecks(store: Pick<FactCheckStore, 'since'>) {
  for (let from = 0; ; ) {
    const { factChecks, change } = await store.since(from, PAGE);
    yield* factChecks;
    if (factChecks.length < PAGE) return;
    from = change;
  }
}

/** The fact-checks of a store by the keys of their cards, withdrawn ones too. */
export async function idsByCardKey(store: Pick<FactCheckStore, 'since'>) {
  const ids = new Map<number, string>();
  for await (const { id } of allFactChecks(store)) ids.set(cardKey(id), id);
  return ids;
}
