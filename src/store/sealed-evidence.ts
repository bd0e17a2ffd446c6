import { type Evidence, evidenceSchema } from '../domain/messages/evidence.ts';
import type { Seal } from './seal.ts';

/** What was read of a file, sealed as the file is. */
export function closeEvidence(seal: Seal, sha256: string, evidence: Evidence): Uint8Array {
  return seal.close(Buffer.from(sha256, 'hex'), evidence);
}

/** Undefined where there is none, or one of a version that we no longer read: the file is read anew. */
export function openEvidence(seal: Seal, sha256: string, sealed: unknown): Evidence | undefined {
  const bytes = toBytes(sealed);
  if (!bytes) return undefined;
  return evidenceSchema.safeParse(seal.open(Buffer.from(sha256, 'hex'), bytes)).data;
}

/** A driver's own kind of bytes as ours. */
function toBytes(sealed: unknown): Uint8Array | undefined {
  if (sealed instanceof Uint8Array) return sealed;
  const isBinary = typeof sealed === 'object' && sealed !== null && 'buffer' in sealed;
  return isBinary && sealed.buffer instanceof Uint8Array ? sealed.buffer : undefined;
}
