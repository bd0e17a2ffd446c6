import type { Box, SeenLine, SeenWord } from './seen.ts';

/** Returns the text of a line, with single spaces. */
export function textOf({ words }: SeenLine): string {
  return words.map(({ text }) => text).join(' ');
}

/** Returns the box around all words of a line. */
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
