import type { Matcher, MatchResult } from '../matching/match.ts';
import { createMatcher } from '../matching/matcher.ts';
import type { PublishedFactCheck } from './fact-check.ts';
import type { FactCheckStore } from './ports.ts';

/** Fact-checks read at a time; more would only wait in memory. */
const PAGE = 250;

/** The matchable fact-checks of a store, kept in step with it by `follow`. */
export class FactCheckIndex {
  readonly #store: FactCheckStore;
  readonly #matcher: Matcher = createMatcher();
  #change = 0;
  #following: Promise<void> | undefined;

  constructor(store: FactCheckStore) {
    this.#store = store;
  }

  get size(): number {
    return this.#matcher.size;
  }

  /** Takes in whatever has changed in the store since the last time. */
  follow(): Promise<void> {
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined;
    });
    return this.#following;
  }

  /** The fact-checks that fit a text, and how sure that is. */
  match(text: string): MatchResult {
    return this.#matcher.match({ text });
  }

  async #follow(): Promise<void> {
    for (;;) {
      const { factChecks, change } = await this.#store.since(this.#change, PAGE);
      for (const factCheck of factChecks) this.#take(factCheck);
      this.#change = change;
      if (factChecks.length < PAGE) return;
    }
  }

  #take(factCheck: PublishedFactCheck): void {
    if (factCheck.retracted === undefined) this.#matcher.put(factCheck);
    else this.#matcher.remove(factCheck.id);
  }
}
