// Ours and not file-type: that reads far more formats, and files of them would reach decoders that we keep closed.
import { decodeText } from '../documents/decode-text.ts';
import { isOffice, isZip, readZip } from '../documents/read-zip.ts';
import { formatOf } from '../pictures/picture-format.ts';
import { HEAD_BYTES, sniffContainer } from '../sniff-container.ts';

/** What a file is by its first bytes, whatever its sender calls it. */
export type FileKind = 'picture' | 'recording' | 'pdf' | 'office' | 'text' | 'other';

/** Detects by magic bytes; only the tracks of a recording show whether it is a sound or a film. */
export function findKind(bytes: Uint8Array): FileKind {
  if (formatOf(bytes)) return 'picture';
  if (Buffer.from(bytes.subarray(0, PDF_BYTES)).includes('%PDF-')) return 'pdf';
  if (isZip(bytes)) return isOffice(readZip(bytes).names) ? 'office' : 'other';
  const text = decodeText(bytes);
  // A mark of UTF-16 looks like a frame of MP3; pages, drawings and RTF are no plain text.
  if (text !== undefined) return /^\s*(?:<|\{\\rtf)/.test(text) ? 'other' : 'text';
  return sniffContainer(bytes.subarray(0, HEAD_BYTES)) ? 'recording' : 'other';
}

/** A PDF may begin a little later than at its first byte. */
const PDF_BYTES = 1024;
