import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { partsOf, plainName } from '../../domain/stats/counter.ts';
import type { Candidate } from '../../domain/subscriptions/choose-digest.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';

/** A fact-check of these days, as it is published. */
export interface RecentFactCheck extends Candidate {
  factCheck: PublishedFactCheck;
}

/** The fact-checks of these days, at hand for digests. */
export type RecentFactChecks = (
  deps: Pick<SubscriptionDeps, 'store' | 'clock'>,
) => Promise<readonly RecentFactCheck[]>;

/** More than these are not published in a week. */
const MOST_RECENT = 300;
const DAY = 86_400_000;
const ASKED_DAYS = 14;
/** Thousands of digests in a morning read the same few fact-checks, so they are read once in a while. */
const FRESH_MS = 60_000;

/** Reads recent fact-checks, with how often each was told on request, at most once a minute. */
export function createDigestCache(): RecentFactChecks {
  let kept: { at: number; found: Promise<readonly RecentFactCheck[]> } | undefined;
  return (deps) => {
    const now = deps.clock.now();
    if (!kept || now - kept.at >= FRESH_MS || now < kept.at) {
      const entry = { at: now, found: readRecent(deps, now) };
      kept = entry;
      entry.found.catch(() => {
        if (kept === entry) kept = undefined;
      });
    }
    return kept.found;
  };
}

async function readRecent(
  { store }: Pick<SubscriptionDeps, 'store'>,
  now: number,
): Promise<readonly RecentFactCheck[]> {
  const since = jakartaDay(now - ASKED_DAYS * DAY);
  const [latest, tallies] = await Promise.all([
    store.factChecks.latest(MOST_RECENT),
    store.figures.tallies(since, ['told']),
  ]);
  const asked = new Map<string, number>();
  for (const { name, count } of tallies) {
    const id = partsOf(name)[1] ?? '';
    asked.set(id, (asked.get(id) ?? 0) + count);
  }
  return latest.map((factCheck) => ({ factCheck, asked: asked.get(plainName(factCheck.id)) ?? 0 }));
}
