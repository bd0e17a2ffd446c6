import { Schema } from 'mongoose';
import { strict } from './citizen-schemas.ts';

/** Document of a reviewer; login secrets are sealed. */
export interface ReviewerRow {
  _id: string;
  folded: string;
  name: string;
  role: string;
  isDisabled: boolean;
  salt: Uint8Array;
  secret: Uint8Array;
  epoch: number;
  createdAt: number;
  lastLoginAt?: number | undefined;
  revision: number;
}

export interface LoginRow {
  _id: string;
  reviewer: string;
  epoch: number;
  needs: string;
  startedAt: number;
  seenAt: number;
}

export interface TriesRow {
  _id: string;
  count: number;
  at: number;
}

export interface SetupRow {
  _id: string;
  until: number;
}

/** Small document of the desk; its id begins with its kind. */
export interface DocumentRow {
  _id: string;
  kind: string;
  revision: number;
  doc: string;
}

/** Entry of the audit log; its id is its number, so that each number is unique. */
export interface AuditDocument {
  _id: number;
  at: number;
  by: string;
  what: string;
  of: string;
  details: string;
  hash: string;
  mark: string;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const bytes = { type: Buffer, required: true } as const;
const flag = { type: Boolean, required: true } as const;

export const reviewerSchema = new Schema<ReviewerRow>(
  {
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
  },
  strict,
)
  .index({ folded: 1 }, { name: 'folded', unique: true })
  .index({ role: 1, isDisabled: 1 }, { name: 'role' });

export const loginSchema = new Schema<LoginRow>(
  { _id: text, reviewer: text, epoch: number, needs: text, startedAt: number, seenAt: number },
  strict,
)
  .index({ reviewer: 1 }, { name: 'reviewer' })
  .index({ startedAt: 1 }, { name: 'started' });

export const triesSchema = new Schema<TriesRow>(
  { _id: text, count: number, at: number },
  strict,
).index({ at: 1 }, { name: 'at' });

export const setupSchema = new Schema<SetupRow>({ _id: text, until: number }, strict).index(
  { until: 1 },
  { name: 'until' },
);

export const auditSchema = new Schema<AuditDocument>(
  {
    _id: number,
    at: number,
    by: text,
    what: text,
    of: { type: String }, // an empty text counts as missing where one is required
    details: text,
    hash: text,
    mark: text,
  },
  strict,
);

export const paperSchema = new Schema<DocumentRow>(
  { _id: text, kind: text, revision: number, doc: text },
  strict,
).index({ kind: 1, _id: 1 }, { name: 'kind' });
