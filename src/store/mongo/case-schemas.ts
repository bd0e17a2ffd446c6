import { Schema } from 'mongoose';
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
import type { HistoryEntry } from '../../ports/commit.ts';
import { deriveSchema } from './derive-schema.ts';
import { collection, flag, ifPresent, number, type RowOf, strict, text } from './schema-fields.ts';

/** Row with `_id` instead of `id`. */
type Row<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

/** Case; every joining tip writes `joined`, so that a simultaneous decision conflicts. */
export type CaseRow = Row<Case> & {
  joined?: number;
  /** Counts the changes that affect grouping of tips, over all cases. */
  change?: number;
};
export type TipRow = Row<Tip> & { order: number };
export type FactCheckRow = Row<PublishedFactCheck> & { change: number; isLive: boolean };
export type AnnouncementRow = Row<Announcement> & { isDone: boolean };
export type HistoryRow = HistoryEntry & { order: number };

export const caseSchema = deriveSchema<CaseRow>(heldCase, { joined: Number, change: Number })
  .index({ change: 1 }, { name: 'change' })
  .index({ ticket: 1 }, { name: 'ticket', unique: true })
  .index(
    { claimKey: 1 },
    { name: 'open_claim', unique: true, partialFilterExpression: { status: 'open' } },
  )
  .index({ status: 1, openedAt: 1, _id: 1 }, { name: 'status' })
  .index({ openedAt: 1, _id: 1 }, { name: 'opened' })
  .index({ decidedAt: -1, status: 1 }, { name: 'decided' });

export const tipSchema = deriveSchema<TipRow>(heldTip, { order: { $type: Number, required: true } })
  .index(
    { isRestricted: 1, case: 1 },
    { name: 'restricted', partialFilterExpression: { isRestricted: true } },
  )
  .index({ ticket: 1 }, ifPresent('ticket'))
  .index({ person: 1 }, ifPresent('person'))
  .index({ case: 1, at: 1, order: 1 }, { name: 'case' })
  .index({ citizen: 1, at: -1, order: 1 }, { name: 'citizen' })
  .index({ at: 1 }, { name: 'at' })
  .index({ 'media.sha256': 1 }, { name: 'media' })
  .index({ 'saved.files.sha256': 1 }, { name: 'saved', sparse: true });

export const factCheckSchema = deriveSchema<FactCheckRow>(publishedSchema, {
  change: { $type: Number, required: true },
  isLive: { $type: Boolean, required: true },
})
  .index({ change: 1 }, { name: 'change', unique: true })
  .index({ isLive: 1, publishedAt: -1, change: -1 }, { name: 'latest' })
  .index({ sample: 1 }, { name: 'sample', partialFilterExpression: { sample: true } });

export const announcementSchema = deriveSchema<AnnouncementRow>(heldAnnouncement, {
  isDone: { $type: Boolean, required: true },
})
  .index({ isDone: 1, _id: 1 }, { name: 'open' })
  .index({ factCheck: 1, version: 1 }, { name: 'fact_check' });

export const historySchema = new Schema<HistoryRow>(
  { case: text, at: number, by: text, what: text, of: String, words: String, order: number },
  strict,
).index({ case: 1, order: 1 }, { name: 'case' });

const feedback = { citizen: String, factCheck: text, isHelpful: flag, at: number };
export type FeedbackRow = RowOf<typeof feedback>;
export const feedbackSchema = collection(feedback, { citizen: { citizen: 1 } });
