import type { Box, SeenLine, SeenWord } from './seen.ts';

export function textOf({ words }: SeenLine): string {
  return words.map(({ text }) => text).join(' ');
}

export function boxOf({ words }: SeenLine): Box {
  return {
    x0: Math.min(...words.map(({ box }) => box.x0)),
    y0: Math.min(...words.map(({ box }) => box.y0)),
    x1: Math.max(...words.map(({ box }) => box.x1)),
    y1: Math.max(...words.map(({ box }) => box.y1)),
  };
}

/** Returns the height of some words' letters, without descenders. */
export function tallness(words: readonly SeenWord[]): number {
  const standing = words.filter(({ text }) => !HANGING.test(text));
  const heights = (standing.length > 0 ? standing : words).map(({ box }) => box.y1 - box.y0);
  return Math.max(0, ...heights);
}

/** Returns the height of letters in most lines of a picture. */
export function usualTallness(lines: readonly SeenLine[]): number {
  const heights = lines
    .filter(({ words }) => words.length > 2)
    .map(({ words }) => tallness(words))
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}

/** Returns the confidence of a line; long words count more. */
export function surenessOf({ words }: SeenLine): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters;
}

const HANGING = /[gjpqy,;()|/]/;

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
