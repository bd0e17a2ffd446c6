import { z } from 'zod';
import { type MediaProblem, runBounded } from '../run-bounded.ts';
import { type Pcm, SAMPLE_RATE } from './decode-sound.ts';

/** Chromaprint fingerprint, about eight items a second, and its length. */
export interface SoundPrint {
  fingerprint: Uint32Array;
  seconds: number;
}

/** Fingerprints a decoded sound. */
export async function fingerprintPcm(pcm: Pcm): Promise<SoundPrint | { problem: MediaProblem }> {
  const seconds = pcm.length / SAMPLE_RATE;
  if (seconds < LEAST_SECONDS) return { problem: 'unreadable' };
  const whole = Math.ceil(seconds);
  // With FFmpeg 5 (Debian 12), fpcalc treats the end of its input as an error: it stops before.
  const input = new Int16Array((whole + 1) * SAMPLE_RATE);
  input.set(pcm);
  const command = [...FPCALC, '-length', String(whole), '-'] as const;
  const run = await runBounded(command, BOUNDS, new Uint8Array(input.buffer));
  if ('problem' in run) return run;
  const { fingerprint } = outputSchema.parse(JSON.parse(run.output.toString()));
  return { fingerprint: Uint32Array.from(fingerprint), seconds };
}

/** Chromaprint needs 2.6 seconds for its first item. */
const LEAST_SECONDS = 3;
const BOUNDS = { seconds: 20, memoryMb: 512, outputBytes: 1_000_000 };

const shape = ['-format', 's16le', '-rate', String(SAMPLE_RATE), '-channels', '1'];
const FPCALC = ['fpcalc', '-raw', '-json', ...shape] as const;

const outputSchema = z.object({ fingerprint: z.array(z.int().min(0).max(0xffff_ffff)) });
