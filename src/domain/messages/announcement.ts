import type { announcedNews, wordings } from './message.ts';

/** A verdict that has to reach everyone it concerns; done when each of them has a notice. */
export interface Announcement {
  id: string;
  news: (typeof announcedNews)[number];
  factCheck?: string;
  version?: number;
  case?: string;
  reason?: string;
  /** To whom the case was passed on, and how far they are. */
  organisation?: string;
  status?: string;
  /** Whether the post only wrote that down, or the partner sets right what the post wrote down. */
  wording?: (typeof wordings)[number];
  /** Whose subscribers a warning is for. */
  interests?: readonly string[];
  /** Until then nobody hears of it. It can be taken back as long as this is here; what goes out loses it first. */
  notBefore?: number;
}
