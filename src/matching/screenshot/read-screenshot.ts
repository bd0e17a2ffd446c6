import * as chatSigns from './chat-signs.ts';
import { isButton, isDay, isForwardLabel, isNotice, isPlainSender } from './chat-signs.ts';
import { findBlur, findStamp } from './find-stamp.ts';
import { withoutFurniture } from './furniture.ts';
import {
  boxOf,
  gapBetween,
  isNear,
  joinLines,
  surenessOf,
  tallness,
  textOf,
  usualTallness,
} from './line-shape.ts';
import type { PictureSize, SeenLine } from './seen.ts';

/** Reads a chat as its bubbles, and posters, cards and photos from top to bottom. */
export function readScreenshot(lines: readonly SeenLine[], size: PictureSize) {
  const legible = [...lines].filter(isLegible).sort(byPlace);
  const tall = usualTallness(legible);
  const chat = findChat(legible, size, tall);
  const posted = legible.filter((line) => !isSurface(line, size));
  const read = chat ? readBubbles(chat, tall) : withoutFurniture(posted);
  const unsure = read.flatMap(({ words }) => words).filter(({ confidence }) => confidence < SURE);
  return {
    /** Paragraphs and bubbles from top to bottom, one line each. */
    text: joinLines(read, tall),
    isChat: chat !== undefined,
    /** Words of the text that may have been misread, as they occur in it. */
    unsure: [...new Set(unsure.map(({ text }) => text))],
  };
}

/** Clean print is read at .9 and above; a 19 misread as 119 had .74. */
const SURE = 0.8;
/** Leaves and faces are read as lines of short, unlikely words. */
const LEGIBLE = 0.35;
const LIKELY = 0.6;
const BAR = 0.06;

function isLegible(line: SeenLine): boolean {
  if (line.words.length === 0) return false;
  if (chatSigns.isForwardLabel(line)) return true; // its small grey letters are often unsure
  const isWord = ({ text, confidence }: SeenLine['words'][number]) =>
    confidence >= LIKELY && /[\p{L}\p{N}]{3}/u.test(text);
  return surenessOf(line) >= LEGIBLE || line.words.some(isWord);
}

/** What the phone or an app for posts draws around a picture. */
function isSurface(line: SeenLine, { height }: PictureSize): boolean {
  return (
    chatSigns.isButton(line) ||
    (chatSigns.isStatusBar(line) &&
      boxOf(line).y1 < height * BAR &&
      line.words.every(({ text }) => text.length <= 6))
  );
}

/** Sorts from top to bottom; lines at the same height keep their order. */
function byPlace(left: SeenLine, right: SeenLine): number {
  const [a, b] = [boxOf(left), boxOf(right)];
  const overlap = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (overlap > Math.min(a.y1 - a.y0, b.y1 - b.y0) / 2) return a.x0 - b.x0;
  return a.y0 - b.y0;
}

/** Returns the lines between the bar of a chat and its message box; undefined if it is no chat. */
function findChat(lines: readonly SeenLine[], size: PictureSize, tall: number) {
  const foot = findFoot(lines, size);
  const top = findTop(lines, size, foot < size.height);
  const inside = lines.filter((line) => {
    const { y0, y1 } = boxOf(line);
    return (y0 + y1) / 2 > top.edge && y0 < foot;
  });
  const stamps = inside.filter((line) => findStamp(line, tall) !== undefined).length;
  const signs =
    Math.min(2, stamps) +
    (inside.some(chatSigns.isForwardLabel) ? 1 : 0) +
    (inside.some((line) => chatSigns.isNotice(line) || chatSigns.isDay(line)) ? 1 : 0) +
    (top.isChat ? 1 : 0) +
    (foot < size.height ? 1 : 0);
  return signs >= LEAST_SIGNS ? inside : undefined;
}

const LEAST_SIGNS = 2;

/** Phones are about 360 points wide; bars have fixed heights in points. */
const POINTS = 360;

const STATUS_BAR = 50;

const CHAT_BAR = 88;
/** Of a screen that is shown down to its message box, whatever is legible of its upper bar. */
const TALL = 1.7;

const LOWEST_STATE = 115;

const LOWEST_TOP = 0.2;

const MESSAGE_BOX_FROM = 0.8;

/** Finds the end of the top bars: below the names, or at the usual position. */
function findTop(lines: readonly SeenLine[], { width, height }: PictureSize, hasFoot: boolean) {
  const point = Math.min(width / POINTS, height / (POINTS * 2));
  const limit = Math.min(LOWEST_STATE * point, height * LOWEST_TOP);
  const state = lines.find((line) => boxOf(line).y1 < limit && chatSigns.isChatState(line));
  if (state) return { edge: boxOf(state).y1, isChat: true };
  const bar = lines.some(
    (line) => boxOf(line).y1 < STATUS_BAR * point && chatSigns.isStatusBar(line),
  );
  const isWhole = bar || (hasFoot && height > width * TALL);
  return { edge: isWhole ? CHAT_BAR * point : 0, isChat: false };
}

function findFoot(lines: readonly SeenLine[], { height }: PictureSize): number {
  const box = lines.find(
    (line) => boxOf(line).y0 > height * MESSAGE_BOX_FROM && chatSigns.isMessageBox(line),
  );
  return box ? boxOf(box).y0 : height;
}

/** Returns the lines that people wrote, without names, labels and times; of a forwarded message, only that, without comments. */
function readBubbles(lines: readonly SeenLine[], tall: number): SeenLine[] {
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
