import { isButton, isForwardLabel, isNotice, isPlainSender } from './chat-signs.ts';
import { findBlur, findStamp } from './find-stamp.ts';
import { isNear } from './join-lines.ts';
import { tallness, textOf } from './line-shape.ts';
import type { SeenLine } from './seen.ts';

/** The lines that people wrote: no names, labels, days or hours around them. */
export function readBubbles(lines: readonly SeenLine[], tall: number): SeenLine[] {
  const said: SeenLine[] = [];
  let isFirst = true;
  for (const [at, line] of lines.entries()) {
    if (isForwardLabel(line) || isNotice(line) || isButton(line)) continue;
    const above = lines[at - 1];
    const below = lines[at + 1];
    const opens = isFirst || above === undefined || !isNear(above, line, tall);
    const stamp = findStamp(line, tall);
    isFirst = stamp !== undefined;
    if (opens && below && isNear(line, below, tall) && isSender(line, below, tall)) {
      isFirst = true; // a quoted message has a name of its own below
      continue;
    }
    const words = line.words.slice(0, stamp ?? findBlur(line, tall));
    if (words.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) said.push({ words });
  }
  return said;
}

const LONGEST_NAME = 5;
/** Names stand above a bubble in smaller letters than its text. */
const SMALLER = 0.9;

function isSender(line: SeenLine, below: SeenLine, tall: number): boolean {
  if (isPlainSender(line)) return true;
  if (line.words.length > LONGEST_NAME || /[.!?:,]$/.test(textOf(line))) return false;
  if (isForwardLabel(below)) return true;
  const isCapital = ({ text }: { text: string }) => !/^\p{Ll}/u.test(text);
  return line.words.every(isCapital) && tallness(line.words) < tall * SMALLER;
}
