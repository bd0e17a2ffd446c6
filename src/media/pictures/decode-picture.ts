import type { Sharp } from 'sharp';
import type { Raster } from '../../matching/pictures/raster.ts';
import { formatOf, isHeic } from './picture-format.ts';

/** Grey values of a picture, upright; of an animated one its first frame. */
export interface Decoded {
  raster: Raster;
  exif?: Uint8Array | undefined;
}

export interface Refused {
  problem: 'too-large' | 'unreadable' | 'heic';
  exif?: Uint8Array | undefined;
}

/** Decodes a foreign picture within limits of size, pixels and time; missing parts are grey, as the rest may be enough. */
export function decodePicture(bytes: Uint8Array): Promise<Decoded | Refused> {
  return openPicture(bytes, async (open, exif) => ({ raster: await toRaster(open()), exif }));
}

/** Opens a foreign picture within the limits; `use` gets it upright, no longer than given, and what its camera wrote. */
export async function openPicture<T>(
  bytes: Uint8Array,
  use: (open: (longest?: number) => Sharp, exif?: Uint8Array) => Promise<T>,
): Promise<T | Refused> {
  if (bytes.length > MOST_BYTES) return { problem: 'too-large' };
  const format = formatOf(bytes);
  if (!format) return { problem: 'unreadable' };
  let exif: Uint8Array | undefined;
  try {
    const { default: sharp } = await import('sharp'); // takes memory, so only when needed
    const header = sharp(bytes, { ...LIMITS, limitInputPixels: false }); // returns the size, no error
    const { format: read, width, height, pages = 1, ...rest } = await header.metadata();
    exif = rest.exif;
    if (read !== format) return { problem: 'unreadable' };
    if (width * height > MOST_PIXELS || pages > MOST_FRAMES) return { problem: 'too-large', exif };
    return await use((longest) => shrink(sharp(bytes, LIMITS), longest), exif);
  } catch {
    // libvips only says that a picture is broken; most builds of it lack the patented codec of HEIC
    return { problem: isHeic(bytes) ? 'heic' : 'unreadable', exif };
  }
}

function shrink(picture: Sharp, longest = LONGEST): Sharp {
  return picture
    .autoOrient()
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds: MOST_SECONDS });
}

async function toRaster(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { width, height, pixels: toGrey(data, channels) };
}

/** Computes brightness as PDQ does (Rec. 601), from red, green and blue, or from grey. */
function toGrey(data: Uint8Array, channels: number): Uint8Array {
  const pixels = new Uint8Array(data.length / channels);
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    const at = pixel * channels;
    const red = data[at] ?? 0;
    if (channels < 3) pixels[pixel] = red;
    else
      pixels[pixel] = 0.299 * red + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0) + 0.5;
  }
  return pixels;
}

/** WhatsApp allows pictures up to 16 MB; documents may be larger. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_PIXELS = 40_000_000;
const MOST_FRAMES = 2_000;
const MOST_SECONDS = 5;
const LONGEST = 1024;
const LIMITS = { limitInputPixels: MOST_PIXELS, failOn: 'none', sequentialRead: true } as const;
