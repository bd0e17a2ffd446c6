import aliases from './aliases.json' with { type: 'json' };
import lookAlikes from './look-alikes.json' with { type: 'json' };
import { readWords } from './read-words.ts';
import slang from './slang.json' with { type: 'json' };
import { stem } from './stem.ts';
import synonyms from './synonyms.json' with { type: 'json' };
import { isAnchor } from './tellingness.ts';
import wrapping from './wrapping.json' with { type: 'json' };

/** Thrown for an unusable snapshot: the index has to be built from the documents again. */
export class SnapshotRefused extends Error {
  override name = 'SnapshotRefused';
}

/** Header of a snapshot, in the byte order of the machine, as 32-bit numbers. */
export const HEADER = { mark: 0, format: 1, edition: 2, words: 3, checkSum: 4, length: 5 };

export const MARK = 0x4b50534f;

/** Increase it when the order or the meaning of the sections changes. */
export const FORMAT = 6;

/** Identifies the way texts are read: words read in another way would never match a message. */
export function readingEdition(): number {
  const lists = JSON.stringify([aliases, lookAlikes, slang, synonyms, wrapping]);
  const read = readWords(SAMPLE).map(({ text }) => [text, stem(text), isAnchor(text)].join(' '));
  const units = Uint32Array.from(lists + read.join(), (letter) => letter.codePointAt(0) ?? 0);
  return checkSum(units);
}

/** Sum that changes with any single number (FNV-1a over integers). */
export function checkSum(numbers: Uint32Array): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < numbers.length; at++) {
    sum = Math.imul(sum ^ (numbers[at] ?? 0), 0x01000193);
  }
  return sum >>> 0;
}

const SAMPLE =
  'Benarkah Rp1,5 jt dibagiin tgl 25 Sep 2024 & 8/4/2024? Hati2, k4bar nyebarin #BantuanTunai ' +
  'tidak bukan belum jangan tanpa; seratus ribu, 35% pelanggan PLN mengirimkan kartu keluarga ke PDI-P; 𝗩𝗜𝗥𝗔𝗟 sekaliii!! sebulan www.a.id/b';
