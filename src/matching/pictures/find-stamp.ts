import type { PictureSize, SeenWord } from '../screenshot/seen.ts';
import verdicts from './stamped-verdicts.json' with { type: 'json' };

/** Finds a verdict in large letters over a picture, which may then be a fact-check and not the claim; running text does not count. */
export function findStamp(words: readonly SeenWord[], size: PictureSize): string | undefined {
  const letters = words.filter(({ confidence, text }) => confidence >= UNSURE && /\w/.test(text));
  const usual = median(letters.filter((word) => !verdictIn(word.text)).map(heightOf));
  const stamps = letters.filter((word) => isLarge(word, { usual, size }));
  stamps.sort((a, b) => heightOf(b) - heightOf(a));
  for (const { text } of stamps) {
    const verdict = verdictIn(text);
    if (verdict) return verdict;
  }
  return undefined;
}

/** The picture shows through stamps; a whole word is required, so low confidence is enough. */
const UNSURE = 0.3;

/** A word that Indonesian fact-checkers stamp on pictures, in capitals only: "salah" and "Salah" occur in sentences. Digits may count as letters. */
function verdictIn(text: string): string | undefined {
  const word = text.replace(/0/g, 'O').replace(/[1|]/g, 'I').replace(/5/g, 'S').replace(/4/g, 'A');
  const bare = word.replace(/^[^A-Z]+|(?<![^A-Z])[^A-Z]+$/g, '');
  return verdicts.find((verdict) => verdict === bare);
}

function isLarge(
  { box }: SeenWord,
  { usual, size }: { usual: number | undefined; size: PictureSize },
): boolean {
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  const wide = width >= WIDE * size.width || width >= VERY_WIDE * size.height;
  return wide && height >= TALL * size.height && height >= ABOVE_TEXT * (usual ?? 0);
}

function heightOf({ box }: SeenWord): number {
  return box.y1 - box.y0;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** As shares of the picture: a stamp covers a good part of it. */
const WIDE = 0.2;
const VERY_WIDE = 0.35;
const TALL = 0.04;
/** Minimum size compared with the text around it. */
const ABOVE_TEXT = 1.5;
