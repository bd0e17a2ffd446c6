import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { oneAtATime } from '../../ports/concurrency-limit.ts';
import { changesSince } from './all-fact-checks.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { isPublic, type PublicView, publicView } from './public-view.ts';

export type Listed = ReturnType<typeof listed>;

function listed(view: PublicView) {
  const { id, slug, title, verdict, topic, org, ...dated } = view;
  const { url, citations, publishedAt, expiresAt, changedAt, version, withdrawn } = dated;
  const times = { publishedAt, expiresAt, changedAt, version, withdrawn };
  const { signatories } = dated;
  return { id, slug, title, verdict, topic, org, url, citations, signatories, ...times };
}

/** Every fact-check that the public may see, in step with the store, newest first. */
export class PublicList {
  readonly #deps: FactCheckDeps;
  readonly #showsSamples: boolean;
  readonly #byId = new Map<string, Listed>();
  #sorted: Listed[] | undefined = [];
  #change = 0;

  constructor(deps: FactCheckDeps, { showsSamples }: { showsSamples: boolean }) {
    this.#deps = deps;
    this.#showsSamples = showsSamples;
  }

  isPublic(view: PublicView): boolean {
    return isPublic(view, { showsSamples: this.#showsSamples });
  }

  /** One of them, as it is kept and as the public sees it. */
  async find(id: string): Promise<{ factCheck: PublishedFactCheck; view: PublicView } | undefined> {
    const factCheck = await this.#deps.store.factChecks.get(id);
    const view = factCheck && publicView(this.#deps, factCheck);
    return view && this.isPublic(view) ? { factCheck, view } : undefined;
  }

  /** All of them, withdrawn ones too. */
  async all(): Promise<readonly Listed[]> {
    await this.#follow();
    this.#sorted ??= [...this.#byId.values()].sort((a, b) => newsAt(b) - newsAt(a));
    return this.#sorted;
  }

  /** Those that hold; with words, those whose title has all of them. */
  async valid(words: readonly string[] = []): Promise<Listed[]> {
    return (await this.all()).filter(({ withdrawn, title }) => {
      if (withdrawn !== undefined) return false;
      const small = words.length > 0 ? title.toLowerCase() : '';
      return words.every((word) => small.includes(word));
    });
  }

  readonly #follow = oneAtATime(async () => {
    for await (const page of changesSince(this.#deps.store.factChecks, this.#change)) {
      for (const factCheck of page.factChecks) this.#take(publicView(this.#deps, factCheck));
      this.#change = page.change;
    }
  });

  #take(view: PublicView): void {
    this.#sorted = undefined;
    if (this.isPublic(view)) this.#byId.set(view.id, listed(view));
    else this.#byId.delete(view.id);
  }
}

/** The words of a search, in small letters. */
export function wordsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** When it was last news: published, or corrected or withdrawn after that. */
export function newsAt({ publishedAt, changedAt, version, withdrawn }: Listed): number {
  const isFirst = version === 1 && withdrawn === undefined;
  return isFirst && publishedAt !== undefined ? Date.parse(publishedAt) : changedAt;
}
