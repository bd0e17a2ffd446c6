import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SURE } from '../../src/matching/sounds/find-fit.ts';
import { SoundIndex } from '../../src/matching/sounds/sound-index.ts';
import { decodeSound, fingerprintPcm } from '../../src/media/sounds/decode-sound.ts';
import { aFolder } from '../support/builders.ts';
import { seededNumbers } from '../support/generate.ts';
import { makeSound } from '../support/make-sounds.ts';
import { ffmpeg, hasMediaTools } from '../support/media-tools.ts';
import { fingerprintSound } from '../support/read-film.ts';
import { SOUND_EDITS } from '../support/sound-edits.ts';

async function printOf(path: string): Promise<Uint32Array> {
  const print = await fingerprintSound(path);
  if ('problem' in print) throw new Error(print.problem);
  return print.fingerprint;
}

function aSound(seed = 1): string {
  const path = join(aFolder(), 'suara.ogg');
  makeSound(seed, path);
  return path;
}

describe.skipIf(!hasMediaTools())('with ffmpeg, fpcalc and espeak-ng', () => {
  test('a voice note is found again after every edit, and another one is not', async () => {
    const path = aSound(1);
    const index = new SoundIndex();
    index.put('ini', await printOf(path));
    index.put('lain', await printOf(aSound(2)));
    for (const [name, edit] of Object.entries(SOUND_EDITS)) {
      const changed = join(aFolder(), 'ubah.ogg');
      edit(path, changed);
      const [best] = index.find(await printOf(changed), 5);
      expect([name, best?.id]).toEqual([name, 'ini']);
      expect(best?.score).toBeGreaterThan(SURE);
    }
    expect(index.find(await printOf(aSound(3)), 1)[0]?.score ?? 0).toBeLessThan(SURE);
  }, 1_800_000);

  test.each([
    ['m4a', ['-c:a', 'aac']],
    ['mp3', ['-c:a', 'libmp3lame']],
    ['aac', ['-c:a', 'aac']],
    ['wav', []],
    ['flac', []],
    ['webm', ['-c:a', 'libopus']],
  ])('a sound of phones is read: %s', async (ending, options) => {
    const path = join(aFolder(), `suara.${ending}`);
    ffmpeg('-f', 'lavfi', '-i', TUNE, '-ac', '1', ...options, path);
    const print = await fingerprintSound(path);
    expect('seconds' in print && Math.round(print.seconds)).toBe(6);
  });

  test('a sound of old phones is read: amr', async () => {
    const path = join(aFolder(), 'suara.amr');
    const random = seededNumbers(1);
    const frames = Array.from({ length: 300 }, () => [
      AMR_12_2,
      ...Array.from({ length: 31 }, () => Math.floor(random() * 256)),
    ]);
    writeFileSync(path, Buffer.concat([Buffer.from('#!AMR\n'), Buffer.from(frames.flat())]));
    expect(await fingerprintSound(path)).toMatchObject({ seconds: expect.closeTo(6, 1) });
  });

  test('a decoded sound has the fingerprint of its file, which is not decoded twice for speech', async () => {
    const path = aSound();
    const decoded = await decodeSound(path);
    if ('problem' in decoded) throw new Error(decoded.problem);
    expect(await fingerprintPcm(decoded.pcm)).toEqual(await fingerprintSound(path));
  });

  test('of a long sound the first ten minutes are read', async () => {
    const path = join(aFolder(), 'panjang.ogg');
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=r=8000:d=700', '-c:a', 'libopus', '-b:a', '6k', path);
    expect(await fingerprintSound(path)).toMatchObject({ seconds: expect.closeTo(600, 1) });
  });

  test('a sound of two seconds is too short to be told again', async () => {
    const path = join(aFolder(), 'pendek.ogg');
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=r=16000:d=2', '-c:a', 'libopus', path);
    expect(await fingerprintSound(path)).toEqual({ problem: 'unreadable' });
  });
});

test('without the tools a sound has no fingerprint, and that is said', async () => {
  const { PATH } = process.env;
  process.env.PATH = `${aFolder()}:/bin-without-them`;
  const made = fingerprintPcm(new Int16Array(16_000 * 4));
  process.env.PATH = PATH;
  expect(await made).toEqual({ problem: 'not-installed' });
});

/** What a frame of 20 ms begins with. */
const AMR_12_2 = 0x3c;
const TUNE = "aevalsrc='0.3*sin(2*PI*t*(300+150*mod(floor(t*3),5)))':s=16000:d=6";
