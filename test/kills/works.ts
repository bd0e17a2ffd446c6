import { conversationWorks } from './conversation-works.ts';
import { leasedWorks } from './leased-works.ts';
import type { Work } from './life.ts';
import { noticeWorks } from './notice-works.ts';
import { partnerWorks } from './partner-works.ts';

/** Every kind of work that writes again and again before it is done, and where in `src` it writes. */
export const works: Readonly<Record<string, Work>> = {
  ...conversationWorks,
  ...noticeWorks,
  ...partnerWorks,
  ...leasedWorks,
};
