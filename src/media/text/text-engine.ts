/** How Tesseract finds lines: by columns (its mode 3), or as one block (6), steadier on photos. */
export type Layout = 'columns' | 'block';

/** Reads one picture at a time. */
export interface TextEngine {
  /** Name for the operator. */
  readonly name: string;
  /** Returns Tesseract's TSV of a graymap; throws if the engine dies or the signal aborts. */
  recognise(pgm: Uint8Array, layout: Layout, signal: AbortSignal): Promise<string>;
  /** Frees its memory; the next picture starts it again. */
  stop(): Promise<void>;
}

/** Tesseract's number of each layout. */
export const MODE: Readonly<Record<Layout, string>> = { columns: '3', block: '6' };
