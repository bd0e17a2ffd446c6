import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import decoders from './decoders-of-phones.json' with { type: 'json' };
import { type MediaProblem, problemOf } from './media-problem.ts';
import { type Bounds, runBounded } from './run-bounded.ts';
import { HEAD_BYTES, sniffContainer } from './sniff-container.ts';

/** Only the beginning of a longer sound or film is read. */
export const MOST_SECONDS = 600;

/** How a tool reads a file, and what it writes of it. */
interface ToolRun {
  before?: readonly string[];
  after: readonly string[];
  bounds: Bounds;
}

/**
 * Runs ffmpeg or ffprobe on a file, opened as the container of its first bytes, with decoders of phones
 * of today and ten years ago, without other files or the network.
 */
export async function runOnFile(
  tool: 'ffmpeg' | 'ffprobe',
  path: string,
  { before = [], after, bounds }: ToolRun,
): Promise<{ output: Buffer } | { problem: MediaProblem }> {
  const demuxer = sniffContainer(await readHead(path));
  if (demuxer === undefined) return { problem: 'unknown format' };
  const input = [...CONFINED, '-f', demuxer, '-i', `file:${resolve(path)}`];
  const run = await runBounded([tool, ...before, ...input, ...after], bounds);
  return run.type === 'done' ? run : { problem: problemOf(run) };
}

const CONFINED = [
  ...['-v', 'error', '-protocol_whitelist', 'file,pipe', '-codec_whitelist', decoders.join()],
  ...['-max_streams', '16', '-probesize', '5M', '-analyzeduration', '5M', '-threads', '1'],
];

/** Reads the first bytes, zeros if the file is shorter, is a pipe or a device. */
async function readHead(path: string): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  // Otherwise a pipe without a writer would block.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if ((await file.stat()).isFile()) await file.read(head, 0, HEAD_BYTES, 0);
  } finally {
    await file.close();
  }
  return head;
}
