import { createMatcher } from '../../matching/matcher.ts';
import type { NewsItem, ReadNews } from '../../ports/news.ts';

/** Articles of feeds that an operator trusts, kept in memory and read again from time to time. */
export class NewsIndex {
  readonly #feeds: readonly string[];
  readonly #host: { read: ReadNews; warn(what: string): void };
  readonly #items = new Map<string, readonly NewsItem[]>();
  #byId = new Map<string, NewsItem>();
  #matcher = createMatcher();

  constructor(feeds: readonly string[], host: { read: ReadNews; warn(what: string): void }) {
    this.#feeds = feeds;
    this.#host = host;
  }

  /** Reads every feed again; what a feed had before stays if it cannot be read. */
  async refresh(signal?: AbortSignal): Promise<void> {
    for (const feed of this.#feeds) {
      try {
        this.#items.set(feed, await this.#host.read(feed, signal));
      } catch (error) {
        if (signal?.aborted) return;
        const why = error instanceof Error ? error.message : String(error);
        this.#host.warn(`the news of ${feed} could not be read: ${why}`);
      }
    }
    this.#byId = new Map([...this.#items.values()].flat().map((item) => [item.url, item]));
    this.#matcher = createMatcher(
      [...this.#byId].map(([id, item]) => ({ ...item, id, narratives: [] })),
    );
  }

  /** Articles on the topic of a text, best first; they say nothing about what it claims. */
  related(text: string): NewsItem[] {
    const { tier, matches, related = [] } = this.#matcher.match({ text, isWhole: true });
    const ids = tier === 'none' ? related : matches.slice(0, 1).map(({ id }) => id);
    return ids.flatMap((id) => this.#byId.get(id) ?? []);
  }
}
