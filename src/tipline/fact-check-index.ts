import type { Embedder } from '../matching/embedder.ts';
import type { Matcher, MatchResult } from '../matching/match.ts';
import { createMatcher } from '../matching/matcher.ts';
import { textToEmbed } from '../matching/text-to-embed.ts';
import type { PublishedFactCheck } from './fact-check.ts';
import type { FactCheckStore } from './ports.ts';

/** Fact-checks read at a time; more would only wait in memory. */
const PAGE = 250;

/** The matchable fact-checks of a store, kept in step with it by `follow`. */
export class FactCheckIndex {
  readonly #store: FactCheckStore;
  readonly #embedder: Embedder | undefined;
  readonly #matcher: Matcher;
  #change = 0;
  #following: Promise<void> | undefined;

  constructor(store: FactCheckStore, embedder?: Embedder) {
    this.#store = store;
    this.#embedder = embedder;
    this.#matcher = createMatcher([], embedder);
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
  async match(text: string): Promise<MatchResult> {
    if (!this.#embedder) return this.#matcher.match({ text });
    const vector = await this.#embedder.embed(text, 'message');
    return this.#matcher.match({ text, vector });
  }

  async #follow(): Promise<void> {
    for (;;) {
      const { factChecks, change } = await this.#store.since(this.#change, PAGE);
      for (const factCheck of factChecks) await this.#take(factCheck);
      this.#change = change;
      if (factChecks.length < PAGE) return;
    }
  }

  async #take(factCheck: PublishedFactCheck): Promise<void> {
    if (factCheck.retracted !== undefined) {
      this.#matcher.remove(factCheck.id);
      return;
    }
    const vector = await this.#embedder?.embed(textToEmbed(factCheck), 'factCheck');
    this.#matcher.put(factCheck, vector);
  }
}
