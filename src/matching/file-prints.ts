/** What a file is known again by, whatever it is called; all prints are base64, to be kept as they are. */
export interface FilePrints {
  /** Hashes of a picture, 32 bytes each. */
  hashes?: string | undefined;
  /** Points of a picture with what surrounds them, by which a crop is told from a look-alike. */
  points?: string | undefined;
  /** Hashes of the pictures of a film, each picture's after one byte that tells how many. */
  frames?: string | undefined;
  /** Chromaprint items of a sound or of the sound of a film, 32-bit numbers with the low byte first. */
  sound?: string | undefined;
  /** The same sound word by word, by which a changed one shows; numbers as in `sound`. */
  voice?: string | undefined;
  /** Whether words could be read in the picture. */
  written?: boolean | undefined;
  /** Whether the sound is speech rather than music or noise. */
  speaks?: boolean | undefined;
}

const HASH_BYTES = 32;
const MOST_HASHES = 255;

/** The bytes of a print; none where there is no print. */
export function printBytes(print: string | undefined): Uint8Array {
  return new Uint8Array(Buffer.from(print ?? '', 'base64'));
}

/** Bytes as they are kept. */
export function toPrint(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** The print of a film's pictures, given the hashes of each. */
export function toFramesPrint(frames: readonly Uint8Array[]): string {
  const parts = frames.flatMap((hashes) => {
    const count = Math.min(MOST_HASHES, Math.floor(hashes.length / HASH_BYTES));
    return count === 0 ? [] : [Uint8Array.of(count), hashes.subarray(0, count * HASH_BYTES)];
  });
  return Buffer.concat(parts).toString('base64');
}

/** The hashes of each picture of a film. */
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

/** The print of a sound. */
export function toSoundPrint(items: Uint32Array): string {
  const bytes = Buffer.alloc(items.length * 4);
  for (const [at, item] of items.entries()) bytes.writeUInt32LE(item, at * 4);
  return bytes.toString('base64');
}

/** The items of a sound's print. */
export function soundOf(print: string | undefined): Uint32Array {
  const bytes = Buffer.from(print ?? '', 'base64');
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    bytes.readUInt32LE(at * 4),
  );
}
