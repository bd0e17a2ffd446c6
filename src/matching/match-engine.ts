import type { Vector, VectorSpace } from './embedder.ts';
import { EvidenceIndex, type Traces } from './evidence-index.ts';
import type { MatchDocument, Query } from './match.ts';
import type { IndexParts } from './match-index.ts';
import { createMatcher, openMatcher } from './matcher.ts';
import { SnapshotRefused } from './snapshot.ts';
import { NO_VECTORS } from './vector-shelf.ts';

/** A match engine, wherever it runs; calls are done one by one, in the order in which they came. */
export interface MatchRunner {
  /** Why the engine is gone, with all that it had taken in. */
  readonly lost?: EngineLost | undefined;
  /** Rejects with EngineLost if the engine goes before it has answered; may take over the bytes of a snapshot. */
  ask<Name extends keyof MatchEngine>(
    name: Name,
    ...input: Parameters<MatchEngine[Name]>
  ): Promise<ReturnType<MatchEngine[Name]>>;
  close(): Promise<void>;
  /** Whether it works beside this thread and has nothing to do, so that what it is asked now holds up nobody. */
  readonly isIdle?: boolean;
}

/** Thrown where an engine is gone; what it was asked can be asked again. */
export class EngineLost extends Error {}

/** Thrown to the call at which an engine was lost, and which may be why. */
export class LostAtWork extends EngineLost {}

/** Returns the buffers that these bytes have to themselves, so that another thread can be handed them instead of a copy. */
export function buffersOf(parts: unknown): ArrayBuffer[] {
  return Object.values(parts ?? {}).flatMap((part) => {
    const isWhole = part instanceof Uint8Array && part.length === part.buffer.byteLength;
    return isWhole && part.buffer instanceof ArrayBuffer ? [part.buffer] : [];
  });
}

export function matchHere(parts: EngineParts): MatchRunner {
  const engine = createMatchEngine(parts);
  return {
    ask: async (name, ...input) => Reflect.apply(engine[name], undefined, input),
    async close() {},
  };
}

type EngineParts = Omit<IndexParts, 'space' | 'retells'>;

/** Words and evidence of fact-checks as calls of plain data, which can go to another thread. */
export type MatchEngine = ReturnType<typeof createMatchEngine>;

function createMatchEngine(given: EngineParts) {
  const parts = { ...given, retells: true };
  let [matcher, evidence] = [createMatcher([], parts), new EvidenceIndex()];
  return {
    /** Begins with a snapshot, or with nothing if there is none of use. */
    open(
      space: VectorSpace | 'stored',
      snapshot?: Record<'words' | 'evidence', Uint8Array<ArrayBuffer>>,
    ) {
      const empty = { ...parts, space: space === 'stored' ? NO_VECTORS : space };
      [matcher, evidence] = [createMatcher([], empty), new EvidenceIndex()];
      try {
        if (snapshot) {
          const opened = openMatcher(snapshot.words, { ...parts, space });
          [matcher, evidence] = [opened, EvidenceIndex.open(snapshot.evidence)];
        }
      } catch (error) {
        if (!(error instanceof SnapshotRefused)) throw error;
      } finally {
        // Given back at once, not when garbage is next collected.
        for (const buffer of buffersOf(snapshot)) buffer.transfer(0);
      }
      return { size: matcher.size, space: matcher.space };
    },
    /** Returns how many documents there are then. */
    update(put: readonly (MatchDocument & Traces)[], remove: readonly string[]): number {
      for (const part of [matcher, evidence]) for (const id of remove) part.remove(id);
      for (const document of put) {
        matcher.put(document);
        evidence.put(document.id, document);
      }
      return matcher.size;
    },
    putVectors(vectors: readonly (readonly [id: string, vector: Vector])[]): void {
      for (const [id, vector] of vectors) matcher.putVector(id, vector);
    },
    changeSpace: (space: VectorSpace) => matcher.changeSpace(space),
    withoutVector: () => matcher.withoutVector(),
    snapshot: () => ({ words: matcher.snapshot(), evidence: evidence.save() }),
    findTraces: (traces: Traces) => evidence.find(traces),
    nearPictures: (hashes: Uint8Array) => evidence.nearPictures(hashes),
    match: (query: Query) => matcher.match(query),
  };
}
