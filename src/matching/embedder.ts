/** Meaning of a text as a direction: numbers with norm one, or all zeros for nothing. */
export type Vector = Float32Array;

/** Origin of vectors: only vectors of one model can be compared. */
export interface VectorSpace {
  readonly model: string;
  readonly dimensions: number;
}

/** What a text is; some models read the two differently. */
export type TextRole = 'message' | 'factCheck';

/** Turns texts into vectors that are close if the texts mean the same. */
export interface Embedder extends VectorSpace {
  embed(text: string, role: TextRole): Promise<Vector>;
  /** Does the same for several texts at once, where that is faster. */
  embedMany?(texts: readonly string[], role: TextRole): Promise<Vector[]>;
}
