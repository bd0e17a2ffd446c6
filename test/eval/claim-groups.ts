import { normalise } from '../../src/matching/normalise.ts';
import type { EvalData } from './load-data.ts';

/** A narrative of the store, with the claim it makes and the claims it may well lie beside. */
export interface Narrative {
  claim: string;
  kin: string;
  text: string;
}

/**
 * The narratives of the store by claim: fact-checks make one claim where the words of one are the
 * words of the other or a part of them, and are kin where the data accepts either for one message
 * or both have one title, as a fact-check has that came from two sources.
 */
export function groupClaims({ full, queries }: EvalData): Narrative[] {
  const read = full.flatMap(({ id, narratives }) =>
    narratives
      .map((text) => ({ id, text, words: normalise(text).split(' ') }))
      .filter(({ words }) => words.length >= LEAST_WORDS),
  );
  const [claims, kin] = [new Groups(), new Groups()];
  for (const [part, whole] of findContained(read)) {
    claims.join(part, whole);
    kin.join(part, whole);
  }
  for (const { accept = [] } of queries) for (const id of accept) kin.join(accept[0] ?? id, id);
  const titles = Map.groupBy(full, ({ title }) => normalise(title));
  for (const [first, ...others] of titles.values()) {
    for (const { id } of others) kin.join(first?.id ?? id, id);
  }
  return read.map(({ id, text }) => ({ claim: claims.of(id), kin: kin.of(id), text }));
}

// "Benarkah ini?" is in the store as a narrative; it is nobody's claim.
const LEAST_WORDS = 7;

class Groups {
  private readonly parents = new Map<string, string>();

  of(id: string): string {
    let current = id;
    for (;;) {
      const parent = this.parents.get(current);
      if (parent === undefined) return current;
      current = parent;
    }
  }

  join(left: string, right: string): void {
    const [from, into] = [this.of(left), this.of(right)];
    if (from !== into) this.parents.set(from, into);
  }
}

interface Read {
  id: string;
  words: readonly string[];
}

function findContained(read: readonly Read[]): [part: string, whole: string][] {
  const starts = Map.groupBy(read, ({ words }) => words.slice(0, LEAST_WORDS).join(' '));
  return read.flatMap(({ id, words }) =>
    words.flatMap((_, at) => {
      const rest = words.slice(at);
      const parts = starts.get(rest.slice(0, LEAST_WORDS).join(' ')) ?? [];
      return parts
        .filter((part) => part.words.every((word, place) => word === rest[place]))
        .map((part): [string, string] => [part.id, id]);
    }),
  );
}
