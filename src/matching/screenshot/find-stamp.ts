import { tallness } from './line-shape.ts';
import type { SeenLine, SeenWord } from './seen.ts';

/** Returns where in a line the time of a bubble begins (10.33 ✓✓, diedit 10.33); a time of the text has letters of its size. */
export function findStamp({ words }: SeenLine, tall: number): number | undefined {
  const at = words.findLastIndex(
    ({ text }, place) => place >= words.length - LONGEST_STAMP && HOUR.test(text),
  );
  const hour = words[at];
  if (hour === undefined || !words.slice(at + 1).every(isTick)) return undefined;
  const isAlone = words.slice(0, at).every(isTick) && /[.:]/.test(hour.text);
  if (!isAlone && tallness([hour]) > tall * SMALL) return undefined;
  return EDITED.test(words[at - 1]?.text ?? '') ? at - 1 : at;
}

/** Returns where small illegible words at the end of a line begin: a time in tiny letters. */
export function findBlur({ words }: SeenLine, tall: number): number {
  return words.findLastIndex((word, at) => !isBlur(word, words[at - 1], tall)) + 1;
}

/** 10.33, 10:33, or 1033 in letters smaller than the text's. */
const HOUR = /^\D?(?:[01]?\d|2[0-3])[.:]?[0-5]\d\D{0,3}$/;
/** A time, AM or PM, and ticks, which are read as one to three words. */
const LONGEST_STAMP = 4;
const SMALL = 0.85;
const UNLIKELY = 0.4;
const UNSURE = 0.8;
const EDITED = /^(?:di)?edit(?:ed)?$/i;

/** AM, PM, and common misreadings of ticks: V, //, W/, vw. */
function isTick({ text, confidence }: SeenWord): boolean {
  const isDrawn = !/[\p{L}\p{N}]/u.test(text) || /^[vw/\\«»y]{1,4}$/i.test(text);
  return isDrawn || /^[ap]\.?m\.?$/i.test(text) || (confidence < UNLIKELY && text.length <= 3);
}

/** A word in small letters below the baseline is not part of the line. */
function isBlur(word: SeenWord, before: SeenWord | undefined, tall: number): boolean {
  if (word.confidence >= UNSURE) return false;
  if (!/[\p{L}\p{N}]/u.test(word.text)) return true;
  const height = tallness([word]);
  if (height >= tall * SMALL) return false;
  const hangs = before !== undefined && word.box.y1 - before.box.y1 > height / 4;
  return hangs || !/\p{L}{3}/u.test(word.text);
}
