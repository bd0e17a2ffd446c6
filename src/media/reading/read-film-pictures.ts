import { type Evidence, MAX_READ } from '../../domain/messages/evidence.ts';
import { countBits } from '../../matching/count-bits.ts';
import { toFramesPrint } from '../../matching/file-prints.ts';
import { HASH_BYTES } from '../../matching/pictures/pdq.ts';
import type { Raster } from '../../matching/pictures/raster.ts';
import { readPicture } from '../../matching/pictures/read-picture.ts';
import { takeFrames, takeStill } from '../films/take-frames.ts';
import { drawThumbnail } from '../pictures/draw-thumbnail.ts';
import type { MediaProblem } from '../run-bounded.ts';
import { wordsIn } from './read-picture-file.ts';
import type { Tools } from './tools.ts';

/** Reads the frames of a film and the words shown in it. */
export async function readFilmPictures(
  path: string,
  seconds: number,
  tools: Tools,
): Promise<Pick<Evidence, 'texts' | 'asked' | 'kept' | 'thumbnail'> | { problem: MediaProblem }> {
  const [asked, kept, texts] = await Promise.all([
    takeFrames(path, 'query', seconds),
    takeFrames(path, 'store', seconds),
    readStills(path, seconds, tools),
  ]);
  if ('problem' in asked) return asked;
  const stored = 'problem' in kept ? asked : kept;
  const key = asked.find((frame) => readPicture(frame, 'frame').length > 0);
  return {
    texts,
    thumbnail: key && (await drawThumbnail(key)),
    asked: { frames: framesPrint(asked, 'frame') },
    kept: { frames: framesPrint(stored, 'store') },
  };
}

/** Hashes a frame as it is and mirrored: films are seldom cropped and rotated like pictures. */
function framesPrint(frames: readonly Raster[], side: 'frame' | 'store'): string {
  return toFramesPrint(differentOnes(frames.map((frame) => readPicture(frame, side))));
}

/** Empties frames that look like the last one that is kept. */
function differentOnes(frames: readonly Uint8Array[]): Uint8Array[] {
  const kept: Uint8Array[] = [];
  for (const hashes of frames) {
    const last = kept.findLast(({ length }) => length > 0);
    const isSame = last && hashes.length > 0 && differingBits(hashes, last) <= STILL;
    kept.push(isSame ? new Uint8Array() : hashes);
  }
  return kept;
}

/** Bits of 256: less than recompression changes. */
const STILL = 6;

/** Compares the hashes of two whole frames, which stand first. */
function differingBits(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < HASH_BYTES; at++) count += countBits((a[at] ?? 0) ^ (b[at] ?? 0));
  return count;
}

/** Early, in the middle and late in a film, as shares of its length. */
const MOMENTS = [0.15, 0.5, 0.85];

/** Captions stay for most of a film, so a few moments show them all, and two if they say the same. */
async function readStills(path: string, seconds: number, tools: Tools): Promise<Evidence['texts']> {
  const texts = new Map<string, Evidence['texts'][number]>();
  for (const moment of MOMENTS) {
    const still = await takeStill(path, moment * seconds);
    const read = still && (await wordsIn(still, tools));
    if (read && texts.has(read.text)) break;
    if (read) texts.set(read.text, read);
  }
  const [longest, ...more] = [...texts.values()].sort((a, b) => b.text.length - a.text.length);
  if (!longest) return [];
  const others = more.filter(({ text }) => !longest.text.includes(text));
  const all = [longest, ...others];
  const text = all.map((each) => each.text).join('\n');
  const unsure = all.flatMap((each) => each.unsure ?? []);
  return [{ source: 'picture', text: text.slice(0, MAX_READ), unsure: unsure.slice(0, 500) }];
}
