import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What a backup begins with: the format, a salt of its own, and a mark that tells whether a key fits. */
export const MAGIC = Buffer.from('POSKO BACKUP 1\n', 'latin1');
export const SALT = 32;
export const MARK = 16;
export const HEADER = MAGIC.length + SALT + MARK;

/** A chunk is its length, the sealed bytes, and the tag. */
export const LENGTH = 4;
export const TAG = 16;
/** More than any chunk that is written: one record at least, and a picture is a record. */
export const MAX_CHUNK = 64 * 1024 * 1024;

/** The key of one file, and the mark by which the right master key knows it. */
export function fileKey(masterKey: Uint8Array, salt: Uint8Array): { key: KeyObject; mark: Buffer } {
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', masterKey, salt, use, length));
  return {
    key: createSecretKey(derive('posko backup', 32)),
    mark: derive('posko backup mark', MARK),
  };
}

/** A chunk's nonce says its place and whether it is the last; no two chunks of a file share one. */
export function nonceOf(place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(place, 4, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
