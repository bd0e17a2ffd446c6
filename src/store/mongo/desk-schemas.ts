import { Schema } from 'mongoose';
import { bytes, collection, flag, number, type RowOf, strict, text } from './schema-fields.ts';

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

export const logins = collection({
  _id: text,
  reviewer: text,
  epoch: number,
  needs: text,
  startedAt: number,
  seenAt: number,
});
export const tries = collection({ _id: text, count: number, at: number });
export const setups = collection({ _id: text, until: number });

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
export const audit = new Schema<AuditDocument>(
  // an empty text counts as missing where one is required
  { ...auditEntry, of: String },
  strict,
);

/** Small document of the desk; its id begins with its kind. */
const paper = { _id: text, kind: text, revision: number, doc: text };
export type DocumentRow = RowOf<typeof paper>;
export const papers = collection(paper);
