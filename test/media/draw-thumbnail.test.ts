import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawThumbnail } from '../../src/media/pictures/draw-thumbnail.ts';

test('a thumbnail has the shape of its picture, at most 96 pixels a side, and no colours', async () => {
  const pixels = Uint8Array.from({ length: 800 * 400 }, (_, at) => at % 251);
  const small = await drawThumbnail({ width: 800, height: 400, pixels });
  const bytes = Buffer.from(small, 'base64');
  const { format, width, height } = await sharp(bytes).metadata();
  expect({ format, width, height }).toEqual({ format: 'webp', width: 96, height: 48 });
  expect(small.length).toBeLessThan(20_000);
});
