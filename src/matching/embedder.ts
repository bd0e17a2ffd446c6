/** Meaning of a text as a direction: numbers with norm one, or all zeros for nothing. */
export type Vector = Float32Array;

/** Origin of vectors: only vectors of one model can be compared. */
export interface VectorSpace {
  readonly model: string;
  readonly dimensions: number;
}

/** Turns texts into vectors that are close if the texts mean the same. */
export interface Embedder extends VectorSpace {
  embed(text: string, role: 'message' | 'factCheck'): Promise<Vector>;
}
