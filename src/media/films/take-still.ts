import { runOnFile } from '../run-on-file.ts';

/** Takes a frame of a film as PNG, large enough to read its captions. */
export async function takeStill(path: string, second: number): Promise<Uint8Array | undefined> {
  const output = ['-frames:v', '1', '-vf', SHRINK, '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'];
  const before = ['-nostdin', '-ss', second.toFixed(2)];
  const after = ['-map', '0:v:0', ...output];
  const run = await runOnFile('ffmpeg', path, { before, after, bounds: BOUNDS });
  return 'output' in run && run.output.length > 0 ? new Uint8Array(run.output) : undefined;
}

/** Maximum pixels of the longer side. */
const SHRINK = 'scale=1280:1280:force_original_aspect_ratio=decrease';
const BOUNDS = { seconds: 20, memoryMb: 1024, outputBytes: 12_000_000 };
