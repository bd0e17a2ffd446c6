import { decodeText } from '../documents/decode-text.ts';
import { entriesOf, isZip } from '../documents/zip.ts';
import signatures from './signatures.json' with { type: 'json' };

/** What a file does that runs once it is opened: installs an app on a phone, or starts a program on a computer. */
export type Danger = 'app' | 'program';

/** Detects apps, programs, scripts, macros and archives of them by their content, whatever their sender calls them. */
export function findDanger(bytes: Uint8Array): Danger | undefined {
  if (isZip(bytes)) return dangerAmong(entriesOf(bytes));
  const text = decodeText(bytes.subarray(0, MOST_SCRIPT))?.trimStart().toLowerCase();
  if (text !== undefined) return isScript(text) ? 'program' : undefined;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const begins = (mark: string) => file.toString('latin1', 0, mark.length) === mark;
  const found = DANGERS.find((danger) => signatures.binary[danger].some(begins));
  return found ?? (isInstaller(file) ? 'program' : undefined);
}

const DANGERS: readonly Danger[] = ['app', 'program'];
/** Scripts are short, and tell what they are early. */
const MOST_SCRIPT = 256 * 1024;

function isScript(text: string): boolean {
  const { starts, words } = signatures;
  return (
    starts.some((start) => text.startsWith(start)) || words.some((word) => text.includes(word))
  );
}

/** One app among the entries makes the whole an app: its manifest stands among pictures and code. */
function dangerAmong(entries: readonly string[]): Danger | undefined {
  const names = new Set(entries.flatMap(namesOf));
  return DANGERS.find((danger) =>
    signatures.entries[danger].split(' ').some((name) => names.has(name)),
  );
}

/** The name of an entry without its folders, and its ending. */
function namesOf(entry: string): string[] {
  const name = entry.slice(entry.lastIndexOf('/') + 1).toLowerCase();
  return [name, name.slice(Math.max(0, name.lastIndexOf('.')))];
}

/** Windows' installers look like old Word files but for their class; a Mac's have their mark at the end. */
function isInstaller(file: Buffer): boolean {
  if (file.toString('latin1', file.length - DMG_TRAILER).startsWith('koly')) return true;
  return file.subarray(0, OLE.length).equals(OLE) && file.includes(MSI_CLASS);
}

const DMG_TRAILER = 512;
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const MSI_CLASS = Buffer.from('84100c0000000000c000000000000046', 'hex');
