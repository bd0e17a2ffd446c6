import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mayHoldText } from '../../../src/matching/pictures/may-hold-text.ts';
import { seededNumbers } from '../../support/generate.ts';

/** Soft blots with the grain of a sensor, and letters over them. */
async function aPhoto(seed: number, letters = '') {
  const random = seededNumbers(seed);
  const noise = Uint8Array.from({ length: 40 * 30 }, () => 60 + Math.floor(random() * 140));
  const ground = await sharp(noise, { raw: { width: 40, height: 30, channels: 1 } })
    .resize(1024, 768, { kernel: 'cubic' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="768">${letters}</svg>`;
  const jpeg = await sharp(ground)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 40 })
    .toBuffer();
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}

const write = (words: string, size: number, ink: string) =>
  `<text x="40" y="400" font-family="DejaVu Sans" font-weight="bold" font-size="${size}" ${ink}>${words}</text>`;

const INKS = [
  'fill="white" stroke="black" stroke-width="3" paint-order="stroke"',
  'fill="#101010"',
];

test.each([18, 30, 60, 120, 240])('letters of %i pixels over a photo are noticed', async (size) => {
  for (const [seed, ink] of INKS.entries()) {
    expect(mayHoldText(await aPhoto(seed, write('Bank tutup besok', size, ink)))).toBe(true);
  }
});

test('a photo without letters holds none', async () => {
  for (const seed of [1, 2, 3]) expect(mayHoldText(await aPhoto(seed))).toBe(false);
});

test('a picture of a pixel or a line holds none', () => {
  for (const [width, height] of [
    [1, 1],
    [3000, 1],
    [1, 3000],
    [5, 5],
  ] as const) {
    expect(mayHoldText({ width, height, pixels: new Uint8Array(width * height) })).toBe(false);
  }
});
