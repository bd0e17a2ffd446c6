import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** Parts with the words of documents of Word, Excel and PowerPoint. */
const PARTS =
  /^(?:word\/document|xl\/sharedStrings|xl\/worksheets\/sheet\d{1,3}|ppt\/slides\/slide\d{1,3})\.xml$/;

/** Whether the entries of a ZIP are those of such a document. */
export function isOffice(entries: readonly string[]): boolean {
  return entries.some((name) => PARTS.test(name));
}

/** Reads the words of such a document, one paragraph or row of a table to a line. */
export function readOffice(bytes: Uint8Array): string {
  const { parts } = readZip(bytes, PARTS);
  const shared = linesOf(parts.get(SHARED), []);
  const names = [...parts.keys()].filter((name) => name !== SHARED);
  const inOrder = names.toSorted((a, b) => a.localeCompare(b, 'und', { numeric: true }));
  const lines = inOrder.flatMap((name) => linesOf(parts.get(name), shared));
  return lines.filter((line) => line !== '').join('\n');
}

const SHARED = 'xl/sharedStrings.xml';
/** What is longer is read up to here. */
const MOST_XML = 4 * 1024 * 1024;
const ENDS_LINE = new Set(['p', 'si', 'row']);
const SPACES = new Set(['tab', 'br', 'c']);

/** The lines of one part; cells of a table may name a line of the shared ones by its number. */
function linesOf(xml: Uint8Array | undefined, shared: readonly string[]): string[] {
  const lines: string[] = [];
  let [line, element, isShared] = ['', '', false];
  const parser = new SaxesParser();
  parser.on('error', () => {}); // what stands before and after a fault is read
  parser.on('opentag', ({ name, attributes }) => {
    element = localOf(name);
    if (element === 'c') isShared = attributes.t === 's';
    if (SPACES.has(element)) line += ' ';
  });
  parser.on('text', (text) => {
    if (element === 't') line += text;
    if (element === 'v') line += isShared ? (shared[Number(text)] ?? '') : text;
  });
  parser.on('closetag', ({ name }) => {
    element = '';
    if (!ENDS_LINE.has(localOf(name))) return;
    lines.push(line.trim());
    line = '';
  });
  parser.write(new TextDecoder().decode(xml?.subarray(0, MOST_XML)));
  return lines;
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Whether a file begins as a ZIP does; phones install nothing with something before it. */
export function isZip(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';
}

/** Lists the names in a ZIP, of a broken one those before the fault, and unpacks the wanted parts as far as they are bearable. */
export function readZip(bytes: Uint8Array, wanted?: RegExp) {
  const names: string[] = [];
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
