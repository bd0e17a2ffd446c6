import type { FactCheckStore } from '../../ports/store.ts';

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
