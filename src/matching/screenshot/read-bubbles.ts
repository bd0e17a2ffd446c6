import { isButton, isDay, isForwardLabel, isNotice, isPlainSender } from './chat-signs.ts';
import { findBlur, findStamp } from './find-stamp.ts';
import { gapBetween, isNear, tallness, textOf } from './line-shape.ts';
import type { SeenLine } from './seen.ts';

/** Returns the lines that people wrote, without names, labels and times; of a forwarded message, only that, without comments. */
export function readBubbles(lines: readonly SeenLine[], tall: number): SeenLine[] {
  const bubbles = splitBubbles(lines, tall);
  const forwarded = bubbles.filter(({ isForwarded }) => isForwarded);
  const words = forwarded.flatMap((bubble) => bubble.lines).flatMap((line) => line.words);
  return (words.length >= ENOUGH ? forwarded : bubbles).flatMap((bubble) => bubble.lines);
}

interface Bubble {
  lines: SeenLine[];
  isForwarded: boolean;
}

const ENOUGH = 6;
const LONGEST_NAME = 5;
/** Names above a bubble have smaller letters than its text. */
const SMALLER = 0.9;
/** In heights of letters; an empty line within a bubble leaves about two. */
const WIDEST_GAP = 3;

function splitBubbles(lines: readonly SeenLine[], tall: number): Bubble[] {
  const bubbles: Bubble[] = [];
  let bubble: Bubble | undefined;
  const open = (isForwarded: boolean) => {
    bubble = { lines: [], isForwarded };
    bubbles.push(bubble);
  };
  for (const [at, line] of lines.entries()) {
    const above = lines[at - 1];
    const below = lines[at + 1];
    const isLabelled = bubble?.isForwarded && bubble.lines.length === 0; // a picture may come first
    if (above && !isLabelled && gapBetween(above, line) > tall * WIDEST_GAP) bubble = undefined;
    if (isForwardLabel(line)) {
      open(true);
      continue;
    }
    if (isNotice(line) || isButton(line)) continue;
    const opens = !isLabelled && (!bubble || !above || !isNear(above, line, tall));
    if (opens && isDay(line)) continue;
    if (opens && below && isNear(line, below, tall) && isSender(line, below, tall)) continue;
    if (!bubble) open(false);
    const stamp = findStamp(line, tall);
    const words = line.words.slice(0, stamp ?? findBlur(line, tall));
    if (words.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) bubble?.lines.push({ words });
    if (stamp !== undefined) bubble = undefined;
  }
  return bubbles;
}

function isSender(line: SeenLine, below: SeenLine, tall: number): boolean {
  if (isPlainSender(line)) return true;
  if (line.words.length > LONGEST_NAME || /[.!?:,]$/.test(textOf(line))) return false;
  if (isForwardLabel(below)) return true;
  const isCapital = ({ text }: { text: string }) => !/^\p{Ll}/u.test(text);
  return line.words.every(isCapital) && tallness(line.words) < tall * SMALLER;
}
