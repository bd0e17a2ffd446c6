import type { SeenLine } from '../../../src/matching/screenshot/seen.ts';

/** Where a line stands and how it was read; what is left out is as in most lines of a chat at 720 pixels. */
interface Place {
  y: number;
  x?: number;
  /** Height of its letters: 26 for text, 19 for names, 16 for hours. */
  tall?: number;
  confidence?: number;
}

/** A line as a reader gives it. */
export function aLine(text: string, { y, x = 44, tall = 26, confidence = 0.96 }: Place): SeenLine {
  let at = x;
  const words = text.split(' ').map((word) => {
    const box = { x0: at, y0: y, x1: at + word.length * tall * 0.6, y1: y + tall };
    at = box.x1 + tall / 2;
    return { text: word, confidence, box };
  });
  return { words };
}

/** Two lines that were read as one, such as the end of a text and the hour beside it. */
export function beside(left: SeenLine, right: SeenLine): SeenLine {
  return { words: [...left.words, ...right.words] };
}

/** Lines of a text, one below the other from `y` on. */
export function someLines(texts: readonly string[], y: number, place: Omit<Place, 'y'> = {}) {
  return texts.map((text, at) => aLine(text, { ...place, y: y + at * 42 }));
}
