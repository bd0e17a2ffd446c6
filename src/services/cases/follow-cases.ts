import type { Case } from '../../domain/cases/case.ts';
import type { CaseStore } from '../../ports/store.ts';

/** Changed cases that are read at a time. */
const PAGE = 250;

/** What following reads of the cases. */
export type Following = Pick<CaseStore, 'since' | 'lastChange'>;

/** Hands over the cases that change in a store, whichever process changes them. */
export class CaseFollower {
  readonly #store: Following;
  readonly #take: (found: Case) => Promise<void>;
  #seen: number | undefined;
  #following: Promise<void> | undefined;

  constructor(store: Following, take: (found: Case) => Promise<void>) {
    this.#store = store;
    this.#take = take;
  }

  /** The last change that has been taken in; undefined before the beginning. */
  get seen(): number | undefined {
    return this.#seen;
  }

  /** Begins with what changes from now on. */
  async begin(): Promise<void> {
    this.#seen = await this.#store.lastChange();
  }

  /** Takes in what has changed since the last time. */
  follow(): Promise<void> {
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined;
    });
    return this.#following;
  }

  async #follow(): Promise<void> {
    for (;;) {
      const { cases, change } = await this.#store.since(this.#seen ?? 0, PAGE);
      for (const found of cases) await this.#take(found);
      this.#seen = change;
      if (cases.length < PAGE) return;
    }
  }
}
