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
import { collection, flag, number, type RowOf, strict, text } from './schema-fields.ts';

/** Row with `_id` instead of `id`. */
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
