import { HOUR } from '../../domain/time/jakarta-day.ts';
import type { Turn } from '../../ports/turn.ts';
import { eraseTips } from './erase-tips.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** The law gives 3 × 24 hours (UU 27/2022, articles 40 and 41); this leaves half a day for what may go wrong. */
const FORCED_MS = 60 * HOUR;
/** Legal time limit of a request. */
export const RIGHTS_MS = 72 * HOUR;

/** Returns when a citizen's requests are due next; null for never. */
export function requestsAt({ requests = [] }: Pick<Turn['profile'], 'requests'>): number | null {
  return requests.length === 0 ? null : Math.min(...requests.map(({ nextAt }) => nextAt));
}

/** Processes a citizen's requests as far as possible now; a file another citizen may still agree to stays for a while. */
export async function processRequests(deps: PrivacyDeps, turn: Turn): Promise<void> {
  const { requests = [], ...profile } = turn.profile;
  if (requests.length === 0) return;
  await eraseTips(deps, turn.citizen);
  const open: typeof requests = [];
  for (const request of requests) {
    const isForced = turn.now - request.at >= FORCED_MS;
    const before = isForced ? turn.now : turn.now - deps.settings.letterDays * 24 * HOUR;
    const files = await deps.store.media.drop(request.files, before);
    if (files.length > 0) open.push({ ...request, files, nextAt: turn.now + HOUR });
    else turn.changes.push({ type: 'done', receipt: request.receipt, at: turn.now });
  }
  turn.profile = open.length === 0 ? profile : { ...profile, requests: open };
}
