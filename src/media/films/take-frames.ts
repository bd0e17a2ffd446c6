import { z } from 'zod';
import type { Raster } from '../../matching/pictures/raster.ts';
import type { MediaProblem } from '../run-bounded.ts';
import { MOST_SECONDS, runOnFile } from '../run-on-file.ts';

/** Query film, or stored film, of which more frames are taken. */
export type FilmSide = 'query' | 'store';

/** Takes frames over a film of this many seconds, up to its tenth minute. */
export async function takeFrames(
  path: string,
  side: FilmSide,
  seconds: number,
): Promise<Raster[] | { problem: MediaProblem }> {
  const filters = `${select(side, Math.min(seconds, MOST_SECONDS))},${SHRINK},format=gray`;
  const only = ['-map', '0:v:0', '-t', String(MOST_SECONDS), '-vf', filters];
  const amount = ['-fps_mode', 'passthrough', '-frames:v', String(MOST_FRAMES)];
  const output = [...only, ...amount, '-c:v', 'pgm', '-f', 'image2pipe', 'pipe:1'];
  const tool = ['ffmpeg', '-nostdin', '-skip_frame', 'noref'] as const;
  const run = await runOnFile(path, { tool, output }, BOUNDS);
  if ('problem' in run) return run;
  const frames = splitFrames(run.output);
  return frames.length > 0 ? frames : { problem: 'unreadable' };
}

const MOST_FRAMES = 200;
/** Pixels of the longer side. */
const SIDE = 384;
const SHRINK = `scale=${SIDE}:${SIDE}:force_original_aspect_ratio=decrease`;
const BOUNDS = { seconds: 90, memoryMb: 1536, outputBytes: MOST_FRAMES * (SIDE * SIDE + 32) };
/** Frames a second, so that a fast pan is found from any point. */
const PACE = { query: 2, store: 8 };
/** For a stored film the rest is left for the starts of scenes. */
const EVEN_FRAMES = { query: MOST_FRAMES, store: MOST_FRAMES * 0.8 };
/** ffmpeg's score from which two frames belong to two scenes. */
const NEW_SCENE = 0.3;

/** Selects frames at regular intervals, and for a stored film the first of each scene. */
function select(side: FilmSide, seconds: number): string {
  const distance = Math.max(1 / PACE[side], seconds / EVEN_FRAMES[side]);
  const even = `isnan(prev_selected_t)+gte(t-prev_selected_t,${distance.toFixed(3)})`;
  return `select='${even}${side === 'store' ? `+gt(scene,${NEW_SCENE})` : ''}'`;
}

/** Splits PGM pictures: `P5`, width, height and 255 as text, then the grey values. */
function splitFrames(output: Buffer): Raster[] {
  const frames: Raster[] = [];
  for (let at = 0; at < output.length; ) {
    const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(output.toString('latin1', at, at + 32));
    if (!head) throw new Error('ffmpeg wrote something that is no PGM picture');
    const [width, height] = [Number(head[1]), Number(head[2])];
    const from = at + head[0].length;
    at = from + width * height;
    frames.push({ width, height, pixels: new Uint8Array(output.subarray(from, at)) });
  }
  return frames;
}

/** Takes a frame of a film as PNG, large enough to read its captions. */
export async function takeStill(path: string, second: number): Promise<Uint8Array | undefined> {
  const tool = ['ffmpeg', '-nostdin', '-ss', second.toFixed(2)] as const;
  const shape = ['-map', '0:v:0', '-frames:v', '1', '-vf', SHRINK_STILL];
  const output = [...shape, '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'];
  const run = await runOnFile(path, { tool, output }, STILL_BOUNDS);
  return 'output' in run && run.output.length > 0 ? new Uint8Array(run.output) : undefined;
}

/** Maximum pixels of the longer side. */
const SHRINK_STILL = 'scale=1280:1280:force_original_aspect_ratio=decrease';
const STILL_BOUNDS = { seconds: 20, memoryMb: 1024, outputBytes: 12_000_000 };

/** Reads the tracks of a film without decoding, with its length, zero if unknown; a file without moving pictures is no film. */
export async function probeFilm(path: string) {
  const wanted = 'format=duration:stream=codec_type,width,height';
  const output = ['-show_entries', wanted, '-print_format', 'json=compact=1'];
  const run = await runOnFile(path, { tool: ['ffprobe'], output }, PROBE_BOUNDS);
  if ('problem' in run) return run;
  const { format, streams } = outputSchema.parse(JSON.parse(run.output.toString()));
  const picture = streams.find(({ codec_type }) => codec_type === 'video');
  if (!picture?.width || !picture.height) return { problem: 'unreadable' as const };
  return {
    seconds: Math.max(0, format.duration ?? 0),
    width: picture.width,
    height: picture.height,
    hasSound: streams.some(({ codec_type }) => codec_type === 'audio'),
  };
}

const PROBE_BOUNDS = { seconds: 20, memoryMb: 1024, outputBytes: 100_000 };

const outputSchema = z.object({
  format: z.object({ duration: z.coerce.number().optional() }),
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      width: z.int().optional(),
      height: z.int().optional(),
    }),
  ),
});
