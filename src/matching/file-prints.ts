/** What a file is known again by, whatever it is called; all prints are base64, to be kept as they are. */
export interface FilePrints {
  /** Hashes of a picture or of the pictures of a film, 32 bytes each. */
  hashes?: string | undefined;
  /** Points of a picture with what surrounds them, by which a crop is told from a look-alike. */
  points?: string | undefined;
  /** Whether the hashes are of the pictures of a film. */
  isFilm?: boolean | undefined;
  /** Chromaprint items of a sound or of the sound of a film, 32-bit numbers with the low byte first. */
  sound?: string | undefined;
}

/** The bytes of a print. */
export function printBytes(print: string | undefined): Uint8Array {
  return new Uint8Array(Buffer.from(print ?? '', 'base64'));
}

/** The items of a sound's print. */
export function soundItems(print: string | undefined): Uint32Array {
  const bytes = Buffer.from(print ?? '', 'base64');
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    bytes.readUInt32LE(at * 4),
  );
}
