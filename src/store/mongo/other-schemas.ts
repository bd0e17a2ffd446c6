import { Schema } from 'mongoose';
import { strict } from './citizen-schemas.ts';
import type { DailyCounterRow } from './tallies.ts';

/** Complete file; its bytes are in pieces, under their upload. */
export interface FileRow {
  _id: string;
  mime: string;
  size: number;
  upload: string;
  keptAt: number;
  /** Sealed evidence of the file. */
  evidence?: Uint8Array;
}

/** Piece of a sealed file: a document may have 16 MiB, a file may have more. */
export interface PieceRow {
  upload: string;
  number: number;
  bytes: Uint8Array;
  at: number;
}

export interface SessionRow {
  _id: string;
  account: string;
  type: string;
  value: Uint8Array;
  at: number;
}

export interface LeaseRow {
  _id: string;
  owner: string;
  until: number;
}

export interface CounterRow {
  _id: string;
  count: number;
}

export interface ErasureRow {
  _id: string;
  at: number;
}

/** Trace that outlives a citizen for a time; see `src/domain/citizens/trace.ts`. */
export interface TraceRow {
  _id: string;
  key: string;
  doc: string;
  expiresAt: number;
}

/** Sealed secret for the names of traces; a retired one gets no new traces. */
export interface TraceKeyRow {
  _id: string;
  salt: Uint8Array;
  secret: Uint8Array;
  isRetired: boolean;
}

export interface SealRow {
  _id: string;
  salt: Uint8Array;
  proof: Uint8Array;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const bytes = { type: Buffer, required: true } as const;

export const fileSchema = new Schema<FileRow>(
  { _id: text, mime: text, size: number, upload: text, keptAt: number, evidence: Buffer },
  strict,
)
  .index({ keptAt: 1 }, { name: 'kept' })
  .index({ upload: 1 }, { name: 'upload' });

export const pieceSchema = new Schema<PieceRow>({ upload: text, number, bytes, at: number }, strict)
  .index({ upload: 1, number: 1 }, { name: 'upload', unique: true })
  .index({ at: 1 }, { name: 'at' });

export const sessionSchema = new Schema<SessionRow>(
  { _id: text, account: text, type: text, value: bytes, at: number },
  strict,
).index({ account: 1, type: 1, at: 1 }, { name: 'account' });

export const leaseSchema = new Schema<LeaseRow>({ _id: text, owner: text, until: number }, strict);

export const counterSchema = new Schema<CounterRow>({ _id: text, count: number }, strict);

export const erasureSchema = new Schema<ErasureRow>({ _id: text, at: number }, strict);

export const traceSchema = new Schema<TraceRow>(
  { _id: text, key: text, doc: text, expiresAt: number },
  strict,
)
  .index({ expiresAt: 1 }, { name: 'expires' })
  .index({ key: 1 }, { name: 'key' });

export const traceKeySchema = new Schema<TraceKeyRow>(
  { _id: text, salt: bytes, secret: bytes, isRetired: { type: Boolean, required: true } },
  strict,
).index({ isRetired: 1, _id: 1 }, { name: 'retired' });

export const sealSchema = new Schema<SealRow>({ _id: text, salt: bytes, proof: bytes }, strict);

export const tallySchema = new Schema<DailyCounterRow>(
  { _id: text, counts: Schema.Types.Mixed, applied: [String] },
  strict,
);
