import type { Redness } from '../../matching/pictures/cut-stamp.ts';

/** Computes the redness of each pixel, at most 800 pixels long; undefined if undecodable. */
export async function readRedness(bytes: Uint8Array): Promise<Redness | undefined> {
  const { default: sharp } = await import('sharp');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = Uint8Array.from({ length: info.width * info.height }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = data.subarray(3 * at, 3 * at + 3);
      return Math.max(0, red - Math.max(green, blue));
    });
    return { width: info.width, height: info.height, pixels };
  } catch {
    return undefined; // for any decoder error, it is invisible
  }
}

const MOST_PIXELS = 40_000_000;
const LONGEST = 800;
