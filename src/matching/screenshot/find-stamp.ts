import { isHour } from './chat-signs.ts';
import { tallness } from './line-shape.ts';
import type { SeenLine, SeenWord } from './seen.ts';

/**
 * The place in a line from which it only tells when a bubble was sent (10.33 ✓✓, 10:33 PM, diedit 10.33).
 * An hour that the text itself names is as large as its letters.
 */
export function findStamp({ words }: SeenLine, tall: number): number | undefined {
  const at = words.findLastIndex(
    (word, place) => place >= words.length - LONGEST_STAMP && isHour(word),
  );
  const hour = words[at];
  if (hour === undefined) return undefined;
  const isAlone = words.slice(0, at).every(isTick);
  if (!isAlone && tallness([hour]) > tall * SMALL) return undefined;
  if (!words.slice(at + 1).every(isTick)) return undefined;
  return EDITED.test(words[at - 1]?.text ?? '') ? at - 1 : at;
}

/** An hour, AM or PM, and ticks, which are read as one to three words. */
const LONGEST_STAMP = 4;
const SMALL = 0.85;
const UNLIKELY = 0.4;
const EDITED = /^(?:di)?edit(?:ed)?$/i;

/** AM, PM, and whatever ticks are read as: V, //, W/, vw. */
function isTick({ text, confidence }: SeenWord): boolean {
  return (
    /^[ap]\.?m\.?$/i.test(text) ||
    !/[\p{L}\p{N}]/u.test(text) ||
    /^[vw/\\«»y]{1,4}$/i.test(text) ||
    (confidence < UNLIKELY && text.length <= 3)
  );
}

/** The place from which a line ends in small words that cannot be read: a stamp in tiny letters. */
export function findBlur({ words }: SeenLine, tall: number): number {
  const isBlur = (word: SeenWord) =>
    word.confidence < UNSURE &&
    !/\p{L}{3}/u.test(word.text) &&
    (!/[\p{L}\p{N}]/u.test(word.text) || tallness([word]) < tall * SMALL);
  return words.findLastIndex((word) => !isBlur(word)) + 1;
}

const UNSURE = 0.8;
