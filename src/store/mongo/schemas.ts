import { Schema } from 'mongoose';
import { type Login, loginSchema } from '../../domain/accounts/reviewer.ts';
import {
  type Case,
  caseSchema as heldCase,
  tipSchema as heldTip,
  type Tip,
} from '../../domain/cases/case.ts';
import {
  type PublishedFactCheck,
  publishedSchema,
} from '../../domain/fact-checks/published-fact-check.ts';
import {
  type Announcement,
  announcementSchema as heldAnnouncement,
} from '../../domain/messages/announcement.ts';
import {
  type ConsentEntry,
  type ConsentText,
  consentEntrySchema,
} from '../../domain/privacy/consents.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import { type AuditRow, auditRowSchema } from '../audit-chain.ts';
import { deriveSchema } from './derive-schema.ts';
import { bytes, collection, flag, number, type RowOf, strict, text } from './schema-fields.ts';

type Row<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

/** Case; every joining tip writes `joined`, so that a simultaneous decision conflicts. */
export type CaseRow = Row<Case> & {
  joined?: number | undefined;
  /** Counts the changes that affect grouping of tips, over all cases. */
  change?: number | undefined;
  /** When it or one of its tips changed last, in microseconds. */
  revised?: number;
};
export type TipRow = Row<Tip> & { order: number };
export type FactCheckRow = Row<PublishedFactCheck> & { change: number; isLive: boolean };
export type AnnouncementRow = Row<Announcement> & { isDone: boolean };

export const cases = deriveSchema<CaseRow>(heldCase, {
  joined: Number,
  change: Number,
  revised: Number,
});

export const tips = deriveSchema<TipRow>(heldTip, {
  order: { $type: Number, required: true },
});

export const factChecks = deriveSchema<FactCheckRow>(publishedSchema, {
  change: { $type: Number, required: true },
  isLive: { $type: Boolean, required: true },
});

export const announcements = deriveSchema<AnnouncementRow>(heldAnnouncement, {
  isDone: { $type: Boolean, required: true },
});

export const history = new Schema<HistoryEntry & { order: number }>(
  { case: text, at: number, by: text, what: text, of: String, words: String, order: number },
  strict,
);

const report = { citizen: String, factCheck: text, isHelpful: flag, at: number };
export type FeedbackRow = RowOf<typeof report>;
export const feedback = collection(report);

/** Document of a reviewer; login secrets are sealed. */
const reviewer = {
  _id: text,
  folded: text,
  name: text,
  role: text,
  isDisabled: flag,
  salt: bytes,
  secret: bytes,
  epoch: number,
  createdAt: number,
  lastLoginAt: Number,
  revision: number,
};
export type ReviewerRow = RowOf<typeof reviewer>;
export const reviewers = collection(reviewer);

export const logins = deriveSchema<Omit<Login, 'key'> & { _id: string }>(
  loginSchema.omit({ key: true }),
  { _id: String },
);
export const tries = collection({ _id: text, count: number, at: number });
export const setups = collection({ _id: text, until: number });

/** Entry of the audit log; its id is its number, so that each number is unique. */
export type AuditDocument = Omit<AuditRow, 'seq'> & { _id: number };
export const audit = deriveSchema<AuditDocument>(auditRowSchema.omit({ seq: true }), {
  _id: Number,
});

/** Small document of the desk; its id begins with its kind. */
const paper = { _id: text, kind: text, revision: number, doc: text };
export type DocumentRow = RowOf<typeof paper>;
export const papers = collection(paper);

/** Consent; without its citizen once that one is erased. */
export type ConsentRow = ConsentEntry & { citizen?: string; order: number };

export const consents = deriveSchema<ConsentRow>(consentEntrySchema, {
  citizen: String,
  order: { $type: Number, required: true },
});

export const consentTexts = new Schema<Omit<ConsentText, 'digest'> & { _id: string; at: number }>(
  { _id: text, purpose: text, language: text, version: text, text, at: number },
  strict,
);

export const requests = collection({ _id: text, asked: text, at: number, doneAt: Number });

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
export const layouts = collection({ _id: text, number });
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
