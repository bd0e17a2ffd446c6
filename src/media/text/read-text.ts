import type { PictureSize, SeenLine, SeenWord } from '../../matching/screenshot/seen.ts';
import { chooseEngine, type EngineSettings, type TextEngine } from './choose-engine.ts';
import type { PhotoReader } from './photo-reader.ts';
import { type PreparedPicture, preparePicture } from './prepare-picture.ts';

/** Text of a picture; boxes refer to `size`, which may be smaller than the original. */
export interface PictureText {
  readonly lines: readonly SeenLine[];
  readonly size: PictureSize;
  /** From 0 to 1; 0 also without words. */
  readonly confidence: number;
}

/** Unreadable: no picture, or the engine fails. Too slow: it, or the queue, takes too long. */
export type TextOutcome = PictureText | { readonly problem: 'unreadable' | 'too-slow' };

export interface TextReaderSettings extends EngineSettings {
  /** Time limit of one picture, without waiting. */
  timeoutMs?: number;
  /** Idle time after which the engine frees its memory. */
  idleMs?: number;
  /** Engine to use instead of choosing one. */
  engine?: TextEngine;
  /** Opens what reads photos, and what the engine is unsure of; the engine reads all without it. */
  openPhotoReader?: (() => Promise<PhotoReader>) | undefined;
}

/** Creates what reads pictures one after another, for all callers; starts its engines when they are first needed. */
export function createTextReader(settings: TextReaderSettings = {}) {
  const { timeoutMs = TIMEOUT_MS, idleMs = IDLE_MS } = settings;
  const engines = openEngines(settings);
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let idle: NodeJS.Timeout | undefined;

  async function readNow(bytes: Uint8Array): Promise<TextOutcome> {
    const picture = await preparePicture(bytes);
    if (picture === undefined) return { problem: 'unreadable' };
    if (!picture.mayHoldText()) return noText(picture);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const read = await engines.read({ picture, signal });
      return (await readMirrored(bytes, read, signal)) ?? read;
    } catch {
      return { problem: signal.aborted ? 'too-slow' : 'unreadable' };
    }
  }

  /** Reads the mirror image of what is hardly legible, and returns that if it is clear. */
  async function readMirrored(bytes: Uint8Array, { confidence }: PictureText, signal: AbortSignal) {
    if (confidence === 0 || confidence >= ILLEGIBLE) return undefined;
    const picture = await preparePicture(bytes, true);
    const read = picture && (await engines.read({ picture, signal }).catch(() => undefined));
    return read && isClear(read) ? read : undefined;
  }

  return {
    async read(bytes: Uint8Array): Promise<TextOutcome> {
      if (waiting >= MOST_WAITING) return { problem: 'too-slow' };
      waiting += 1;
      clearTimeout(idle);
      const outcome = last.then(() => readNow(bytes));
      last = outcome;
      const read = await outcome;
      waiting -= 1;
      if (waiting === 0) idle = setTimeout(engines.stop, idleMs).unref();
      return read;
    },
    async close() {
      await last;
      clearTimeout(idle);
      await engines.stop();
    },
  };
}

interface Reading {
  picture: PreparedPicture;
  signal: AbortSignal;
}

/** Tesseract for screens and cards; for photos, and what it is unsure of, the reader of photos, if there is one. */
function openEngines({ openPhotoReader, ...settings }: TextReaderSettings) {
  let engine: Promise<TextEngine> | undefined;
  let photos: Promise<PhotoReader> | undefined;

  async function readPhoto({ picture, signal }: Reading): Promise<PictureText | undefined> {
    photos ??= openPhotoReader?.();
    try {
      const lines = await (await photos)?.read(picture, signal);
      return lines && { ...noText(picture), lines, confidence: confidenceOf(lines) };
    } catch {
      signal.throwIfAborted();
      return undefined; // Tesseract reads it
    }
  }

  return {
    async read(reading: Reading): Promise<PictureText> {
      const { picture, signal } = reading;
      const photo = picture.isFlat ? undefined : await readPhoto(reading);
      if (photo) return photo;
      engine ??= openEngine(settings);
      const read = await recognise(await engine, picture, signal);
      if (!picture.isFlat || read.confidence >= DOUBTFUL) return read;
      const again = await readPhoto(reading);
      return again && sureLetters(again) > sureLetters(read) ? again : read;
    },
    async stop(): Promise<void> {
      const opened = await photos?.catch(() => undefined);
      photos = undefined;
      await Promise.all([opened?.stop(), (await engine)?.stop()]);
    },
  };
}

const TIMEOUT_MS = 15_000;
const IDLE_MS = 60_000;
const MOST_WAITING = 50;
/** Below this, other ways are tried; clean print is read at .9 and above. */
const DOUBTFUL = 0.8;
const FEW_WORDS = 8;
/** Letters that are mirrored are read at .2 to .4, any others at .6 and above. */
const ILLEGIBLE = 0.5;
const LOOKS = ['grey', 'whiteLetters', 'grey'] as const;

async function openEngine({ engine, ...settings }: TextReaderSettings): Promise<TextEngine> {
  return engine ?? (await chooseEngine(settings)).engine;
}

/** Reads by columns and, while doubtful, as one block, white letters first: of a photo always, whose columns may hold one clear piece. */
async function recognise(engine: TextEngine, picture: PreparedPicture, signal: AbortSignal) {
  let best = noText(picture);
  for (const [at, look] of LOOKS.entries()) {
    const layout = at === 0 ? 'columns' : 'block';
    const lines = readTsv(await engine.recognise(picture[look](), layout, signal));
    const read = { ...best, lines, confidence: confidenceOf(lines) };
    if (sureLetters(read) >= sureLetters(best)) best = read;
    if (at === 0 ? isClear(best) && picture.isFlat : isClear(best) || lines.length === 0) break;
  }
  return best;
}

function noText({ width, height }: PictureSize): PictureText {
  return { lines: [], size: { width, height }, confidence: 0 };
}

/** A few well read words may be one piece of a text. */
function isClear({ lines, confidence }: PictureText): boolean {
  const words = lines.reduce((sum, line) => sum + line.words.length, 0);
  return confidence >= DOUBTFUL && words >= FEW_WORDS;
}

/** Rates a reading: the number of its letters, weighted by confidence. */
function sureLetters({ lines }: PictureText): number {
  const words = lines.flatMap((line) => line.words);
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence ** 2, 0);
}

/** Reads the lines of Tesseract's table, in its reading order. */
export function readTsv(tsv: string): SeenLine[] {
  const lines = new Map<string, SeenWord[]>();
  for (const row of tsv.split('\n').slice(0, MOST_ROWS)) {
    const [level, , block, paragraph, line, , left, top, width, height, confidence, text] =
      row.split('\t');
    if (level !== WORD || text === undefined || text.trim() === '') continue;
    const [x0, y0] = [Number(left), Number(top)];
    const box = { x0, y0, x1: x0 + Number(width), y1: y0 + Number(height) };
    const sureness = Math.min(1, Math.max(0, Number(confidence) / 100));
    const word = { text: text.trim(), confidence: sureness, box };
    const key = `${block} ${paragraph} ${line}`;
    const known = lines.get(key);
    if (known) known.push(word);
    else lines.set(key, [word]);
  }
  return [...lines.values()].map((words) => ({ words }));
}

/** Returns the overall confidence, 0 to 1, with more weight for long words; 0 without words. */
function confidenceOf(lines: readonly SeenLine[]): number {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of lines.flatMap(({ words }) => words)) {
    letters += text.length;
    sum += text.length * confidence;
  }
  return letters === 0 ? 0 : sum / letters;
}

const WORD = '5';

const MOST_ROWS = 10_000;
