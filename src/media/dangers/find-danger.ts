import { type Danger, dangers } from '../../domain/messages/evidence.ts';
import { decodeText } from '../documents/decode-text.ts';
import { isZip, readZip } from '../documents/read-zip.ts';
import signatures from './signatures.json' with { type: 'json' };

/** Detects apps, programs, scripts, macros and archives of them by their content, whatever their sender calls them. */
export function findDanger(bytes: Uint8Array): Danger | undefined {
  if (isZip(bytes)) return dangerAmong(readZip(bytes).names);
  const text = decodeText(bytes)?.trimStart().toLowerCase();
  if (text !== undefined) return isScript(text) ? 'program' : undefined;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const begins = (mark: string) => file.toString('latin1', 0, mark.length) === mark;
  const found = dangers.find((danger) => signatures.binary[danger].some(begins));
  return found ?? (runsWhenOpened(file) ? 'program' : undefined);
}

function isScript(text: string): boolean {
  const { starts, words } = signatures;
  return (
    starts.some((start) => text.startsWith(start)) || words.some((word) => text.includes(word))
  );
}

/** One app among the entries makes the whole an app: its manifest stands among pictures and code. */
function dangerAmong(entries: readonly string[]): Danger | undefined {
  const paths = entries.map((entry) => `/${entry.toLowerCase()}`);
  return dangers.find((danger) =>
    signatures.entries[danger].split(' ').some((end) => paths.some((path) => path.endsWith(end))),
  );
}

/** Windows' installers and documents with macros look like old Word files but for one part; a Mac's installers have their mark at the end. */
function runsWhenOpened(file: Buffer): boolean {
  if (file.toString('latin1', file.length - DMG_TRAILER).startsWith('koly')) return true;
  if (!file.subarray(0, OLE.length).equals(OLE)) return false;
  return file.includes(MSI_CLASS) || file.includes(MACROS);
}

const DMG_TRAILER = 512;
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const MACROS = Buffer.from('_VBA_PROJECT', 'utf16le');
const MSI_CLASS = Buffer.from('84100c0000000000c000000000000046', 'hex');
