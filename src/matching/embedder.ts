/** What a text means, as a direction: a row of numbers of length one, or all zeros for nothing. */
export type Vector = Float32Array;

/** Where vectors come from: only those of one model can be compared. */
export interface VectorSpace {
  readonly model: string;
  readonly dimensions: number;
}

/** Turns texts into vectors that are near each other when the texts mean the same. */
export interface Embedder extends VectorSpace {
  embed(text: string, role: 'message' | 'factCheck'): Promise<Vector>;
}
