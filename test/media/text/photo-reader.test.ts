import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  hasPhotoReader,
  openPhotoReader,
  type PhotoReader,
} from '../../../src/media/text/photo-reader.ts';
import { preparePicture } from '../../../src/media/text/prepare-picture.ts';
import { createTextReader, type TextReaderSettings } from '../../../src/media/text/read-text.ts';
import { seededNumbers } from '../../support/generate.ts';

const isInstalled = hasPhotoReader();
if (!isInstalled) {
  if (process.env.POSKO_TEST_PHOTOS === 'required') throw new Error('PP-OCR is required here');
  console.warn('No photo is read: "npm run add:photo-reader" brings what a test needs.');
}

const TEXT = 'Bantuan beras untuk warga Bandung';
const LINE = [
  { words: [{ text: 'Bandung', confidence: 0.9, box: { x0: 1, y0: 1, x1: 9, y1: 9 } }] },
];
const word = (text: string, confidence: number) =>
  `5\t1\t1\t1\t1\t1\t9\t9\t90\t30\t${confidence}\t${text}`;

/** Yellow letters without an edge over a photo, which Tesseract hardly sees; or black ones on paper. */
async function aPicture(ground: 'photo' | 'paper') {
  const random = seededNumbers(7);
  const grain = Uint8Array.from({ length: 60 * 20 * 3 }, () => 40 + Math.floor(random() * 100));
  const raw = { width: 60, height: 20, channels: 3 as const };
  const under =
    ground === 'photo'
      ? await sharp(grain, { raw }).resize(900, 300, { kernel: 'cubic' }).png().toBuffer()
      : await sharp({ create: { width: 900, height: 300, channels: 3, background: '#ffffff' } })
          .png()
          .toBuffer();
  const ink = ground === 'photo' ? '#ffe600' : '#000000';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><text x="20" y="160" font-family="DejaVu Sans" font-weight="bold" font-size="38" fill="${ink}">${TEXT}</text></svg>`;
  return sharp(under)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 60 })
    .toBuffer();
}

function aReader(settings: TextReaderSettings) {
  const reader = createTextReader({ timeoutMs: 120_000, ...settings });
  onTestFinished(() => reader.close());
  return reader;
}

function stands(tsv: string) {
  const engine = {
    name: 'held',
    recognise: vi.fn(async () => tsv),
    stop: vi.fn(async () => {}),
  };
  const photos = {
    read: vi.fn<PhotoReader['read']>(async () => LINE),
    stop: vi.fn<PhotoReader['stop']>(async () => {}),
  };
  return { engine, photos, openPhotoReader: vi.fn(async () => photos) };
}

const wordsOf = async (reader: ReturnType<typeof aReader>, bytes: Uint8Array) => {
  const read = await reader.read(bytes);
  if ('problem' in read) throw new Error(read.problem);
  return read.lines.map(({ words }) => words.map(({ text }) => text).join(' ')).join(' ');
};

test('a photo is read by the reader of photos, and paper by the engine', async () => {
  const { engine, photos, openPhotoReader: open } = stands(word('Bantuan', 96));
  const reader = aReader({ engine, openPhotoReader: open });
  expect(await wordsOf(reader, await aPicture('photo'))).toBe('Bandung');
  expect(engine.recognise).not.toHaveBeenCalled();
  expect(await wordsOf(reader, await aPicture('paper'))).toBe('Bantuan');
  expect(photos.read).toHaveBeenCalledTimes(1);
  await reader.close();
  expect([photos.stop, engine.stop].map((stop) => stop.mock.calls.length)).toEqual([1, 1]);
});

test('what the engine is unsure of is read again, and the surer reading counts', async () => {
  const unsure = stands(word('Bantuan', 30));
  const paper = await aPicture('paper');
  expect(await wordsOf(aReader({ ...unsure }), paper)).toBe('Bandung');
  const longer = stands(word('Bantuan600ribuuntukwargaBandung', 70));
  expect(await wordsOf(aReader({ ...longer }), paper)).toBe('Bantuan600ribuuntukwargaBandung');
  expect(longer.photos.read).toHaveBeenCalledOnce();
});

test('a reader of photos that fails leaves them to the engine', async () => {
  const { engine, photos, openPhotoReader: open } = stands(word('Bantuan', 96));
  photos.read.mockRejectedValue(new Error('out of memory'));
  const photo = await aPicture('photo');
  expect(await wordsOf(aReader({ engine, openPhotoReader: open }), photo)).toBe('Bantuan');
  open.mockRejectedValue(new Error('no model'));
  expect(await wordsOf(aReader({ engine, openPhotoReader: open }), photo)).toBe('Bantuan');
});

test.skipIf(!isInstalled)('words over a photo are read with their spaces and places', async () => {
  const reader = aReader({ tesseract: 'off', openPhotoReader });
  const photo = await aPicture('photo');
  expect(await wordsOf(reader, photo)).toBe(TEXT);
  const read = await reader.read(photo);
  if ('problem' in read) throw new Error(read.problem);
  expect([read.size, read.confidence > 0.7]).toEqual([{ width: 900, height: 300 }, true]);
  for (const { box } of read.lines.flatMap(({ words }) => words)) {
    expect([box.x0 < box.x1, box.y0 < 135, box.y1 > 155, box.x1 <= 900]).not.toContain(false);
  }
});

test.skipIf(!isInstalled)('a photo whose time is over is not read to its end', async () => {
  const photos = await openPhotoReader();
  onTestFinished(() => photos.stop());
  const picture = await preparePicture(await aPicture('photo'));
  if (!picture) throw new Error('no picture was made');
  await expect(photos.read(picture, AbortSignal.abort('late'))).rejects.toBe('late');
});
