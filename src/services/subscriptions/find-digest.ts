import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { type Candidate, chooseDigest } from '../../domain/subscriptions/choose-digest.ts';
import { EVERYTHING } from '../../domain/subscriptions/subscription.ts';
import { DAY, jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Turn } from '../../ports/turn.ts';
import type { CaseDeps } from '../cases/case-deps.ts';

/** A fact-check may be imported days after its publication; nobody receives it twice. */
const LATE_DAYS = 2;
/** What counts as new to citizens who ask without a subscription. */
const WEEK_DAYS = 7;

/** The fact-checks that are new to a citizen at the time of their turn, as they are published by now. */
export async function findDigest(
  deps: Pick<SubscriptionDeps, 'store' | 'recentFactChecks' | 'clock'>,
  { citizen, now, profile }: Turn,
): Promise<PublishedFactCheck[]> {
  const { subscription } = profile.reach ?? {};
  const since = subscription?.since ?? now - WEEK_DAYS * DAY;
  const told = await deps.store.ledger.toldTo(citizen);
  const chosen = chooseDigest(await deps.recentFactChecks(deps), {
    interest: subscription?.interest ?? EVERYTHING,
    since: jakartaDay(since - LATE_DAYS * DAY),
    today: jakartaDay(now),
    told: new Set(told.map(({ factCheck }) => factCheck)),
  });
  // The cache may be a minute old: leave out what was withdrawn since, and show corrections.
  const found = await Promise.all(
    chosen.map(({ factCheck: { id } }) => deps.store.factChecks.get(id)),
  );
  return found.flatMap((each) => (each && each.retracted === undefined ? [each] : []));
}

/** A fact-check of these days, as it is published. */
export interface RecentFactCheck extends Candidate {
  factCheck: PublishedFactCheck;
}

/** The fact-checks of these days, at hand for digests. */
export type RecentFactChecks = (
  deps: Pick<SubscriptionDeps, 'store' | 'clock'>,
) => Promise<readonly RecentFactCheck[]>;

export interface SubscriptionDeps extends CaseDeps {
  /** The fact-checks of recent days, shared by all digests. */
  recentFactChecks: RecentFactChecks;
}
