import type { Region } from '../pictures/raster.ts';

/** Position in a picture, in pixels from its upper left corner. */
export type Box = Readonly<Region>;

/** Word read from a picture; confidence goes from 0 to 1. */
export interface SeenWord {
  readonly text: string;
  readonly confidence: number;
  readonly box: Box;
}

/** Words of one line, from left to right. */
export interface SeenLine {
  readonly words: readonly SeenWord[];
}

/** Size of the picture that contains the boxes. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}
