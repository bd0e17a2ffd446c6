/** Position in a picture, in pixels from its upper left corner. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

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
