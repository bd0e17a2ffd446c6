import { createMatcher, type Matcher } from '../matching/matcher.ts';
import { normalise } from '../matching/normalise.ts';
import type { Case } from '../review/case.ts';
import type { CaseStore } from './ports.ts';

/** Finds the open case that asks the same question as a new tip. */
export class OpenCases {
  readonly #store: CaseStore;
  readonly #matcher: Matcher = createMatcher();

  constructor(store: CaseStore) {
    this.#store = store;
  }

  /** Loads the cases that wait for a decision. */
  async load(limit = 20_000): Promise<void> {
    for (const found of await this.#store.list('open', limit)) this.put(found);
  }

  /** Makes a new case findable. */
  put(found: Case): void {
    this.#matcher.put({
      id: found.id,
      title: found.claim.slice(0, 600),
      narratives: [found.claim],
    });
  }

  /** The open case with the same claim; exact wording first, then only a sure match. */
  async find(text: string): Promise<Case | undefined> {
    const exact = await this.#store.openByClaim(claimKey(text));
    if (exact) return exact;
    const result = this.#matcher.match({ text });
    const [best] = result.matches;
    if (result.tier !== 'answer' || !best) return undefined;
    const found = await this.#store.get(best.id);
    if (found?.status === 'open') return found;
    this.#matcher.remove(best.id);
    return undefined;
  }
}

/** What two forwards of the very same words have in common. */
export function claimKey(text: string): string {
  return normalise(text).slice(0, 400);
}
