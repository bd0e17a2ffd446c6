import type { Vector, VectorSpace } from './embedder.ts';
import type { MatchDocument, Query } from './match.ts';
import { createMatcher, type MatcherParts, openMatcher } from './matcher.ts';
import { unlessRefused } from './snapshot.ts';
import { NO_VECTORS } from './vector-shelf.ts';

/** The matcher of fact-checks as calls of plain data, so that it can live on another thread; empty until it is opened. */
export type MatchEngine = ReturnType<typeof createMatchEngine>;

/** Creates an engine; the space of its vectors comes with `open`. */
export function createMatchEngine(given: Omit<MatcherParts, 'space' | 'retells'>) {
  const parts = { ...given, retells: true };
  let matcher = createMatcher([], parts);
  return {
    /** Begins with a snapshot, or without any document; returns nothing if the snapshot is of no use. */
    open(space: VectorSpace | 'stored', snapshot?: Uint8Array) {
      const opened = snapshot
        ? unlessRefused(() => openMatcher(snapshot, { ...parts, space }))
        : createMatcher([], { ...parts, space: space === 'stored' ? NO_VECTORS : space });
      matcher = opened ?? matcher;
      return opened && { size: opened.size, space: opened.space };
    },
    /** Returns how many documents there are then. */
    update(put: readonly MatchDocument[], remove: readonly string[]): number {
      for (const id of remove) matcher.remove(id);
      for (const document of put) matcher.put(document);
      return matcher.size;
    },
    putVectors(vectors: readonly (readonly [id: string, vector: Vector])[]): void {
      for (const [id, vector] of vectors) matcher.putVector(id, vector);
    },
    changeSpace: (space: VectorSpace) => matcher.changeSpace(space),
    withoutVector: () => matcher.withoutVector(),
    snapshot: () => matcher.snapshot(),
    match: (query: Query) => matcher.match(query),
  };
}

/** One call by its name. */
export function callEngine<Name extends keyof MatchEngine>(
  engine: MatchEngine,
  name: Name,
  input: Parameters<MatchEngine[Name]>,
) {
  const call = engine[name] as (...input: Parameters<MatchEngine[Name]>) => unknown; // of the same name
  return call(...input) as ReturnType<MatchEngine[Name]>;
}
