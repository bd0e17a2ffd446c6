import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Start of a backup: the format, a salt, and a mark that shows whether a key fits. */
export const MAGIC = Buffer.from('POSKO BACKUP 1\n', 'latin1');
export const SALT = 32;
export const MARK = 16;
export const HEADER = MAGIC.length + SALT + MARK;

/** A chunk is its length, the sealed bytes, and the tag. */
export const LENGTH = 4;
export const TAG = 16;
/** Larger than any written chunk, which holds at least one record; a picture is a record. */
export const MAX_CHUNK = 64 * 1024 * 1024;

/** Derives the key of one file, and the mark that identifies the right master key. */
export function fileKey(masterKey: Uint8Array, salt: Uint8Array): { key: KeyObject; mark: Buffer } {
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', masterKey, salt, use, length));
  return {
    key: createSecretKey(derive('posko backup', 32)),
    mark: derive('posko backup mark', MARK),
  };
}

/** Returns a chunk's nonce: its position and whether it is last; unique within a file. */
export function nonceOf(place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(place, 4, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
