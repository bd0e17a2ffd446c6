/** Decodes plain text in UTF-8 or marked UTF-16; undefined if there are control codes, which only other files have. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const text = new TextDecoder(ENCODINGS[mark] ?? 'utf-8').decode(bytes);
  return text === '' || CONTROL.test(text) ? undefined : text;
}

/** Encodings by their byte order marks. */
const ENCODINGS: Readonly<Record<number, string>> = { 65534: 'utf-16le', 65279: 'utf-16be' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells text from other files
const CONTROL = /[\0-\x08\x0e-\x1f]/;
