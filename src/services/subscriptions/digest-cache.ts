import { plainName } from '../../domain/stats/counter.ts';
import { DAY, jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { RecentFactCheck, RecentFactChecks, SubscriptionDeps } from './find-digest.ts';
import { deliveredSince } from './warning-candidates.ts';

/** More than these are not published in a week. */
const MOST_RECENT = 300;
const ASKED_DAYS = 14;
/** Thousands of digests in a morning read the same few fact-checks, so they are read once in a while. */
const FRESH_MS = 60_000;

/** Reads recent fact-checks, with how often each was told on request, at most once a minute. */
export function createDigestCache(): RecentFactChecks {
  let cached: { at: number; found: Promise<readonly RecentFactCheck[]> } | undefined;
  return (deps) => {
    const now = deps.clock.now();
    if (!cached || now - cached.at >= FRESH_MS || now < cached.at) {
      const entry = { at: now, found: readRecent(deps, now) };
      cached = entry;
      entry.found.catch(() => {
        if (cached === entry) cached = undefined;
      });
    }
    return cached.found;
  };
}

async function readRecent({ store }: Pick<SubscriptionDeps, 'store'>, now: number) {
  const since = jakartaDay(now - ASKED_DAYS * DAY);
  const [latest, asked] = await Promise.all([
    store.factChecks.latest(MOST_RECENT),
    deliveredSince({ store }, since),
  ]);
  return latest.map((factCheck) => ({ factCheck, asked: asked.get(plainName(factCheck.id)) ?? 0 }));
}
