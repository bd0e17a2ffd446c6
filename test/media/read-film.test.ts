import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readRecording } from '../../src/media/reading/read-recording.ts';
import { openTools } from '../../src/media/reading/tools.ts';
import { aFolder } from '../support/builders.ts';
import { makeFilm } from '../support/make-films.ts';
import { ffmpeg, hasMediaTools } from '../support/media-tools.ts';
import { readFilm } from '../support/read-film.ts';

async function filmOf(path: string, side: 'query' | 'store' = 'query') {
  const film = await readFilm(path, side);
  if ('problem' in film) throw new Error(film.problem);
  return film;
}

describe.skipIf(!hasMediaTools())('with ffmpeg and fpcalc', () => {
  test('a film has frames, a sound track, a length and a size', async () => {
    const path = join(aFolder(), 'film.mp4');
    await makeFilm(1, path);
    const asked = await filmOf(path);
    expect(asked).toMatchObject({ width: 640, height: 360 });
    expect(asked.seconds).toBeCloseTo(12, 0);
    expect(asked.sound?.fingerprint.length).toBeGreaterThan(60);
    expect(asked.frames.length).toBeGreaterThan(16);
    expect(asked.frames.length).toBeLessThanOrEqual(25);
    for (const { width, height, pixels } of asked.frames) {
      expect([width, height, pixels.length]).toEqual([384, 216, 384 * 216]);
    }
    const stored = await filmOf(path, 'store');
    expect(stored.frames.length).toBeGreaterThan(asked.frames.length * 2);
  });

  test('a film is shown in small by its first picture that is not blank', async () => {
    const path = join(aFolder(), 'film.mp4');
    const blank = 'color=black:s=320x180:d=2:r=5[a];testsrc2=s=320x180:d=2:r=5[b];[a][b]concat';
    ffmpeg('-f', 'lavfi', '-i', blank, '-pix_fmt', 'yuv420p', path);
    const tools = openTools({});
    const { kind, thumbnail = '' } = await readRecording(readFileSync(path), tools);
    await tools.textReader.close();
    expect(kind).toBe('film');
    const { channels } = await sharp(Buffer.from(thumbnail, 'base64')).stats();
    expect(channels[0]?.stdev).toBeGreaterThan(20);
  });

  test('what is spoken in a film is among its words, and its sound and pictures are known', async () => {
    const path = join(aFolder(), 'film.mp4');
    await makeFilm(1, path);
    const { textReader } = openTools({});
    const transcriber = { transcribe: async () => ({ text: 'Besok bank tutup' }) };
    const spoken = { textReader, transcriber: async () => transcriber };
    const { kind, texts, asked, kept } = await readRecording(readFileSync(path), spoken);
    await textReader.close();
    expect(kind).toBe('film');
    expect(texts).toContainEqual({ source: 'speech', text: 'Besok bank tutup' });
    for (const prints of [asked, kept]) {
      expect(prints).toMatchObject({ sound: expect.any(String), frames: expect.any(String) });
    }
  });

  test('a film that stands upright is read upright', async () => {
    const path = join(aFolder(), 'film.mp4');
    ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=320x180:d=2:r=5', '-pix_fmt', 'yuv420p', path);
    turn(path);
    const [frame] = (await filmOf(path)).frames;
    expect([frame?.width, frame?.height]).toEqual([216, 384]);
  });

  test('the frames of a long film are spread over it, 200 at most', async () => {
    const path = join(aFolder(), 'panjang.mp4');
    const counting = "color=black:s=64x64:d=300:r=4,geq=lum='N/1200*255':cb=128:cr=128";
    ffmpeg('-f', 'lavfi', '-i', counting, '-pix_fmt', 'yuv420p', path);
    const { frames, sound } = await filmOf(path);
    expect(frames.length).toBeGreaterThan(150);
    expect(frames.length).toBeLessThanOrEqual(200);
    expect(sound).toBeUndefined();
    const first = frames[0]?.pixels[0] ?? 255;
    const last = frames.at(-1)?.pixels[0] ?? 0;
    expect([first < 30, last > 220]).toEqual([true, true]);
  });

  test('a new scene of a stored film has a frame of its own', async () => {
    const path = join(aFolder(), 'adegan.mp4');
    const flash =
      "color=gray:s=64x64:d=200:r=5,geq=lum='if(eq(N,501),255*gt(X,32),90)':cb=128:cr=128";
    ffmpeg('-f', 'lavfi', '-i', flash, '-pix_fmt', 'yuv420p', path);
    const { frames } = await filmOf(path, 'store');
    expect(frames.some(({ pixels }) => pixels.some((grey) => grey > 240))).toBe(true);
  });

  test('a sound is no film', async () => {
    const path = join(aFolder(), 'suara.ogg');
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=r=16000:d=4', '-c:a', 'libopus', path);
    expect(await readFilm(path, 'query')).toEqual({ problem: 'unreadable' });
  });
});

/** Has a film shown a quarter turned, as phones do: by the matrix in its track header, which not every ffmpeg can write. */
function turn(path: string): void {
  const bytes = readFileSync(path);
  const matrix = bytes.indexOf('tkhd') + 4 + 40;
  const quarter = [0, 0x10000, 0, -0x10000, 0, 0, 180 * 0x10000, 0, 0x40000000];
  for (const [at, value] of quarter.entries()) bytes.writeInt32BE(value, matrix + at * 4);
  writeFileSync(path, bytes);
}
