import { constants, createInflate } from 'node:zlib';
import { fromBase85, fromHex } from './written-in-letters.ts';

/** What the streams of one document may come to, unpacked: ten pages of a scan, and a little more. */
const MOST_BYTES = 192 * 1024 * 1024;
/** A stream may be packed more than once; nobody honest does so more often. */
const MOST_LAYERS = 3;
const MOST_STREAMS = 20_000;

/** What may still come out of the streams of a document; below nothing once it is too much. */
interface Scales {
  left: number;
}

/**
 * Whether the streams of a PDF unpack to no more than a document needs. They are found by their marks, not by what the
 * document says of them, and tried whatever it says: as they are, and as letters that stand for bytes. What comes out is
 * counted and let go. What is packed otherwise is left to the limits of the process.
 */
export async function isBearable(bytes: Uint8Array): Promise<boolean> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const scales = { left: MOST_BYTES };
  let count = 0;
  for (let at = file.indexOf(MARK); at >= 0; at = file.indexOf(MARK, at + MARK.length)) {
    count += 1;
    if (count > MOST_STREAMS) return false;
    await weigh(file.subarray(skipLineEnd(file, at + MARK.length)), scales);
    if (scales.left < 0) return false;
  }
  return true;
}

const MARK = 'stream';

function skipLineEnd(file: Buffer, at: number): number {
  const next = file[at] === 0x0d ? at + 1 : at;
  return file[next] === 0x0a ? next + 1 : next;
}

/** Takes off the scales whatever comes out of a stream, layer by layer. */
async function weigh(stream: Buffer, scales: Scales): Promise<void> {
  let inner = stream;
  for (let layer = 0; scales.left >= 0; layer += 1) {
    const packed = readerOf(inner, scales)?.(inner, scales);
    if (!packed) return;
    if (layer === MOST_LAYERS) scales.left = -1;
    else inner = await inflate(packed, scales);
  }
}

type Reader = (bytes: Buffer, scales: Scales) => Buffer;

const HEAD = 2;

/** How to get at what zlib has packed, if anything is; looking for it weighs as well, so that nobody looks for ever. */
function readerOf(bytes: Buffer, scales: Scales): Reader | undefined {
  if (isPacked(bytes)) return (packed) => packed;
  for (const decode of [fromHex, fromBase85]) {
    const head = decode(bytes, HEAD);
    scales.left -= head.read;
    if (isPacked(head.bytes)) return (written) => decodeAll(written, decode, scales);
  }
  return undefined;
}

function decodeAll(written: Buffer, decode: typeof fromHex, scales: Scales): Buffer {
  const { bytes, read } = decode(written, Math.max(HEAD, scales.left));
  scales.left -= read;
  return bytes;
}

/** The two bytes that zlib begins with. */
function isPacked(bytes: Buffer): boolean {
  if (bytes.length < HEAD || (bytes.readUInt8(0) & 0x0f) !== 8) return false;
  return bytes.readUInt16BE(0) % 31 === 0;
}

const OPTIONS = { chunkSize: 256 * 1024, finishFlush: constants.Z_SYNC_FLUSH };

/** Counts what zlib makes of some bytes, until it breaks or is too much; kept is only what is packed again. */
async function inflate(bytes: Buffer, scales: Scales): Promise<Buffer> {
  const kept: Buffer[] = [];
  let isWanted: boolean | undefined;
  try {
    for await (const chunk of createInflate(OPTIONS).end(bytes) as AsyncIterable<Buffer>) {
      isWanted ??= readerOf(chunk, scales) !== undefined;
      if (isWanted) kept.push(chunk);
      scales.left -= chunk.length;
      if (scales.left < 0) return NOTHING;
    }
  } catch {
    // what a broken stream has given until then is read as well
  }
  return Buffer.concat(kept);
}

const NOTHING = Buffer.alloc(0);
