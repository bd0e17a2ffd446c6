import { z } from 'zod';
import { caseSchema, tipSchema } from '../../domain/cases/case.ts';
import { publishedSchema } from '../../domain/fact-checks/published-fact-check.ts';
import { evidenceSchema } from '../../domain/messages/evidence.ts';
import { addressSchema } from '../../domain/messages/message.ts';
import { consentEntrySchema } from '../../domain/privacy/consents.ts';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

const replySchema = z.object({
  id: z.string(),
  content: z.unknown().optional(),
  state: z.enum(['waiting', 'sending', 'unsure', 'held', 'sent', 'failed']),
  attempts: z.number(),
  claim: z.number(),
  nextAt: z.number().optional(),
  createdAt: z.number(),
  sentAt: z.number().optional(),
  delivery: z.string().optional(),
  reference: z.string().optional(),
  failed: z.string().optional(),
});
/** Reply in its citizen's outbox, in order; no content once it is over. */
export type ReplyRecord = z.infer<typeof replySchema>;

const citizenSchema = z.object({
  type: z.literal('citizen'),
  id: z.string(),
  /** Random, and stable until the citizen is erased, in any key and store. */
  salt: base64,
  address: addressSchema,
  state: z.unknown(),
  revision: z.number(),
  due: z.number().nullable(),
  lastAt: z.number(),
  farewell: z.boolean(),
  replies: z.array(replySchema),
  told: z.array(z.object({ factCheck: z.string(), version: z.number(), at: z.number() })),
  aliases: z.array(z.string()),
  /** Ids of messages that the conversation refers to, by key. */
  letterIds: z.record(z.string(), z.string()),
});
export type CitizenRecord = z.infer<typeof citizenSchema>;

const letterSchema = z.object({
  type: z.literal('letter'),
  key: z.string(),
  /** Source of its key, if still known: a message, or the announcement of a notice. */
  of: z.object({ type: z.enum(['message', 'notice']), id: z.string() }).optional(),
  citizen: z.string().optional(),
  content: z.unknown().optional(),
  sentAt: z.number(),
  arrivedAt: z.number(),
  done: z.boolean(),
});
export type InboxRecord = z.infer<typeof letterSchema>;

export const consentRecordSchema = consentEntrySchema.extend({
  type: z.literal('consent'),
  citizen: z.string().optional(),
});
export type ConsentRecord = z.infer<typeof consentRecordSchema>;

/** Stored announcement, with all further fields. */
export const announcementSchema = z.looseObject({
  id: z.string(),
  news: z.string(),
  factCheck: z.string().optional(),
  version: z.number().optional(),
  case: z.string().optional(),
});

const plainValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.object({ bytes: base64 }),
]);
/** Row that a backup copies unchanged, under the names that both stores know. */
const plainSchema = z.object({
  type: z.literal('plain'),
  kind: z.string(),
  row: z.record(z.string(), plainValue),
});
export type PlainRecord = z.infer<typeof plainSchema>;
export type PlainValue = z.infer<typeof plainValue>;

/** Record of a backup, the same for both stores; nothing in it is sealed. */
export const recordSchema = z.discriminatedUnion('type', [
  citizenSchema,
  letterSchema,
  z.object({ type: z.literal('fact-check'), change: z.number(), value: publishedSchema }),
  z.object({ type: z.literal('case'), value: caseSchema }),
  z.object({ type: z.literal('tip'), value: tipSchema }),
  z.object({ type: z.literal('announcement'), value: announcementSchema, done: z.boolean() }),
  z.object({
    type: z.literal('feedback'),
    citizen: z.string().optional(),
    factCheck: z.string(),
    isHelpful: z.boolean(),
    at: z.number(),
  }),
  consentRecordSchema,
  z.object({
    type: z.literal('session'),
    account: z.string(),
    of: z.string(),
    key: z.string(),
    /** Source of its key. */
    id: z.string(),
    value: z.string(),
    at: z.number(),
  }),
  z.object({
    type: z.literal('media'),
    sha256: z.string(),
    mime: z.string(),
    bytes: base64,
    keptAt: z.number(),
    evidence: evidenceSchema.optional(),
  }),
  plainSchema,
]);
export type BackupRecord = z.infer<typeof recordSchema>;

export type RecordOf<T extends BackupRecord['type']> = Extract<BackupRecord, { type: T }>;

export type Writers = {
  readonly [T in BackupRecord['type']]: (record: RecordOf<T>) => unknown;
};

/** Takes in a record as its kind wants it. */
export async function writeRecord(writers: Writers, record: BackupRecord): Promise<void> {
  const write = writers[record.type] as (record: BackupRecord) => unknown; // the one of its type
  await write(record);
}

/** Work under way is in no backup written now: it begins again, and its cursor may name a citizen. */
export function isJob(record: BackupRecord): boolean {
  return record.type === 'plain' && record.kind === 'papers' && record.row.kind === 'job';
}

export type Counts = Record<string, number>;

export function countRecord(counts: Counts, record: BackupRecord): void {
  const kind = record.type === 'plain' ? record.kind : record.type;
  counts[kind] = (counts[kind] ?? 0) + 1;
}

/** Source of records: a store at one moment, or a file. */
export interface Source {
  records(): AsyncIterable<BackupRecord>;
  close(): Promise<void>;
}

/** Empty store that receives records in the order of a source; nothing is valid before `finish`. */
export interface Target {
  put(record: BackupRecord): Promise<void>;
  finish(): Promise<void>;
  /** Leaves the store as empty as it was. */
  abandon(): Promise<void>;
}
