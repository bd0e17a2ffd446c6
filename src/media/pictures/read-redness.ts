import type { Redness } from '../../matching/pictures/cut-stamp.ts';

/** How red a picture is, pixel by pixel, at most 800 pixels long; undefined for what cannot be decoded. */
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
    return undefined; // whatever the decoder says of it, it cannot be seen
  }
}

const MOST_PIXELS = 40_000_000;
const LONGEST = 800;
