import sharp from 'sharp';
import { expect, test } from 'vitest';
import { markPicture } from '../../src/media/pictures/mark-picture.ts';

const WORDS = 'bawaslu · L7RUJ8-BAWASLU · Mira <&> · 2026-11-24T01:15:00.000Z';

/** A plain picture with a place in its metadata. */
function plain(width: number, height: number, background: string) {
  const create = { width, height, channels: 3 as const, background };
  return sharp({ create })
    .withExif({ IFD3: { GPSLatitude: '6/1' } })
    .jpeg()
    .toBuffer();
}

test.each(['#ffffff', '#000000', '#808080'])('the words show everywhere on %s', async (ground) => {
  const { copy } = await markPicture(await plain(900, 600, ground), WORDS);
  for (const [left, top] of [
    [0, 0],
    [450, 0],
    [0, 300],
    [450, 300],
  ] as const) {
    const quarter = sharp(copy).extract({ left, top, width: 450, height: 300 });
    const { channels } = await sharp(await quarter.toBuffer()).stats();
    expect(channels[0]?.stdev).toBeGreaterThan(5);
  }
});

test('a copy has the size of its picture up to 2048 points, and none of its metadata', async () => {
  for (const [width, height] of [
    [900, 600],
    [12, 9],
    [5000, 100],
  ] as const) {
    const { copy, kind } = await markPicture(await plain(width, height, '#336699'), WORDS);
    expect(kind).toBe('picture');
    const read = await sharp(copy).metadata();
    expect(read).toMatchObject({ format: 'jpeg', width: Math.min(width, 2048) });
    expect(read.exif).toBeUndefined();
  }
});

test('what is no picture, or too large a one, gets no copy', async () => {
  expect(await markPicture(Buffer.from('<svg/>'), WORDS)).toMatchObject({ problem: 'unreadable' });
  const huge = await plain(8000, 6000, '#336699');
  expect(await markPicture(huge, WORDS)).toMatchObject({ problem: 'too-large' });
  const half = (await plain(900, 600, '#336699')).subarray(0, 200);
  const broken = await markPicture(half, WORDS);
  expect(broken.problem ?? 'marked').toMatch(/unreadable|marked/);
});
