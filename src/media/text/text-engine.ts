/** How Tesseract looks for lines: by columns (its mode 3), or as one block (6), steadier on photos. */
export type Layout = 'columns' | 'block';

/** Something that reads one picture at a time. */
export interface TextEngine {
  /** What the operator is told of it. */
  readonly name: string;
  /** Tesseract's TSV for a graymap; throws if the engine dies, or when the signal aborts, which ends its work. */
  recognise(pgm: Uint8Array, layout: Layout, signal: AbortSignal): Promise<string>;
  /** Gives back the memory it takes; the next picture starts it again. */
  stop(): Promise<void>;
}

/** The number that Tesseract gives each layout. */
export const MODE: Readonly<Record<Layout, string>> = { columns: '3', block: '6' };
