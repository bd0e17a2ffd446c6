import { type Evidence, evidenceSchema } from '../domain/messages/evidence.ts';
import type { Seal } from './seal.ts';

/** Seals the evidence of a file, like the file itself. */
export function closeEvidence(seal: Seal, sha256: string, evidence: Evidence): Uint8Array {
  return seal.close(Buffer.from(sha256, 'hex'), evidence);
}

/** Undefined if there is none, or one of an old version: the file is read again. */
export function openEvidence(seal: Seal, sha256: string, sealed: unknown): Evidence | undefined {
  const bytes = toBytes(sealed);
  if (!bytes) return undefined;
  return evidenceSchema.safeParse(seal.open(Buffer.from(sha256, 'hex'), bytes)).data;
}

/** Converts a driver's byte type to ours. */
function toBytes(sealed: unknown): Uint8Array | undefined {
  if (sealed instanceof Uint8Array) return sealed;
  const isBinary = typeof sealed === 'object' && sealed !== null && 'buffer' in sealed;
  return isBinary && sealed.buffer instanceof Uint8Array ? sealed.buffer : undefined;
}
