import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { toFileMetadata } from '../../src/domain/messages/file-metadata.ts';
import { readExif } from '../../src/media/metadata/read-exif.ts';
import { readFilmMetadata, readPictureMetadata } from '../../src/media/metadata/read-metadata.ts';
import { readFile } from '../../src/media/reading/read-file.ts';
import { openTools } from '../../src/media/reading/tools.ts';
import { aFolder } from '../support/builders.ts';
import { seededNumbers } from '../support/generate.ts';
import { ffmpeg, hasMediaTools } from '../support/media-tools.ts';

const EXIF = {
  IFD0: { Make: 'samsung', Model: 'SM-A525F', Software: 'Photos 3.1\u001b[2J' },
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
  software: 'Photos 3.1[2J',
  takenAt: '2024-03-12T10:15',
  place: { latitude: -6.17511, longitude: 106.82715 },
};
const blank = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } });
const MANIFEST = Buffer.from(
  '\x00\x00\x00\x1ejumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x008\x9bq\x03c2pa\x00',
  'latin1',
);

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'a %s tells its camera, program, time and place, without control codes',
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
  expect(metadata).toEqual({ ...FOUND, hasManifest: true });
  await tools.textReader.close();
});

test('what cannot be true is not kept', () => {
  const nowhere = { place: { latitude: 0, longitude: 0 } };
  const beyond = { place: { latitude: 91, longitude: 10 } };
  const unknown = { place: { latitude: Number.NaN, longitude: 10 } };
  for (const raw of [nowhere, beyond, unknown, { taken: '0000:00:00 00:00:00' }]) {
    expect(Object.values(toFileMetadata(raw)).filter(Boolean)).toEqual([]);
  }
  expect(toFileMetadata({ taken: '1904-01-01T00:00:00Z' }).takenAt).toBeUndefined();
  expect(toFileMetadata({ taken: '2024:02:31 25:00:00' }).takenAt).toBeUndefined();
  expect(toFileMetadata({ model: 'x'.repeat(5000) }).camera).toHaveLength(80);
  expect(toFileMetadata({ make: 'Apple', model: 'Apple iPhone' }).camera).toBe('Apple iPhone');
  expect(toFileMetadata({ make: 'Canon' }).camera).toBe('Canon');
});

test('a block that was made to do harm ends soon, with little, or says that it is cut off', async () => {
  const { exif = Buffer.alloc(0) } = await sharp(
    await blank().withExif(EXIF).jpeg().toBuffer(),
  ).metadata();
  const random = seededNumbers(7);
  let read = 0;
  for (let run = 0; run < 3000; run++) {
    const block = Buffer.from(exif.subarray(0, 8 + Math.floor(random() * exif.length)));
    for (let changes = 0; changes < 4; changes++) {
      block[Math.floor(random() * block.length)] = Math.floor(random() * 256);
    }
    try {
      const { make = '', model = '', software = '' } = readExif(block);
      expect([make, model, software].every((text) => text.length <= 80)).toBe(true);
      read += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
  }
  expect(read).toBeGreaterThan(20);
});

test('a directory that claims to hold everything, and leads to itself, is read once', () => {
  const block = Buffer.alloc(65_536, 0xff);
  block.write('MM\0*\0\0\0\x08', 'latin1');
  const entry = Buffer.from(
    '87690004000000010000000888250004000000010000000801000002ffffffff00000008',
    'hex',
  );
  for (let at = 10; at + 36 < block.length; at += 36) entry.copy(block, at);
  expect(() => readExif(block)).toThrow(RangeError);
});

describe.skipIf(!hasMediaTools())('with ffmpeg', () => {
  test('a film tells its time and place, as phones write them', async () => {
    const path = join(aFolder(), 'film.mp4');
    const tags = ['creation_time=2024-03-12T03:15:00Z', 'location=-06.1751+106.8272/'];
    const film = ['-f', 'lavfi', '-i', 'testsrc2=s=64x48:d=1:r=5', '-pix_fmt', 'yuv420p'];
    ffmpeg(...film, ...tags.flatMap((tag) => ['-metadata', tag]), path);
    const told = {
      takenAt: '2024-03-12T03:15Z',
      place: { latitude: -6.1751, longitude: 106.8272 },
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
