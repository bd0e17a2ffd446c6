import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import decoders from './decoders-of-phones.json' with { type: 'json' };
import { type Bounds, type Command, type Run, runBounded } from './run-bounded.ts';
import { HEAD_BYTES, sniffContainer } from './sniff-container.ts';

/** Only the beginning of a longer sound or film is read. */
export const MOST_SECONDS = 600;

/** Runs ffmpeg or ffprobe on a file as the container of its first bytes, with phones' decoders, without other files or the network. */
export async function runOnFile(
  path: string,
  { tool, output }: { tool: Command; output: readonly string[] },
  bounds: Bounds,
): Promise<Run> {
  const demuxer = sniffContainer(await readHead(path));
  if (demuxer === undefined) return { problem: 'unsupported' };
  const input = [...CONFINED, '-f', demuxer, '-i', `file:${resolve(path)}`];
  return runBounded([...tool, ...input, ...output], bounds);
}

const CONFINED = [
  ...['-v', 'error', '-protocol_whitelist', 'file,pipe', '-codec_whitelist', decoders.join()],
  ...['-max_streams', '16', '-probesize', '5M', '-analyzeduration', '5M', '-threads', '1'],
];

/** Reads the first bytes, zeros if the file is shorter, is a pipe or a device. */
async function readHead(path: string): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  // Otherwise a pipe without a writer would block.
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if ((await file.stat()).isFile()) await file.read(head, 0, HEAD_BYTES, 0);
  return head;
}
