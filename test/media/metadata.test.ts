import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readFilmMetadata, readPictureMetadata } from '../../src/media/metadata/read-metadata.ts';
import { readFile } from '../../src/media/reading/read-file.ts';
import { openTools } from '../../src/media/reading/tools.ts';
import { aFolder } from '../support/builders.ts';
import { seededNumbers } from '../support/generate.ts';
import { ffmpeg, hasMediaTools } from '../support/media-tools.ts';

const EXIF = {
  IFD0: { Make: 'samsung', Model: 'SM-A525F', Software: 'Photos 3.1' },
  IFD2: { DateTimeOriginal: '2024:03:12 10:15:00' },
  IFD3: {
    GPSLatitudeRef: 'S',
    GPSLatitude: '6/1 10/1 3039/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '106/1 49/1 3774/100',
  },
};
const FOUND = {
  camera: 'samsung SM-A525F',
  software: 'Photos 3.1',
  taken: '2024-03-12 10:15',
  place: '-6.17511, 106.82715',
};
const blank = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } });
const MANIFEST = Buffer.from(
  '\x00\x00\x00\x1ejumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x008\x9bq\x03c2pa\x00',
  'latin1',
);

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'a %s tells its camera, program, time and place',
  async (format) => {
    const bytes = await blank().withExif(EXIF).toFormat(format).toBuffer();
    expect(await readPictureMetadata(bytes)).toEqual(FOUND);
  },
);

test('a picture as WhatsApp sends it tells nothing, and that is what is kept', async () => {
  const bytes = await blank().jpeg().toBuffer();
  const tools = openTools({});
  expect((await readFile({ mime: 'image/jpeg', bytes }, tools)).metadata).toEqual({});
  await tools.textReader.close();
});

test('a manifest of its origin is seen, and not taken for verified', async () => {
  const bytes = Buffer.concat([await blank().withExif(EXIF).jpeg().toBuffer(), MANIFEST]);
  const tools = openTools({});
  const { metadata } = await readFile({ mime: 'image/jpeg', bytes }, tools);
  expect(metadata).toEqual({ ...FOUND, manifest: 'C2PA' });
  await tools.textReader.close();
});

test.each([
  [{ IFD3: { ...EXIF.IFD3, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' } }, {}],
  [{ IFD3: { ...EXIF.IFD3, GPSLatitude: '91/1 0/1 0/1' } }, {}],
  [{ IFD3: { ...EXIF.IFD3, GPSLatitude: '6/0 0/1 0/1' } }, {}],
  [{ IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } }, {}],
  [{ IFD0: { Make: 'Apple', Model: 'Apple iPhone' } }, { camera: 'Apple iPhone' }],
  [{ IFD0: { Model: 'x'.repeat(81) } }, {}],
  [{ IFD0: { Software: 'Photos\u001b[2J' } }, {}],
  [{ IFD0: { Make: 'Canon' } }, { camera: 'Canon' }],
])('what cannot be true is not kept, nor what is too long: %j', async (exif, kept) => {
  const bytes = await blank().withExif(exif).jpeg().toBuffer();
  expect(await readPictureMetadata(bytes)).toEqual(kept);
});

test('a block that was made to do harm ends soon, with little', async () => {
  const whole = await blank().withExif(EXIF).png().toBuffer();
  const random = seededNumbers(7);
  const from = whole.indexOf('eXIf');
  const found: unknown[] = [];
  for (let run = 0; run < 200; run++) {
    const bytes = Buffer.from(whole);
    for (let changes = 0; changes < 4; changes++) {
      bytes[from + 4 + Math.floor(random() * 400)] = Math.floor(random() * 256);
    }
    const { camera = '', software = '', ...more } = await readPictureMetadata(bytes);
    expect(Math.max(camera.length, software.length)).toBeLessThanOrEqual(80);
    found.push(more);
  }
  expect(found).toHaveLength(200);
});

describe.skipIf(!hasMediaTools())('with ffmpeg', () => {
  test('a film tells its time and place, as phones write them', async () => {
    const path = join(aFolder(), 'film.mp4');
    const tags = ['creation_time=2024-03-12T03:15:00Z', 'location=-06.1751+106.8272/'];
    const film = ['-f', 'lavfi', '-i', 'testsrc2=s=64x48:d=1:r=5', '-pix_fmt', 'yuv420p'];
    ffmpeg(...film, ...tags.flatMap((tag) => ['-metadata', tag]), path);
    const told = {
      taken: '2024-03-12 03:15 UTC',
      place: '-6.17510, 106.82720',
    };
    expect(await readFilmMetadata(path)).toEqual(told);
    const tools = openTools({});
    const read = await readFile({ mime: 'video/mp4', bytes: readFileSync(path) }, tools);
    expect(read).toMatchObject({ kind: 'film', metadata: told });
    await tools.textReader.close();
  }, 60_000);

  test('a film without tags tells nothing', async () => {
    const path = join(aFolder(), 'film.mp4');
    ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=64x48:d=1:r=5', '-pix_fmt', 'yuv420p', path);
    expect(Object.values(await readFilmMetadata(path)).filter(Boolean)).toEqual([]);
  }, 60_000);
});
