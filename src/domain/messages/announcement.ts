import { z } from 'zod';
import { announcedNews, notificationSchema } from './message.ts';

/** What an announcement and the news that it becomes say alike. */
const told = {
  ...({ factCheck: true, version: true, case: true, reason: true } as const),
  ...({ organisation: true, status: true, wording: true } as const),
} as const;

/** A verdict that has to reach everyone it concerns; done when each of them has a notice. */
export const announcementSchema = notificationSchema.pick(told).extend({
  id: z.string(),
  news: z.enum(announcedNews),
  /** Whose subscribers a warning is for. */
  interests: z.array(z.string()).optional(),
  /** Until then nobody hears of it. It can be taken back as long as this is here; what goes out loses it first. */
  notBefore: z.number().optional(),
});
export type Announcement = z.infer<typeof announcementSchema>;
