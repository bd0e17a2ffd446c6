import type { Vector } from './embedder.ts';
import type { MatchIndex } from './match-index.ts';
import { squareOf } from './vector-shelf.ts';

/** Semantic similarity of documents to one message; without a vector, none is near. */
export class Nearness {
  private readonly library: MatchIndex;
  private readonly message: Int8Array;
  private readonly square: number;

  constructor(library: MatchIndex, vector: Vector | undefined) {
    this.library = library;
    this.message = library.vectors.shrink(vector);
    this.square = squareOf(this.message);
  }

  /** Returns the cosine between document and message, or 0 if one has no vector. */
  of(slot: number): number {
    return this.library.vectors.nearness(slot, this.message, this.square);
  }

  /** Returns the slots of the nearest documents, the nearest first. */
  nearest(most: number): number[] {
    if (this.square === 0) return [];
    const best: Near[] = [];
    for (const slot of this.library.vectors.shortlist(this.message)) {
      const near = this.of(slot);
      if (near <= 0 || near < (best[most - 1]?.near ?? 0)) continue;
      const id = this.library.idOf(slot);
      if (id === undefined) continue;
      best.push({ slot, near, id });
      best.sort(byNearness).splice(most);
    }
    return best.map(({ slot }) => slot);
  }
}

interface Near {
  slot: number;
  near: number;
  id: string;
}

function byNearness(a: Near, b: Near): number {
  return b.near - a.near || (a.id < b.id ? -1 : 1);
}
