import type { FactCheckStore } from '../../ports/store.ts';

/** Fact-checks read at a time; more would only wait in memory. */
export const PAGE = 250;

/** Yields every fact-check of a store, withdrawn ones too, in the order in which they changed last. */
export async function* allFactChecks(store: Pick<FactCheckStore, 'since'>) {
  for await (const { factChecks } of changesSince(store, 0)) yield* factChecks;
}

/** Yields page after page of what has changed since then. */
export async function* changesSince(store: Pick<FactCheckStore, 'since'>, change: number) {
  for (let from = change; ; ) {
    const page = await store.since(from, PAGE);
    yield page;
    if (page.factChecks.length < PAGE) return;
    from = page.change;
  }
}
