import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pdq } from '../../src/matching/pictures/pdq.ts';
import { decodePicture } from '../../src/media/pictures/decode-picture.ts';
import { aRaster, differences } from '../matching/pictures/rasters.ts';

const source = aRaster(70, 640, 480);

function asSharp({ width, height, pixels } = source) {
  return sharp(Buffer.from(pixels), { raw: { width, height, channels: 1 } });
}

async function rasterOf(bytes: Uint8Array) {
  const decoded = await decodePicture(bytes);
  if ('problem' in decoded) throw new Error(decoded.problem);
  return decoded;
}

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('%s is read', async (format) => {
  const bytes = await asSharp().toFormat(format).toBuffer();
  const { raster } = await rasterOf(bytes);
  expect(raster).toMatchObject({ width: 640, height: 480 });
  expect(raster.pixels).toHaveLength(640 * 480);
  expect(differences(pdq(raster).hash, pdq(source).hash)).toBeLessThanOrEqual(12);
});

test('a phone that lay on its side took an upright picture', async () => {
  const bytes = await asSharp().rotate(90).jpeg().withMetadata({ orientation: 8 }).toBuffer();
  const { raster } = await rasterOf(bytes);
  expect(raster).toMatchObject({ width: 640, height: 480 });
  expect(differences(pdq(raster).hash, pdq(source).hash)).toBeLessThanOrEqual(12);
});

test('large pictures are brought to 1024 pixels, what is transparent is white', async () => {
  const wide = await asSharp().resize(3000, 1000, { fit: 'fill' }).png().toBuffer();
  expect((await rasterOf(wide)).raster).toMatchObject({ width: 1024, height: 341 });
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  const clear = await sharp({ create: { width: 9, height: 9, channels: 4, background } })
    .png()
    .toBuffer();
  expect((await rasterOf(clear)).raster.pixels.every((grey) => grey === 255)).toBe(true);
});

test('a JPEG that was cut off on its way is read as far as it came', async () => {
  const bytes = await asSharp().jpeg({ quality: 90 }).toBuffer();
  const { raster } = await rasterOf(bytes.subarray(0, Math.floor(bytes.length * 0.9)));
  expect(differences(pdq(raster).hash, pdq(source).hash)).toBeLessThanOrEqual(60);
});

test('a picture that moves gives its first frame', async () => {
  const frames = [1, 2, 3, 4].map((seed) => aRaster(seed, 120, 90));
  const pages = await Promise.all(frames.map((frame) => asSharp(frame).png().toBuffer()));
  const bytes = await sharp(pages, { join: { animated: true } })
    .gif()
    .toBuffer();
  const { raster } = await rasterOf(bytes);
  expect(raster).toMatchObject({ width: 120, height: 90 });
  const [first = source] = frames;
  expect(differences(pdq(raster).hash, pdq(first).hash)).toBeLessThanOrEqual(24);
});

/** The beginning of a PNG that claims a size, and nothing behind it. */
async function pngClaiming(width: number, height: number): Promise<Uint8Array> {
  const bytes = Uint8Array.from(await asSharp().png().toBuffer());
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  view.setUint32(29, crc(bytes.subarray(12, 29)));
  return bytes;
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A GIF of so many frames of one pixel. */
function gifOf(frames: number): Uint8Array {
  const head = 'GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff';
  const frame = '!\xf9\x04\0\x01\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0';
  return Buffer.from(`${head}${frame.repeat(frames)};`, 'latin1');
}

test.each([
  ['a PNG of 50,000 by 50,000', () => pngClaiming(50_000, 50_000)],
  ['a GIF of 10,000 frames', async () => gifOf(10_000)],
  ['a file of 40 MB', async () => new Uint8Array(40 * 1024 * 1024).fill(0xff)],
])('%s is too large', async (_, make) => {
  expect(await decodePicture(await make())).toEqual({ problem: 'too-large' });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
test.each([
  ['an empty file', Buffer.alloc(0)],
  ['an SVG', Buffer.from(svg)],
  ['an SVG behind a JPEG mark', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(svg)])],
  ['a PDF behind a PNG mark', Buffer.from('\x89PNG\r\n\x1a\n%PDF-1.4\n1 0 obj', 'latin1')],
  ['a PDF', Buffer.from('%PDF-1.4\n')],
  ['a TIFF', Buffer.from('II*\0\x08\0\0\0\0\0', 'latin1')],
  ['a WebP without content', Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1')],
])('%s is unreadable', async (_, bytes) => {
  expect(await decodePicture(bytes)).toEqual({ problem: 'unreadable' });
});

test('any bytes, also behind the marks of the formats, end in a value', async () => {
  const marks = [
    '',
    '\xff\xd8\xff\xe0',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    'RIFF\x40\0\0\0WEBP',
    '\0\0\0\x18ftypavif',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...marks),
      fc.uint8Array({ maxLength: 300 }),
      async (mark, rest) => {
        const decoded = await decodePicture(Buffer.concat([Buffer.from(mark, 'latin1'), rest]));
        if ('problem' in decoded) expect(['unreadable', 'too-large']).toContain(decoded.problem);
        else
          expect(decoded.raster.pixels.length).toBe(decoded.raster.width * decoded.raster.height);
      },
    ),
    { numRuns: 60 },
  );
});
