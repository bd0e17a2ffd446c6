import type { MediaProblem } from '../media-problem.ts';
import { fingerprintSound, type SoundPrint } from '../sounds/fingerprint-sound.ts';
import { probeFilm } from './probe-film.ts';
import { type FilmSide, type Frame, takeFrames } from './take-frames.ts';

/** What a film looks and sounds like. */
export interface Film {
  /** From one to 200, spread over the film, 384 pixels at the longer side. */
  frames: Frame[];
  /** Of the sound track; undefined where there is none or nothing can be told by it. */
  sound: SoundPrint | undefined;
  /** What the file says of itself, zero if it does not. */
  seconds: number;
  /** In pixels, before it is turned upright. */
  width: number;
  height: number;
}

/** Reads the pictures and the sound of a film; of a long one the first ten minutes. */
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
