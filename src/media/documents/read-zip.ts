import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Parts with the words of documents of Word, Excel and PowerPoint. */
export const PARTS =
  /^(?:word\/document|xl\/sharedStrings|xl\/worksheets\/sheet\d{1,3}|ppt\/slides\/slide\d{1,3})\.xml$/;

/** Whether the entries of a ZIP are those of such a document. */
export function isOffice(entries: readonly string[]): boolean {
  return entries.some((name) => PARTS.test(name));
}

/** Whether a file begins as a ZIP does; phones install nothing with something before it. */
export function isZip(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';
}

/** Lists the names in a ZIP, of a broken one those before the fault, and unpacks the wanted parts as far as they are bearable. */
export function readZip(bytes: Uint8Array, wanted?: RegExp) {
  const names: string[] = [];
  const { unzipSync }: typeof import('fflate') = require('fflate'); // takes memory, so only when needed
  let [left, parts]: [number, Readonly<Record<string, Uint8Array>>] = [MOST_BYTES, {}];
  try {
    parts = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (names.push(name) > MOST_ENTRIES) throw new RangeError('too many entries');
        if (!wanted?.test(name)) return false;
        left -= Math.max(size, originalSize); // what it unpacks to beyond that is dropped
        return left >= 0;
      },
    });
  } catch {
    // the directory of a stranger's archive may claim anything
  }
  return { names, parts: new Map(Object.entries(parts)) };
}

/** Large apps have some ten thousand entries. */
const MOST_ENTRIES = 65_535;
const MOST_BYTES = 32 * 1024 * 1024;
