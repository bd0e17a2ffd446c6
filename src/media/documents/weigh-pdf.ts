import { constants, createInflate } from 'node:zlib';
import { fromBase85, fromHex } from './written-in-letters.ts';

/** Maximum unpacked size of a document's streams: ten scanned pages, and a little more. */
const MOST_BYTES = 192 * 1024 * 1024;
/** A stream may be packed more than once; honest ones are not packed more often. */
const MOST_LAYERS = 3;
const MOST_STREAMS = 20_000;

/** Remaining budget for the streams of a document; negative once it is exceeded. */
interface Scales {
  left: number;
}

/** Whether the streams of a PDF, found by their marks and tried each, unpack to a bearable size; other packings meet other limits. */
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

/** Subtracts the output of a stream from the budget, layer by layer. */
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

/** Returns how to read zlib data, if there is any; the search counts too, so that it ends. */
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

/** Whether it begins with the two bytes of zlib. */
function isPacked(bytes: Buffer): boolean {
  if (bytes.length < HEAD || (bytes.readUInt8(0) & 0x0f) !== 8) return false;
  return bytes.readUInt16BE(0) % 31 === 0;
}

const OPTIONS = { chunkSize: 256 * 1024, finishFlush: constants.Z_SYNC_FLUSH };

/** Counts zlib's output until an error or the limit; keeps only what is packed again. */
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
    // output before the error is read as well
  }
  return Buffer.concat(kept);
}

const NOTHING = Buffer.alloc(0);
