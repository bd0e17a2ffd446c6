import { mayHoldText } from '../../matching/pictures/may-hold-text.ts';
import type { PictureSize } from '../../matching/screenshot/seen.ts';

/** Prepared picture; both versions are portable graymaps (PGM), which need no decoding. */
export interface PreparedPicture extends PictureSize {
  readonly rgb: Uint8Array;
  /** Whether few colours fill most of it, as on screens and cards but not in photos. */
  readonly isFlat: boolean;
  /** Whether reading it is worth its time: not for a photo without anything like letters. */
  mayHoldText(): boolean;
  /** Grey; a dark picture as its negative: Tesseract takes twice as long on light letters. */
  grey(): Uint8Array;
  /** White pixels in black, all else white: for white letters on a photo. */
  whiteLetters(): Uint8Array;
}

/** Makes a picture upright and of the best size for reading, or also its mirror image; undefined if it is none. */
export async function preparePicture(bytes: Uint8Array, isMirrored = false) {
  const { default: sharp } = await import('sharp'); // takes memory, so only when needed
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient();
    const { autoOrient } = await picture.metadata();
    const width = Math.max(1, Math.floor(autoOrient.width * scaleOf(autoOrient)));
    const { data, info } = await picture
      .resize({ width })
      .flop(isMirrored)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const size = { width: info.width, height: info.height };
    const flat = isFlat(data);
    return {
      ...size,
      rgb: data,
      isFlat: flat,
      mayHoldText: () => flat || mayHoldText({ ...size, pixels: shadesOf(data, luma) }),
      grey: () => toGraymap(data, size, isDark(data) ? negative : luma),
      whiteLetters: () => toGraymap(data, size, whiteness),
    };
  } catch {
    return undefined; // for any decoder error, it is invisible
  }
}

/** Maximum to decode; phones take 12 to 50 million. */
const MOST_PIXELS = 60_000_000;
/** Maximum to read: a screenshot of 1080 by 2400 unchanged, longer ones reduced. */
const MOST_READ = 3_000_000;
/** Narrower pictures are thumbnails, with letters too small to read. */
const SMALL = 400;
const LARGER = 2;

function scaleOf({ width, height }: PictureSize): number {
  const wanted = width < SMALL ? LARGER : 1;
  return Math.min(wanted, Math.sqrt(MOST_READ / (width * height)));
}

type Shade = (red: number, green: number, blue: number) => number;

/** Perceived grey, by Rec. 601. */
const luma: Shade = (red, green, blue) => 0.299 * red + 0.587 * green + 0.114 * blue;

const negative: Shade = (red, green, blue) => 255 - luma(red, green, blue);

/** Whether most of a picture is dark, by a sample of its pixels. */
function isDark(rgb: Uint8Array): boolean {
  let dark = 0;
  let sampled = 0;
  for (let at = 0; at + 2 < rgb.length; at += SAMPLE) {
    sampled += 1;
    if (luma(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0) < MIDDLE) dark += 1;
  }
  return dark > sampled / 2;
}

/** Every 331st pixel, which is prime, so that no pattern repeats. */
const SAMPLE = 3 * 331;
const MIDDLE = 128;

/** Whether eight of 4,096 colours have most of the pixels, by the same sample. */
function isFlat(rgb: Uint8Array): boolean {
  const counts = new Uint32Array(4096);
  let sampled = 0;
  for (let at = 0; at + 2 < rgb.length; at += SAMPLE) {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
    const colour = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    counts[colour] = (counts[colour] ?? 0) + 1;
    sampled += 1;
  }
  const most = counts.sort().subarray(-FEW_COLOURS);
  return most.reduce((sum, count) => sum + count, 0) >= sampled * FLAT;
}

const FEW_COLOURS = 8;
const FLAT = 0.6;

/** Black from 252 up, white from 150 down: a bright colour is not white. */
const whiteness: Shade = (red, green, blue) => 255 - (Math.min(red, green, blue) - 150) * 2.5;

function toGraymap(rgb: Uint8Array, { width, height }: PictureSize, shade: Shade): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`);
  return Buffer.concat([header, shadesOf(rgb, shade)]);
}

function shadesOf(rgb: Uint8Array, shade: Shade): Uint8Array {
  const shades = new Uint8ClampedArray(rgb.length / 3);
  for (let at = 0, from = 0; at < shades.length; at++, from += 3) {
    shades[at] = shade(rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0);
  }
  return new Uint8Array(shades.buffer);
}
