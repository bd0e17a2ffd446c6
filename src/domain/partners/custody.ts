import { z } from 'zod';

/** What happens to a referral once it has left: it arrives, somebody reads it, or takes a file along. */
export const custodyDeeds = ['received', 'opened', 'downloaded'] as const;

/** Forms in which a file leaves: as it came, or as a picture marked with who took it, and when. */
export const fileForms = ['original', 'marked'] as const;
export type FileForm = (typeof fileForms)[number];

/** Maximum of entries; no file leaves that could not be written down. */
export const MAX_CUSTODY = 500;

/** Entry of the custody log of a referral. */
export const custodySchema = z.object({
  at: z.number(),
  by: z.string(),
  from: z.enum(['post', 'partner']),
  what: z.enum(custodyDeeds),
  /** Hash of the file as it came, and of the marked copy that left in its place. */
  sha256: z.string().optional(),
  copy: z.string().optional(),
});
export type CustodyEntry = z.infer<typeof custodySchema>;
