import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { printsSchema } from '../messages/evidence.ts';
import { citationSchema, MOST_CITATIONS, webAddress } from './citation.ts';
import types from './disorder-types.json' with { type: 'json' };
import { verdictSchema } from './verdicts.ts';

/** First Draft's seven types of information disorder, by their Indonesian names. */
export const disorderTypes = keysOf(types);

/** Fingerprints (base64) of a claim's picture, sound or film, from which the file cannot be reconstructed. */
export const claimFileSchema = printsSchema.omit({ pitches: true, shape: true }).extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.enum(['picture', 'sound', 'film']),
  points: z.base64().max(40_000).optional(),
  voice: z.base64().max(60_000).optional(),
});
export type ClaimFile = z.infer<typeof claimFileSchema>;

/** Files and wordings by which a fact-check is found. */
export const MOST_FILES = 20;
export const MOST_WORDINGS = 100;

/** Published verdict on one claim; dates are ISO days, texts are plain. */
export const factCheckSchema = z.object({
  id: z.string().min(1).max(120),
  title: z.string().trim().min(1).max(600),
  verdict: verdictSchema,
  org: z.string().trim().min(1).max(200),
  language: z.string().max(10).default('id'),
  type: z.enum(disorderTypes).optional(),
  claim: z.string().max(2000).optional(),
  url: webAddress.optional(),
  citations: z.array(citationSchema).max(MOST_CITATIONS).optional(),
  /** Why it has no source, as the public reads it. */
  noSource: z.string().max(300).optional(),
  publishedAt: z.iso.date().optional(),
  /** Last day on which its subject is current, such as a job offer or a forecast. */
  expiresAt: z.iso.date().optional(),
  narratives: z.array(z.string().max(20_000)).max(MOST_WORDINGS).default([]),
  summary: z.string().max(4000).optional(),
  explanation: z.string().max(40_000).optional(),
  /** The whole article in Markdown, for the public page alone. */
  article: z.string().max(20_000).optional(),
  topic: z.string().max(60).optional(),
  sample: z.boolean().optional(),
  files: z.array(claimFileSchema).max(MOST_FILES).optional(),
});

export type FactCheck = z.infer<typeof factCheckSchema>;
