import { unzipSync } from 'fflate';

/** Whether a file begins as a ZIP does; phones install nothing with something before it. */
export function isZip(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';
}

/** Lists the names in a ZIP without unpacking any; of a broken one those before the fault. */
export function entriesOf(bytes: Uint8Array): string[] {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter({ name }) {
        if (names.push(name) > MOST_ENTRIES) throw new RangeError('too many entries');
        return false;
      },
    });
  } catch {
    // the directory of a stranger's archive may claim anything
  }
  return names;
}

/** Large apps have some ten thousand. */
const MOST_ENTRIES = 65_535;
