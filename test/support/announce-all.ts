import { announcePart } from '../../src/services/messaging/announce.ts';
import type { MessagingDeps } from '../../src/services/messaging/messaging-deps.ts';

/** Makes every open announcement to its end, as a worker does part by part. */
export async function announceAll(deps: MessagingDeps): Promise<void> {
  let cursor: string | undefined;
  do ({ cursor } = await announcePart(deps, cursor));
  while (cursor !== undefined);
}
