/** Which open cases look alike, two by two; compares a case when it is looked at, and again after it has changed. */
export class SimilarPairs {
  readonly #find: (id: string) => readonly string[] | undefined;
  readonly #alike = new Map<string, Set<string>>();
  readonly #compared = new Set<string>();
  readonly #changed = new Set<string>();

  /** `find` names the cases that look like one; nothing where a case says nothing to compare. */
  constructor(find: (id: string) => readonly string[] | undefined) {
    this.#find = find;
  }

  forget(id: string): void {
    for (const other of this.of(id)) this.#alike.get(other)?.delete(id);
    for (const known of [this.#alike, this.#compared, this.#changed]) known.delete(id);
  }

  /** Has a case that is new or has changed compared at the next look. */
  note(id: string): void {
    this.forget(id);
    this.#changed.add(id);
  }

  /** Compares these cases, those that look like them, and what has changed; at most so many, the others at a later look. */
  compare(ids: readonly string[], most: number): void {
    let left = most;
    const compareAll = (some: Iterable<string>) => {
      for (const id of some) {
        if (this.#compared.has(id)) continue;
        if (left === 0) return;
        const found = this.#find(id);
        if (found) left -= 1;
        this.#compared.add(id);
        this.#changed.delete(id);
        for (const other of found ?? []) {
          this.#alike.set(id, new Set([...this.of(id), other]));
          this.#alike.set(other, new Set([...this.of(other), id]));
        }
      }
    };
    compareAll(ids);
    compareAll(ids.flatMap((id) => [...this.of(id)]));
    compareAll([...this.#changed]);
  }

  /** The cases that look like one, as far as they were compared. */
  of(id: string): ReadonlySet<string> {
    return this.#alike.get(id) ?? new Set();
  }
}
