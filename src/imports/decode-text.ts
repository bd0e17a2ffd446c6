import { gunzipSync } from 'node:zlib';
import { DocumentRefused } from './document-refused.ts';

const MOST_MB = 400;

/** Decodes UTF-8, UTF-16 or Windows-1252, also packed by gzip; a byte that fits none of them becomes U+FFFD. */
export function decodeText(given: Uint8Array): string {
  const bytes = given[0] === 0x1f && given[1] === 0x8b ? unpack(given) : given;
  const [first, second] = bytes;
  const read = (encoding: string) => new TextDecoder(encoding).decode(bytes);
  if ((first === 0xff && second === 0xfe) || second === 0) return read('utf-16le');
  if ((first === 0xfe && second === 0xff) || first === 0) return read('utf-16be');
  const text = read('utf-8');
  // Where some signs beyond ASCII are sound UTF-8, the others are damage.
  const isOlder = text.includes('\ufffd') && !/[\u0080-\ufffc]/.test(text);
  return isOlder ? read('windows-1252') : text;
}

function unpack(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_MB * 1024 ** 2 });
  } catch {
    throw new DocumentRefused(`it is not whole, or holds more than ${MOST_MB} MB: split it`);
  }
}
