/** Fingerprints of a file, whatever its name; all are base64 and stored unchanged. */
export interface FilePrints {
  /** Hashes of a picture, 32 bytes each. */
  hashes?: string | undefined;
  /** Points of a picture with their surroundings, which separate a crop from a look-alike. */
  points?: string | undefined;
  /** Hashes of each frame of a film, after one byte with their number. */
  frames?: string | undefined;
  /** Chromaprint items of a sound or a film's sound: 32-bit numbers, low byte first. */
  sound?: string | undefined;
  /** The same sound at word level, which reveals a changed word; numbers as in `sound`. */
  voice?: string | undefined;
  /** The voice of a query in finer tones, which finds it at another pitch; numbers as in `sound`. */
  pitches?: string | undefined;
  /** Whether the picture has legible words. */
  written?: boolean | undefined;
  /** Its words, if they were surely read; see `toWordPrint`. */
  words?: string | undefined;
  /** Whether the sound is speech, not music or noise. */
  speaks?: boolean | undefined;
  /** Width of a picture in heights. */
  shape?: number | undefined;
  /** Length of a film, where the place of its frames matters. */
  seconds?: number | undefined;
}

const HASH_BYTES = 32;
const MOST_HASHES = 255;

/** Returns the bytes of a fingerprint; none if there is no fingerprint. */
export function printBytes(print: string | undefined): Uint8Array {
  return new Uint8Array(Buffer.from(print ?? '', 'base64'));
}

/** Encodes bytes for storage. */
export function toPrint(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Encodes the fingerprint of a film's frames, given the hashes of each; a frame without any keeps its place. */
export function toFramesPrint(frames: readonly Uint8Array[]): string {
  const parts = frames.flatMap((hashes) => {
    const count = Math.min(MOST_HASHES, Math.floor(hashes.length / HASH_BYTES));
    return [Uint8Array.of(count), hashes.subarray(0, count * HASH_BYTES)];
  });
  return Buffer.concat(parts).toString('base64');
}

/** Returns the hashes of each frame of a film. */
export function framesOf(print: string | undefined): Uint8Array[] {
  const bytes = printBytes(print);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + (bytes[at] ?? 0) * HASH_BYTES;
    frames.push(bytes.subarray(at + 1, end));
    at = end;
  }
  return frames;
}

/** Encodes the fingerprint of a sound. */
export function toSoundPrint(items: Uint32Array): string {
  const bytes = Buffer.alloc(items.length * 4);
  for (const [at, item] of items.entries()) bytes.writeUInt32LE(item, at * 4);
  return bytes.toString('base64');
}

/** Returns the items of a sound's fingerprint. */
export function soundOf(print: string | undefined): Uint32Array {
  const bytes = Buffer.from(print ?? '', 'base64');
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    bytes.readUInt32LE(at * 4),
  );
}
