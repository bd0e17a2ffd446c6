import type { MediaProblem } from '../run-bounded.ts';
import { MOST_SECONDS, runOnFile } from '../run-on-file.ts';

/** Samples of one channel, 16 bits each, SAMPLE_RATE a second. */
export type Pcm = Int16Array;

/** Rate of speech recognisers, and more than a fingerprint needs. */
export const SAMPLE_RATE = 16_000;

/** Decodes the first sound track of a file, up to its tenth minute. */
export async function decodeSound(path: string): Promise<{ pcm: Pcm } | { problem: MediaProblem }> {
  const shape = ['-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', 'pipe:1'];
  const only = ['-map', '0:a:0', '-t', String(MOST_SECONDS)];
  const tool = ['ffmpeg', '-nostdin'] as const;
  const run = await runOnFile(path, { tool, output: [...only, ...shape] }, BOUNDS);
  if ('problem' in run) return run;
  return { pcm: toSamples(run.output) };
}

/** Ten minutes of Opus take two seconds and 200 MB of address space. */
const BOUNDS = {
  seconds: 40,
  memoryMb: 1024,
  outputBytes: (MOST_SECONDS + 1) * SAMPLE_RATE * 2,
};

function toSamples(bytes: Uint8Array): Pcm {
  const whole = new Uint8Array(bytes); // copied: a 16-bit view must start at an even byte
  return new Int16Array(whole.buffer, 0, Math.floor(whole.length / 2));
}
