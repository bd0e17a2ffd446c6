import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { DocumentRefused } from './document-refused.ts';

const MOST_MB = 400;

/**
 * Decodes UTF-8, UTF-16 or Windows-1252, also packed by gzip. If there is damage, a byte that fits none of
 * them became U+FFFD; else such a sign is the author's.
 */
export function decodeText(given: Uint8Array): { text: string; isDamaged: boolean } {
  const bytes = given[0] === 0x1f && given[1] === 0x8b ? unpack(given) : given;
  const [first, second] = bytes;
  const read = (encoding: string) => ({
    text: new TextDecoder(encoding).decode(bytes),
    isDamaged: encoding === 'utf-8' && !isUtf8(bytes),
  });
  if ((first === 0xff && second === 0xfe) || second === 0) return read('utf-16le');
  if ((first === 0xfe && second === 0xff) || first === 0) return read('utf-16be');
  const decoded = read('utf-8');
  // Where some signs beyond ASCII are sound UTF-8, the others are damage.
  const isOlder = decoded.isDamaged && !/[\u0080-\ufffc]/.test(decoded.text);
  return isOlder ? read('windows-1252') : decoded;
}

function unpack(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_MB * 1024 ** 2 });
  } catch {
    throw new DocumentRefused(`it is not whole, or holds more than ${MOST_MB} MB: split it`);
  }
}
