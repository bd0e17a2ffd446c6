import { Schema } from 'mongoose';
import type { Case, Tip } from '../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import { flag, ifPresent, number, part, strict, text, texts } from './schema-fields.ts';

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
export interface FeedbackRow {
  citizen?: string;
  factCheck: string;
  isHelpful: boolean;
  at: number;
}

/** Words that may be empty, as after their retention time. */
const words = { type: String, default: '' } as const;

const judged = { verdict: String, summary: String, url: String, noSource: String, title: String };
const decided = { ...judged, org: String };
const judgement = { by: text, at: number, ...judged };

export const caseSchema = new Schema<CaseRow>(
  {
    _id: text,
    ticket: text,
    status: text,
    claim: words,
    claimKey: words,
    openedAt: number,
    decidedAt: Number,
    fence: number,
    lease: new Schema({ by: text, until: number, fence: number }, part),
    factCheck: String,
    mergedInto: String,
    mergedTips: texts,
    closing: String,
    draft: new Schema(judgement, part),
    proposal: new Schema(
      {
        by: text,
        at: number,
        decision: new Schema(decided, part),
        attach: new Schema({ id: text, version: number }, part),
      },
      part,
    ),
    undo: new Schema(
      { until: number, announcement: text, decision: new Schema(decided, part) },
      part,
    ),
    assignee: String,
    snoozedUntil: Number,
    tags: texts,
    threat: String,
    topics: texts,
    apart: texts,
    wordings: new Schema({ taken: [String], left: [String] }, part),
    revision: number,
    joined: Number,
    change: Number,
  },
  strict,
)
  .index({ change: 1 }, { name: 'change' })
  .index({ ticket: 1 }, { name: 'ticket', unique: true })
  .index(
    { claimKey: 1 },
    { name: 'open_claim', unique: true, partialFilterExpression: { status: 'open' } },
  )
  .index({ status: 1, openedAt: 1, _id: 1 }, { name: 'status' })
  .index({ openedAt: 1, _id: 1 }, { name: 'opened' })
  .index({ decidedAt: -1, status: 1 }, { name: 'decided' });

const file = new Schema({ sha256: text, mime: text }, part);

export const tipSchema = new Schema<TipRow>(
  {
    _id: text,
    case: text,
    citizen: String,
    ticket: String,
    person: String,
    isAskedAgain: Boolean,
    text: words,
    kind: text,
    media: [file],
    links: [String],
    read: { type: [new Schema({ source: text, text: words }, part)], default: undefined },
    stamp: String,
    forwardingScore: number,
    at: number,
    language: text,
    source: String,
    link: String,
    region: String,
    worry: String,
    triage: new Schema({ threat: text, certainty: number, signs: [String], words: [String] }, part),
    answers: {
      type: [new Schema({ question: words, text: words, at: number }, part)],
      default: undefined,
    },
    saved: {
      type: [
        new Schema(
          {
            name: text,
            kind: text,
            text: words,
            files: { type: [file], default: undefined },
            at: number,
          },
          part,
        ),
      ],
      default: undefined,
    },
    isRestricted: Boolean,
    order: number,
  },
  strict,
)
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

export const factCheckSchema = new Schema<FactCheckRow>(
  {
    _id: { $type: String, required: true },
    change: { $type: Number, required: true },
    isLive: { $type: Boolean, required: true },
    title: { $type: String, required: true },
    verdict: { $type: String, required: true },
    org: { $type: String, required: true },
    language: String,
    type: String,
    claim: String,
    url: String,
    publishedAt: String,
    expiresAt: String,
    narratives: [String],
    summary: String,
    explanation: String,
    topic: String,
    sample: Boolean,
    files: {
      $type: [
        new Schema(
          {
            sha256: String,
            kind: String,
            hashes: String,
            points: String,
            frames: String,
            sound: String,
          },
          part,
        ),
      ],
      default: undefined,
    },
    version: { $type: Number, required: true },
    retracted: String,
    changedAt: { $type: Number, required: true },
    from: { $type: new Schema({ source: text, at: number }, part) },
  },
  // A fact-check has a field named `type`, so the schema keyword must be another.
  { ...strict, typeKey: '$type' },
)
  .index({ change: 1 }, { name: 'change', unique: true })
  .index({ isLive: 1, publishedAt: -1, change: -1 }, { name: 'latest' })
  .index({ sample: 1 }, { name: 'sample', partialFilterExpression: { sample: true } });

export const announcementSchema = new Schema<AnnouncementRow>(
  {
    _id: text,
    news: text,
    factCheck: String,
    version: Number,
    case: String,
    reason: String,
    organisation: String,
    status: String,
    wording: String,
    interests: texts,
    notBefore: Number,
    isDone: flag,
  },
  strict,
)
  .index({ isDone: 1, _id: 1 }, { name: 'open' })
  .index({ factCheck: 1, version: 1 }, { name: 'fact_check' });

export const historySchema = new Schema<HistoryRow>(
  { case: text, at: number, by: text, what: text, of: String, words: String, order: number },
  strict,
).index({ case: 1, order: 1 }, { name: 'case' });

export const feedbackSchema = new Schema<FeedbackRow>(
  { citizen: String, factCheck: text, isHelpful: flag, at: number },
  strict,
).index({ citizen: 1 }, { name: 'citizen' });
