import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether any of the words stands in any of the bytes, as text, UTF-16, hexadecimal or Base64; tells which. */
export function findWords(bytes: Buffer, words: readonly string[]): string[] {
  return words.filter((word) => formsOf(word).some((form) => bytes.includes(form)));
}

/** The bytes of every file in a folder and below it; a file that goes meanwhile is passed over. */
export function bytesBelow(folder: string): Buffer {
  const parts: Buffer[] = [];
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    try {
      parts.push(statSync(path).isDirectory() ? bytesBelow(path) : readFileSync(path));
    } catch (error) {
      if (existsSync(path)) throw error;
    }
  }
  return Buffer.concat(parts);
}

function formsOf(word: string): Buffer[] {
  const plain = Buffer.from(word, 'utf8');
  return [
    plain,
    Buffer.from(word, 'utf16le'),
    Buffer.from(plain.toString('hex')),
    ...[0, 1, 2].map((shift) => Buffer.from(base64Core(plain, shift))),
  ];
}

/** Base64 of a word as it looks inside of something longer, `shift` bytes past a group of three. */
function base64Core(plain: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
  const first = Math.ceil((shift * 4) / 3);
  const whole = Math.floor(((shift + plain.length) * 8) / 6);
  return text.slice(first, whole);
}
