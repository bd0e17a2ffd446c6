import { z } from 'zod';
import { announcedNews, wordings } from './message.ts';

/** A verdict that has to reach everyone it concerns; done when each of them has a notice. */
export const announcementSchema = z.object({
  id: z.string(),
  news: z.enum(announcedNews),
  factCheck: z.string().optional(),
  version: z.number().optional(),
  case: z.string().optional(),
  reason: z.string().optional(),
  /** To whom the case was passed on, and how far they are. */
  organisation: z.string().optional(),
  status: z.string().optional(),
  /** Whether the post only wrote that down, or the partner sets right what the post wrote down. */
  wording: z.enum(wordings).optional(),
  /** Whose subscribers a warning is for. */
  interests: z.array(z.string()).optional(),
  /** Until then nobody hears of it. It can be taken back as long as this is here; what goes out loses it first. */
  notBefore: z.number().optional(),
});
export type Announcement = z.infer<typeof announcementSchema>;
