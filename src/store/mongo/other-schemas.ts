import { Schema } from 'mongoose';
import { bytes, collection, flag, number, type RowOf, strict, text } from './schema-fields.ts';

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
export const files = collection(file);

/** Piece of a sealed file: a document may have 16 MiB, a file may have more. */
const piece = { upload: text, number, bytes, at: number };
export type PieceRow = RowOf<typeof piece>;
export const pieces = collection(piece);

const session = { _id: text, account: text, type: text, value: bytes, at: number };
export type SessionRow = RowOf<typeof session>;
export const sessions = collection(session);

export const leases = collection({ _id: text, owner: text, until: number });
export const counters = collection({ _id: text, count: number });
export const erasures = collection({ _id: text, at: number });

/** Trace that outlives a citizen for a time; see `src/domain/citizens/trace.ts`. */
export const traces = collection({ _id: text, key: text, doc: text, expiresAt: number });

/** Sealed secret for the names of traces; a retired one gets no new traces. */
export const traceKeys = collection({
  _id: text,
  salt: bytes,
  secret: bytes,
  isRetired: flag,
});

/** What was counted already, so that it is counted once. */
export const counted = collection({ _id: text, at: number });

export const seals = collection({ _id: text, salt: bytes, proof: bytes });

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
export const tallies = new Schema<DailyCounterRow>(
  { _id: text, counts: Schema.Types.Mixed, applied: [String] },
  strict,
);
