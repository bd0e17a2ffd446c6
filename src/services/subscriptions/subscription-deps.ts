import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Candidate } from '../../domain/subscriptions/choose-digest.ts';
import type { CaseDeps } from '../cases/case-deps.ts';

/** A fact-check of these days, as it is published. */
export interface RecentFactCheck extends Candidate {
  factCheck: PublishedFactCheck;
}

/** The fact-checks of these days, at hand for digests. */
export type RecentFactChecks = (
  deps: Pick<SubscriptionDeps, 'store' | 'clock'>,
) => Promise<readonly RecentFactCheck[]>;

/** What subscribers are sent. */
export interface SubscriptionDeps extends CaseDeps {
  /** The fact-checks of recent days, shared by all digests. */
  recentFactChecks: RecentFactChecks;
}
