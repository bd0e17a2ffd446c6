import { Schema } from 'mongoose';
import { bytes, flag, number, type RowOf, strict, text } from './schema-fields.ts';

/** Complete file with its sealed evidence; its bytes are in pieces, under their upload. */
const file = {
  _id: text,
  mime: text,
  size: number,
  upload: text,
  keptAt: number,
  evidence: Buffer,
};
export type FileRow = RowOf<typeof file>;
export const fileSchema = new Schema<FileRow>(file, strict)
  .index({ keptAt: 1 }, { name: 'kept' })
  .index({ upload: 1 }, { name: 'upload' });

/** Piece of a sealed file: a document may have 16 MiB, a file may have more. */
const piece = { upload: text, number, bytes, at: number };
export type PieceRow = RowOf<typeof piece>;
export const pieceSchema = new Schema<PieceRow>(piece, strict)
  .index({ upload: 1, number: 1 }, { name: 'upload', unique: true })
  .index({ at: 1 }, { name: 'at' });

const session = { _id: text, account: text, type: text, value: bytes, at: number };
export type SessionRow = RowOf<typeof session>;
export const sessionSchema = new Schema<SessionRow>(session, strict).index(
  { account: 1, type: 1, at: 1 },
  { name: 'account' },
);

const lease = { _id: text, owner: text, until: number };
export const leaseSchema = new Schema<RowOf<typeof lease>>(lease, strict);

const counter = { _id: text, count: number };
export const counterSchema = new Schema<RowOf<typeof counter>>(counter, strict);

const erasure = { _id: text, at: number };
export const erasureSchema = new Schema<RowOf<typeof erasure>>(erasure, strict);

/** Trace that outlives a citizen for a time; see `src/domain/citizens/trace.ts`. */
const trace = { _id: text, key: text, doc: text, expiresAt: number };
export const traceSchema = new Schema<RowOf<typeof trace>>(trace, strict)
  .index({ expiresAt: 1 }, { name: 'expires' })
  .index({ key: 1 }, { name: 'key' });

/** Sealed secret for the names of traces; a retired one gets no new traces. */
const traceKey = { _id: text, salt: bytes, secret: bytes, isRetired: flag };
export const traceKeySchema = new Schema<RowOf<typeof traceKey>>(traceKey, strict).index(
  { isRetired: 1, _id: 1 },
  { name: 'retired' },
);

const seal = { _id: text, salt: bytes, proof: bytes };
export const sealSchema = new Schema<RowOf<typeof seal>>(seal, strict);

/** Counters nested by the parts of their names. */
export interface Counts {
  [part: string]: number | Counts;
}

/** Some of a day's counters; a day has many documents, so that workers rarely conflict. */
export interface DailyCounterRow {
  /** Day, space and number of the document. */
  _id: string;
  counts?: Counts;
  /** Ids of the latest additions. */
  applied: string[];
}
export const tallySchema = new Schema<DailyCounterRow>(
  { _id: text, counts: Schema.Types.Mixed, applied: [String] },
  strict,
);
