import { z } from 'zod';
import type { Seal } from './seal.ts';

/** Kinds of documents that hold phone numbers or e-mail addresses of people. */
const sealedKinds: ReadonlySet<string> = new Set(['organisation', 'duty-person']);
const sealedSchema = z.strictObject({ salt: z.base64(), sealed: z.base64() });

/** Writes a document as JSON, sealed under a salt of its own where its kind is about how to reach people. */
export function closeDocument(seal: Seal, kind: string, value: unknown): string {
  if (!sealedKinds.has(kind)) return JSON.stringify(value);
  const salt = seal.newSalt();
  const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return JSON.stringify({ salt: toText(salt), sealed: toText(seal.close(salt, value)) });
}

/** Reads it; one of an earlier version is not sealed until it is written again. */
export function openDocument(seal: Seal, kind: string, doc: string): unknown {
  const value: unknown = JSON.parse(doc);
  const { data } = sealedSchema.safeParse(value);
  if (!sealedKinds.has(kind) || !data) return value;
  return seal.open(Buffer.from(data.salt, 'base64'), Buffer.from(data.sealed, 'base64'));
}
