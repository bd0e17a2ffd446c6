import type { Vector, VectorSpace } from '../matching/embedder.ts';
import type { Health } from './channel.ts';

/** A model for meaning that may be slow, be away for a while, or come back as another model. */
export interface SentenceEncoder {
  /** What its vectors are of; undefined until it has answered once. */
  readonly space: VectorSpace | undefined;
  /** Connects, if that is needed and worth trying now; returns its space, or nothing while it is away. */
  connect(): Promise<VectorSpace | undefined>;
  /** Returns nothing if the vector does not come in time. */
  encodeMessage(text: string): Promise<Vector | undefined>;
  /** Returns the vectors in order, zeros for a text that it refuses; nothing while it is away. */
  encodeFactChecks(texts: readonly string[]): Promise<Vector[] | undefined>;
  health(): Health;
}
