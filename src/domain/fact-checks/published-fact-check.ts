import { z } from 'zod';
import { type FactCheck, factCheckSchema } from './fact-check.ts';
import { signatoriesSchema } from './signing.ts';

/** A fact-check as kept: `version` grows when the verdict or its words change. */
export const publishedSchema = factCheckSchema.extend({
  version: z.number().int().positive(),
  retracted: z.string().optional(),
  changedAt: z.number(),
  /** Of a joint statement. */
  signatories: signatoriesSchema.optional(),
  /** Source and time of its import; the audit log has the author of one written at the desk. */
  from: z.object({ source: z.string().max(2000), at: z.number() }).optional(),
});
export type PublishedFactCheck = z.infer<typeof publishedSchema>;

type Named = Pick<FactCheck, 'org'> & { signatories?: readonly { name: string }[] | undefined };

/** Who says it, each once: the organisation that checked it, and those who have signed. */
export function authorsOf({ org, signatories = [] }: Named) {
  return [...new Set([org, ...signatories.map(({ name }) => name)])].join(', ');
}

export type Provenance = NonNullable<PublishedFactCheck['from']>;

/** The reason for which samples are withdrawn that an operator takes out. */
export const REMOVED_SAMPLE = 'contoh dihapus';
