import { createHash } from 'node:crypto';
import { MAX_FILE } from '../domain/messages/message.ts';
import type { Fetched } from '../ports/channel.ts';

/** Reads a file up to the limit; undefined if it is longer. */
export async function readLimited(source: AsyncIterable<Uint8Array>) {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of source) {
    size += part.length;
    if (size > MAX_FILE) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Returns a fetched file if it is as announced; `expected` is its SHA-256, if known. */
export function verifyFile(
  bytes: Uint8Array | undefined,
  {
    mime,
    name,
    expected,
  }: { mime: string; name: string | undefined; expected: Uint8Array | undefined },
): Fetched {
  if (!bytes) return { problem: 'too-large' };
  const hash = createHash('sha256').update(bytes).digest();
  if (bytes.length === 0 || (expected && !hash.equals(expected))) return { problem: 'unreadable' };
  const media = {
    sha256: hash.toString('hex'),
    mime: mime.slice(0, 100),
    size: bytes.length,
    name: name?.slice(0, 200),
  };
  return { media, bytes };
}
