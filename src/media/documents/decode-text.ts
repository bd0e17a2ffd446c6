/** Decodes the beginning of plain text in UTF-8 or marked UTF-16; undefined if there are control codes, which only other files have. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, MOST_BYTES));
  return text === '' || CONTROL.test(text) ? undefined : text;
}

const MOST_BYTES = 256 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells text from other files
const CONTROL = /[\0-\x08\x0e-\x1f]/;
