import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { HEAD_BYTES, sniffContainer } from './sniff-container.ts';

/** Of a longer sound or film only the beginning is read. */
export const MOST_SECONDS = 600;

/**
 * How ffmpeg and ffprobe are to open a file: as the container that its first bytes show, by decoders on
 * a list, and with no way to another file or to the network. Undefined where the file is none of ours.
 */
export async function inputOptions(path: string): Promise<readonly string[] | undefined> {
  const demuxer = sniffContainer(await readHead(path));
  if (demuxer === undefined) return undefined;
  return [...CONFINED, '-f', demuxer, '-i', `file:${resolve(path)}`];
}

/** What phones write, and what they wrote ten years ago. */
const DECODERS = [
  ...['opus', 'libopus', 'vorbis', 'aac', 'mp3float', 'mp3', 'flac', 'alac', 'amrnb', 'amrwb'],
  ...[
    'libopencore_amrnb',
    'libopencore_amrwb',
    'pcm_s16le',
    'pcm_u8',
    'pcm_f32le',
    'adpcm_ima_wav',
  ],
  ...['h264', 'hevc', 'vp8', 'vp9', 'libdav1d', 'av1', 'mpeg4', 'h263', 'mjpeg'],
];

const CONFINED = [
  ...['-v', 'error', '-protocol_whitelist', 'file,pipe', '-codec_whitelist', DECODERS.join()],
  ...['-max_streams', '16', '-probesize', '5M', '-analyzeduration', '5M', '-threads', '1'],
];

/** The first bytes, zeros where the file is shorter; a pipe or a device is read as nothing but zeros. */
async function readHead(path: string): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  // A pipe that nobody writes to would otherwise be waited for.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if ((await file.stat()).isFile()) await file.read(head, 0, HEAD_BYTES, 0);
  } finally {
    await file.close();
  }
  return head;
}
