import { countShared } from './count-shared.ts';
import type { Piece } from './match.ts';
import { readWords } from './read-words.ts';
import { isTellingInPicture } from './says-other.ts';
import { hashText } from './spelling.ts';
import { rootOf } from './words-beyond.ts';

/** Returns a print that shows whether pictures say different things, not what: words surely read, hashed so that thousands share each. */
export function toWordPrint({ text, unsure = [] }: Piece): string | undefined {
  const doubtful = new Set(unsure.flatMap((word) => readWords(word)).map((word) => word.text));
  const told = readWords(text, MOST_WORDS).filter((word) => isTellingInPicture(word.text));
  const sure = told.filter((word) => !doubtful.has(word.text)).map((word) => rootOf(word.text));
  const hashes = new Set(sure.map((root) => hashText(root) % HASHES));
  if (hashes.size < FEWEST || sure.length < told.length * MOSTLY) return undefined;
  return Buffer.from(Uint16Array.from(hashes).sort().buffer).toString('base64');
}

const MOST_WORDS = 400;
const HASHES = 4096;
/** With fewer words, one that is misread weighs too much. */
const FEWEST = 5;
/** Share of the words that has to be surely read. */
const MOSTLY = 0.8;

/** Whether a picture lacks many words of a stored one, and has others in their place. */
export function tellsOther(asked = '', stored = ''): boolean {
  if (asked === '' || stored === '') return false;
  const [sent, kept] = [hashesOf(asked), hashesOf(stored)];
  const shared = countShared(sent, kept);
  return (
    kept.size - shared >= kept.size * LACKED &&
    sent.size - shared >= REPLACED &&
    sent.size >= kept.size * AS_MANY
  );
}

/** Chosen on pictures as they travel; see docs/media.md. */
const LACKED = 0.4;
const REPLACED = 4;
const AS_MANY = 0.6;

function hashesOf(print: string): Set<number> {
  const bytes = Buffer.from(print, 'base64');
  return new Set(
    Array.from({ length: Math.floor(bytes.length / 2) }, (_, at) => bytes.readUInt16LE(at * 2)),
  );
}
