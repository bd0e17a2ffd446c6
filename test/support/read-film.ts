import type { Raster } from '../../src/matching/pictures/raster.ts';
import { type FilmSide, probeFilm, takeFrames } from '../../src/media/films/take-frames.ts';
import type { MediaProblem } from '../../src/media/run-bounded.ts';
import {
  decodeSound,
  fingerprintPcm,
  type SoundPrint,
} from '../../src/media/sounds/decode-sound.ts';

/** Frames and sound of a film. */
export interface Film {
  /** 1 to 200, spread over the film, longer side 384 pixels. */
  frames: Raster[];
  /** Sound track; undefined if there is none or it gives no fingerprint. */
  sound: SoundPrint | undefined;
  /** From the file, zero if unknown. */
  seconds: number;
  /** In pixels, before rotation. */
  width: number;
  height: number;
}

/** Reads the frames and the sound of a film, up to its tenth minute. */
export async function readFilm(
  path: string,
  side: FilmSide,
): Promise<Film | { problem: MediaProblem }> {
  const probed = await probeFilm(path);
  if ('problem' in probed) return probed;
  const { hasSound, ...shape } = probed;
  const frames = await takeFrames(path, side, shape.seconds);
  if ('problem' in frames) return frames;
  const sound = hasSound ? await fingerprintSound(path) : undefined;
  return { ...shape, frames, sound: sound && 'fingerprint' in sound ? sound : undefined };
}

/** Fingerprints the sound of a file, up to its tenth minute. */
export async function fingerprintSound(
  path: string,
): Promise<SoundPrint | { problem: MediaProblem }> {
  const decoded = await decodeSound(path);
  return 'problem' in decoded ? decoded : fingerprintPcm(decoded.pcm);
}
