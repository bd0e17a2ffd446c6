import { isButton, isForwardLabel, isStatusBar } from './chat-signs.ts';
import { findChat } from './find-chat.ts';
import { withoutFurniture } from './furniture.ts';
import { joinLines } from './join-lines.ts';
import { boxOf, surenessOf, usualTallness } from './line-shape.ts';
import { readBubbles } from './read-bubbles.ts';
import type { PictureSize, SeenLine } from './seen.ts';

/** Text of a picture, without what the phone and the app add to it. */
export interface Screenshot {
  /** Paragraphs and bubbles from top to bottom, one line each. */
  readonly text: string;
  readonly isChat: boolean;
  /** Words of the text that may have been misread, as they occur in it. */
  readonly unsure: readonly string[];
}

/** Reads a chat as its bubbles, and posters, cards and photos from top to bottom. */
export function readScreenshot(lines: readonly SeenLine[], size: PictureSize): Screenshot {
  const legible = [...lines].filter(isLegible).sort(byPlace);
  const tall = usualTallness(legible);
  const chat = findChat(legible, size, tall);
  const posted = legible.filter((line) => !isSurface(line, size));
  const read = chat ? readBubbles(chat, tall) : withoutFurniture(posted);
  const unsure = read.flatMap(({ words }) => words).filter(({ confidence }) => confidence < SURE);
  return {
    text: joinLines(read, tall),
    isChat: chat !== undefined,
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
  if (isForwardLabel(line)) return true; // its small grey letters are often unsure
  const isWord = ({ text, confidence }: SeenLine['words'][number]) =>
    confidence >= LIKELY && /[\p{L}\p{N}]{3}/u.test(text);
  return surenessOf(line) >= LEGIBLE || line.words.some(isWord);
}

/** What the phone or an app for posts draws around a picture. */
function isSurface(line: SeenLine, { height }: PictureSize): boolean {
  return isButton(line) || (isStatusBar(line) && boxOf(line).y1 < height * BAR && isSparse(line));
}

function isSparse({ words }: SeenLine): boolean {
  return words.every(({ text }) => text.length <= 6);
}

/** Sorts from top to bottom; lines at the same height keep their order. */
function byPlace(left: SeenLine, right: SeenLine): number {
  const [a, b] = [boxOf(left), boxOf(right)];
  const overlap = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (overlap > Math.min(a.y1 - a.y0, b.y1 - b.y0) / 2) return a.x0 - b.x0;
  return a.y0 - b.y0;
}
