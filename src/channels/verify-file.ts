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
  { expected, ...named }: Named & { expected: Uint8Array | undefined },
): Fetched {
  if (!bytes) return { problem: 'too-large' };
  const media = describeFile(bytes, named);
  const isOther = expected && media.sha256 !== Buffer.from(expected).toString('hex');
  if (bytes.length === 0 || isOther) return { problem: 'unreadable' };
  return { media, bytes };
}

type Named = { mime: string; name: string | undefined };

/** What is kept of a file besides its bytes. */
export function describeFile(bytes: Uint8Array, { mime, name }: Named) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, mime: mime.slice(0, 100), size: bytes.length, name: name?.slice(0, 200) };
}
