import type { Raster } from '../../matching/pictures/raster.ts';

/** Draws a picture in grey, small enough for a row of a list, as WebP in base64. */
export async function drawThumbnail({ width, height, pixels }: Raster): Promise<string> {
  const { default: sharp } = await import('sharp');
  const small = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize(SIZE, SIZE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 50 })
    .toBuffer();
  return small.toString('base64');
}

const SIZE = 96;
