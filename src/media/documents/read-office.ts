import { SaxesParser } from 'saxes';
import { PARTS, readZip } from './read-zip.ts';

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
