// Ours and not file-type: that reads far more formats, and files of them would reach decoders that we keep closed.
import { formatOf } from '../pictures/picture-format.ts';
import { HEAD_BYTES, sniffContainer } from '../sniff-container.ts';

/** What a file is by its first bytes, whatever its sender calls it. */
export type FileKind = 'picture' | 'recording' | 'pdf' | 'other';

/** Detects by magic bytes; only the tracks of a recording show whether it is a sound or a film. */
export function findKind(bytes: Uint8Array): FileKind {
  if (formatOf(bytes)) return 'picture';
  if (Buffer.from(bytes.subarray(0, PDF_BYTES)).includes('%PDF-')) return 'pdf';
  return sniffContainer(bytes.subarray(0, HEAD_BYTES)) ? 'recording' : 'other';
}

/** A PDF may begin a little later than at its first byte. */
const PDF_BYTES = 1024;
