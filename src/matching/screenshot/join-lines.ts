import { boxOf } from './line-shape.ts';
import type { SeenLine } from './seen.ts';

/** Joins lines into paragraphs, one per line of text, and words cut by a line end. */
export function joinLines(lines: readonly SeenLine[], tall: number): string {
  const paragraphs: string[] = [];
  let before: SeenLine | undefined;
  for (const line of lines) {
    const words = line.words.map(({ text }) => text);
    const paragraph = paragraphs.at(-1);
    if (before && paragraph !== undefined && isNear(before, line, tall))
      paragraphs[paragraphs.length - 1] = append(paragraph, words);
    else paragraphs.push(words.join(' '));
    before = line;
  }
  return paragraphs.join('\n');
}

/** Whether a line continues the one above, without an empty line between them. */
export function isNear(above: SeenLine, below: SeenLine, tall: number): boolean {
  return gapBetween(above, below) < tall * WIDEST_LEADING;
}

/** Returns the vertical distance between two lines, from box to box. */
export function gapBetween(above: SeenLine, below: SeenLine): number {
  return boxOf(below).y0 - boxOf(above).y1;
}

// In heights of letters; lines of posters and cards are one apart at most.
const WIDEST_LEADING = 1.2;
const CUT = /(?<!\p{L})(\p{L}{2,})[-‐¬]$/u;

function append(paragraph: string, words: readonly string[]): string {
  const next = words.join(' ');
  const half = CUT.exec(paragraph.slice(-LONGEST_WORD))?.[1];
  if (half === undefined || !/^\p{Ll}/u.test(next)) return `${paragraph} ${next}`;
  // Hati-hati is a doubled word, not one that was cut.
  const isDoubled = next.toLowerCase().startsWith(half.toLowerCase().slice(-DOUBLED));
  return isDoubled ? paragraph + next : paragraph.slice(0, -1) + next;
}

const DOUBLED = 4;
const LONGEST_WORD = 60;
