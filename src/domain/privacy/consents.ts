import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import purposes from './purposes.json' with { type: 'json' };

/** What citizens are asked to agree to, each by itself: its Indonesian name, and the words of its question in order. */
export const purposeTable = purposes;
export const consentPurposes = keysOf(purposes);

export type ConsentPurpose = (typeof consentPurposes)[number];

/** The words that a citizen agreed to, as they were shown; the digest is the SHA-256 of `text` in hex. */
export const consentTextSchema = z.object({
  digest: z.string(),
  purpose: z.enum(consentPurposes),
  language: z.string(),
  /** Short for the digest, to be named in a chat. */
  version: z.string(),
  text: z.string(),
});
export type ConsentText = z.infer<typeof consentTextSchema>;

/** A consent that was given or withdrawn; entries are only added. */
export const consentEntrySchema = z.object({
  purpose: z.enum(consentPurposes),
  deed: z.enum(['given', 'withdrawn']),
  digest: z.string(),
  at: z.number(),
});
export type ConsentEntry = z.infer<typeof consentEntrySchema>;

/** The rights besides erasure that leave a record when they are claimed. */
export const askedRights = ['withdrawal', 'restriction', 'continuation'] as const;

export type AskedRight = (typeof askedRights)[number];

/** A right that somebody claimed, by its receipt; nothing in it tells who. */
export const rightsRequestSchema = z.object({
  receipt: z.string(),
  asked: z.enum([...askedRights, 'erasure']),
  at: z.number(),
  doneAt: z.number().optional(),
});
export type RightsRequest = z.infer<typeof rightsRequestSchema>;

/** A request as its citizen's profile holds it until it is done. */
export const openRequestSchema = z.object({
  receipt: z.string(),
  at: z.number(),
  nextAt: z.number(),
  /** Files that are to be gone, by their hash. */
  files: z.array(z.string()),
});
