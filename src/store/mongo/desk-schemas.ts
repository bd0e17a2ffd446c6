import { Schema } from 'mongoose';
import { bytes, flag, number, type RowOf, strict, text } from './schema-fields.ts';

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
export const reviewerSchema = new Schema<ReviewerRow>(reviewer, strict)
  .index({ folded: 1 }, { name: 'folded', unique: true })
  .index({ role: 1, isDisabled: 1 }, { name: 'role' });

const login = {
  _id: text,
  reviewer: text,
  epoch: number,
  needs: text,
  startedAt: number,
  seenAt: number,
};
export const loginSchema = new Schema<RowOf<typeof login>>(login, strict)
  .index({ reviewer: 1 }, { name: 'reviewer' })
  .index({ startedAt: 1 }, { name: 'started' });

const tries = { _id: text, count: number, at: number };
export const triesSchema = new Schema<RowOf<typeof tries>>(tries, strict).index(
  { at: 1 },
  { name: 'at' },
);

const setup = { _id: text, until: number };
export const setupSchema = new Schema<RowOf<typeof setup>>(setup, strict).index(
  { until: 1 },
  { name: 'until' },
);

/** Entry of the audit log; its id is its number, so that each number is unique. */
const auditEntry = {
  _id: number,
  at: number,
  by: text,
  what: text,
  details: text,
  hash: text,
  mark: text,
};
export type AuditDocument = RowOf<typeof auditEntry> & { of: string };
export const auditSchema = new Schema<AuditDocument>(
  // an empty text counts as missing where one is required
  { ...auditEntry, of: String },
  strict,
);

/** Small document of the desk; its id begins with its kind. */
const paper = { _id: text, kind: text, revision: number, doc: text };
export type DocumentRow = RowOf<typeof paper>;
export const paperSchema = new Schema<DocumentRow>(paper, strict).index(
  { kind: 1, _id: 1 },
  { name: 'kind' },
);
