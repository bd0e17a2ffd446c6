import { inflateSync } from 'node:zlib';

/** What the streams of one document may come to, unpacked: ten pages of a scan, and a little more. */
const MOST_BYTES = 192 * 1024 * 1024;
/** A stream may be packed more than once; nobody honest does so more often. */
const MOST_LAYERS = 3;
const MOST_STREAMS = 20_000;

/**
 * Whether the streams of a PDF unpack to no more than a document needs. They are found by their marks, not by what the
 * document says of them, and tried whatever it says. What is packed otherwise is left to the limits of the process.
 */
export function isBearable(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let left = MOST_BYTES;
  let count = 0;
  for (let at = file.indexOf(MARK); at >= 0; at = file.indexOf(MARK, at + MARK.length)) {
    count += 1;
    if (count > MOST_STREAMS) return false;
    const used = unpack(file.subarray(skipLineEnd(file, at + MARK.length)), left);
    if (used === undefined) return false;
    left -= used;
  }
  return true;
}

const MARK = 'stream';

function skipLineEnd(file: Buffer, at: number): number {
  const next = file[at] === 0x0d ? at + 1 : at;
  return file[next] === 0x0a ? next + 1 : next;
}

/** How many bytes come out of a stream, layer by layer; undefined where they are too many. */
function unpack(packed: Buffer, most: number): number | undefined {
  let [inner, used] = [packed, 0];
  for (let layer = 0; isPacked(inner); layer += 1) {
    if (layer === MOST_LAYERS) return undefined;
    const out = inflate(inner, most - used);
    if (out === 'too much') return undefined;
    if (out === 'broken') break;
    inner = out;
    used += out.length;
  }
  return used;
}

/** The two bytes that zlib begins with. */
function isPacked(bytes: Buffer): boolean {
  if (bytes.length < 2 || (bytes.readUInt8(0) & 0x0f) !== 8) return false;
  return bytes.readUInt16BE(0) % 31 === 0;
}

function inflate(bytes: Buffer, most: number): Buffer | 'too much' | 'broken' {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const isTooMuch =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isTooMuch ? 'too much' : 'broken';
  }
}
