import { z } from 'zod';

/** Forms in which a file leaves: as it came, or as a picture marked with who took it, and when. */
export const fileForms = ['original', 'marked'] as const;

/** Maximum of entries; no file leaves for a partner that could not be written down. */
export const MAX_CUSTODY = 500;

/** Entry of the custody log of a referral: it arrived, somebody read it, or took a file along. */
export const custodySchema = z.object({
  at: z.number(),
  by: z.string(),
  from: z.enum(['post', 'partner']),
  what: z.enum(['received', 'opened', 'downloaded']),
  /** Hash of the file as it came, and of the marked copy that left in its place. */
  sha256: z.string().optional(),
  copy: z.string().optional(),
});
export type CustodyEntry = z.infer<typeof custodySchema>;
