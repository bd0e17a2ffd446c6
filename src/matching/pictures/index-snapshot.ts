import type { HashScanner } from './hash-scanner.ts';
import { HASH_BYTES } from './pdq.ts';

/** Thrown for an unusable snapshot of a picture index: the pictures have to be read again. */
export class PictureSnapshotRefused extends Error {
  override name = 'PictureSnapshotRefused';
}

/** Writes the header, each picture's id length and hash count, all ids, all hashes. */
export function writeSnapshot(
  pictures: readonly { id: string; count: number }[],
  scanner: HashScanner,
): Uint8Array {
  const ids = pictures.map(({ id }) => new TextEncoder().encode(id));
  const idBytes = ids.reduce((sum, id) => sum + id.length, 0);
  const tableAt = HEADER.bytes;
  const idsAt = tableAt + pictures.length * ENTRY_BYTES;
  const hashesAt = idsAt + idBytes;
  const bytes = new Uint8Array(hashesAt + scanner.length * HASH_BYTES);
  const view = new DataView(bytes.buffer);
  let at = idsAt;
  for (const [number, { count }] of pictures.entries()) {
    const id = ids[number] ?? new Uint8Array();
    view.setUint32(tableAt + number * ENTRY_BYTES, id.length, true);
    view.setUint32(tableAt + number * ENTRY_BYTES + 4, count, true);
    bytes.set(id, at);
    at += id.length;
  }
  for (let slot = 0; slot < scanner.length; slot++) {
    bytes.set(scanner.at(slot), hashesAt + slot * HASH_BYTES);
  }
  view.setUint32(HEADER.mark, MARK, true);
  view.setUint32(HEADER.format, FORMAT, true);
  view.setUint32(HEADER.pictures, pictures.length, true);
  view.setUint32(HEADER.sum, sumOf(bytes.subarray(HEADER.pictures)), true);
  return bytes;
}

/** Yields the pictures of a snapshot; throws before the first if it is damaged. */
export function* readSnapshot(bytes: Uint8Array): Generator<{ id: string; hashes: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  check(view, bytes);
  const pictures = view.getUint32(HEADER.pictures, true);
  let idAt = HEADER.bytes + pictures * ENTRY_BYTES;
  let hashAt = idAt;
  for (let number = 0; number < pictures; number++) {
    hashAt += view.getUint32(HEADER.bytes + number * ENTRY_BYTES, true);
  }
  for (let number = 0; number < pictures; number++) {
    const entry = HEADER.bytes + number * ENTRY_BYTES;
    const idEnd = idAt + view.getUint32(entry, true);
    const hashEnd = hashAt + view.getUint32(entry + 4, true) * HASH_BYTES;
    const id = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(idAt, idEnd));
    yield { id, hashes: bytes.subarray(hashAt, hashEnd) };
    idAt = idEnd;
    hashAt = hashEnd;
  }
}

function check(view: DataView, bytes: Uint8Array): void {
  if (bytes.length < HEADER.bytes || view.getUint32(HEADER.mark, true) !== MARK) {
    throw new PictureSnapshotRefused('this is no snapshot of a picture index');
  }
  const format = view.getUint32(HEADER.format, true);
  if (format !== FORMAT) {
    throw new PictureSnapshotRefused(
      `the snapshot has format ${format}; this version reads ${FORMAT}`,
    );
  }
  if (view.getUint32(HEADER.sum, true) !== sumOf(bytes.subarray(HEADER.pictures))) {
    throw new PictureSnapshotRefused('the snapshot is damaged: its check sum does not fit');
  }
}

/** Changes with any single byte and with the length (FNV-1a). */
function sumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5 ^ bytes.length;
  for (let at = 0; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), 0x01000193);
  return sum >>> 0;
}

const MARK = 0x58444950;
/** Increase it when the layout or the way pictures are read changes. */
const FORMAT = 1;
/** The sum covers everything after it. */
const HEADER = { mark: 0, format: 4, sum: 8, pictures: 12, bytes: 16 };
const ENTRY_BYTES = 8;
