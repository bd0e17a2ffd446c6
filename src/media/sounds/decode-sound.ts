import { z } from 'zod';
import { type MediaProblem, runBounded } from '../run-bounded.ts';
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
const BOUNDS = { seconds: 40, memoryMb: 1024, outputBytes: (MOST_SECONDS + 1) * SAMPLE_RATE * 2 };

function toSamples(bytes: Uint8Array): Pcm {
  const whole = new Uint8Array(bytes); // copied: a 16-bit view must start at an even byte
  return new Int16Array(whole.buffer, 0, Math.floor(whole.length / 2));
}

/** Chromaprint fingerprint, about eight items a second, and its length. */
export interface SoundPrint {
  fingerprint: Uint32Array;
  seconds: number;
}

export async function fingerprintPcm(pcm: Pcm): Promise<SoundPrint | { problem: MediaProblem }> {
  const seconds = pcm.length / SAMPLE_RATE;
  if (seconds < LEAST_SECONDS) return { problem: 'unreadable' };
  const whole = Math.ceil(seconds);
  // With FFmpeg 5 (Debian 12), fpcalc treats the end of its input as an error: it stops before.
  const input = new Int16Array((whole + 1) * SAMPLE_RATE);
  input.set(pcm);
  const command = [...FPCALC, '-length', String(whole), '-'] as const;
  const run = await runBounded(command, FINGERPRINT_BOUNDS, new Uint8Array(input.buffer));
  if ('problem' in run) return run;
  const { fingerprint } = outputSchema.parse(JSON.parse(run.output.toString()));
  return { fingerprint: Uint32Array.from(fingerprint), seconds };
}

/** Chromaprint needs 2.6 seconds for its first item. */
const LEAST_SECONDS = 3;
const FINGERPRINT_BOUNDS = { seconds: 20, memoryMb: 512, outputBytes: 1_000_000 };

const shape = ['-format', 's16le', '-rate', String(SAMPLE_RATE), '-channels', '1'];
const FPCALC = ['fpcalc', '-raw', '-json', ...shape] as const;

const outputSchema = z.object({ fingerprint: z.array(z.int().min(0).max(0xffff_ffff)) });
