import {
  isChatState,
  isDay,
  isForwardLabel,
  isMessageBox,
  isNotice,
  isStatusBar,
} from './chat-signs.ts';
import { findStamp } from './find-stamp.ts';
import { boxOf } from './line-shape.ts';
import type { PictureSize, SeenLine } from './seen.ts';

/** Returns the lines between the bar of a chat and its message box; undefined if it is no chat. */
export function findChat(
  lines: readonly SeenLine[],
  size: PictureSize,
  tall: number,
): SeenLine[] | undefined {
  const top = findTop(lines, size);
  const foot = findFoot(lines, size);
  const inside = lines.filter((line) => {
    const { y0, y1 } = boxOf(line);
    return (y0 + y1) / 2 > top.edge && y0 < foot;
  });
  const stamps = inside.filter((line) => findStamp(line, tall) !== undefined).length;
  const signs =
    Math.min(2, stamps) +
    (inside.some(isForwardLabel) ? 1 : 0) +
    (inside.some((line) => isNotice(line) || isDay(line)) ? 1 : 0) +
    (top.isChat ? 1 : 0) +
    (foot < size.height ? 1 : 0);
  return signs >= LEAST_SIGNS ? inside : undefined;
}

const LEAST_SIGNS = 2;
/** Phones are about 360 points wide; bars have fixed heights in points. */
const POINTS = 360;
const STATUS_BAR = 50;
const CHAT_BAR = 88;
const LOWEST_STATE = 115;
const LOWEST_TOP = 0.2;
const MESSAGE_BOX_FROM = 0.8;

/** Finds the end of the top bars: below the names, or at the usual position. */
function findTop(lines: readonly SeenLine[], { width, height }: PictureSize) {
  const point = Math.min(width / POINTS, height / (POINTS * 2));
  const limit = Math.min(LOWEST_STATE * point, height * LOWEST_TOP);
  const state = lines.find((line) => boxOf(line).y1 < limit && isChatState(line));
  if (state) return { edge: boxOf(state).y1, isChat: true };
  const bar = lines.some((line) => boxOf(line).y1 < STATUS_BAR * point && isStatusBar(line));
  return { edge: bar ? CHAT_BAR * point : 0, isChat: false };
}

function findFoot(lines: readonly SeenLine[], { height }: PictureSize): number {
  const box = lines.find(
    (line) => boxOf(line).y0 > height * MESSAGE_BOX_FROM && isMessageBox(line),
  );
  return box ? boxOf(box).y0 : height;
}
