import { z } from 'zod';
import { factCheckSchema } from '../review/fact-check.ts';

/** A fact-check as kept: `version` grows when the verdict or its words change. */
export const publishedSchema = factCheckSchema.extend({
  version: z.number().int().positive(),
  retracted: z.string().optional(),
  changedAt: z.number(),
});
export type PublishedFactCheck = z.infer<typeof publishedSchema>;

/** The reason for which samples are withdrawn that an operator takes out. */
export const REMOVED_SAMPLE = 'contoh dihapus';
