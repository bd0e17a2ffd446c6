import { z } from 'zod';
import type { MediaProblem } from '../run-bounded.ts';
import { runOnFile } from '../run-on-file.ts';

/** Metadata of a film. */
export interface FilmShape {
  /** Zero if unknown. */
  seconds: number;
  width: number;
  height: number;
  hasSound: boolean;
}

/** Reads the tracks of a film without decoding; a file without moving pictures is no film. */
export async function probeFilm(path: string): Promise<FilmShape | { problem: MediaProblem }> {
  const wanted = 'format=duration:stream=codec_type,width,height';
  const output = ['-show_entries', wanted, '-print_format', 'json=compact=1'];
  const run = await runOnFile(path, { tool: ['ffprobe'], output }, BOUNDS);
  if ('problem' in run) return run;
  const { format, streams } = outputSchema.parse(JSON.parse(run.output.toString()));
  const picture = streams.find(({ codec_type }) => codec_type === 'video');
  if (!picture?.width || !picture.height) return { problem: 'unreadable' };
  return {
    seconds: Math.max(0, format.duration ?? 0),
    width: picture.width,
    height: picture.height,
    hasSound: streams.some(({ codec_type }) => codec_type === 'audio'),
  };
}

const BOUNDS = { seconds: 20, memoryMb: 1024, outputBytes: 100_000 };

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
