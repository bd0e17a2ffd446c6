import sharp from 'sharp';
import { expect, test } from 'vitest';
import { preparePicture } from '../../../src/media/text/prepare-picture.ts';

/** A picture that is black on the left, as a camera writes it that was held like this. */
async function aPhoto(width: number, height: number, orientation?: number) {
  const black = { create: { width: width / 3, height, channels: 3, background: '#000' } } as const;
  const ground = { create: { width, height, channels: 3, background: '#fff' } } as const;
  const left = await sharp(black).png().toBuffer();
  const photo = sharp(ground).composite([{ input: left, left: 0, top: 0 }]);
  return photo
    .withMetadata({ ...(orientation && { orientation }) })
    .jpeg()
    .toBuffer();
}

/** Where it is black. */
async function blackIn(bytes: Uint8Array) {
  const picture = await preparePicture(bytes);
  if (!picture) throw new Error('it is no picture');
  const { rgb, width, height } = picture;
  const isBlack = (x: number, y: number) => (rgb[3 * (y * width + x)] ?? 255) < 100;
  const at = {
    ...{ left: isBlack(5, height / 2), right: isBlack(width - 5, height / 2) },
    ...{ top: isBlack(width / 2, 5), bottom: isBlack(width / 2, height - 5) },
  };
  return { width, height, black: Object.entries(at).flatMap(([side, is]) => (is ? side : [])) };
}

test.for([
  ['held as usual', undefined, { width: 600, height: 400, black: ['left'] }],
  ['upside down', 3, { width: 600, height: 400, black: ['right'] }],
  ['on its right side', 6, { width: 400, height: 600, black: ['top'] }],
  ['on its left side', 8, { width: 400, height: 600, black: ['bottom'] }],
] as const)('a photo that was taken %s is read upright', async ([_, orientation, upright]) => {
  expect(await blackIn(await aPhoto(600, 400, orientation))).toEqual(upright);
});
