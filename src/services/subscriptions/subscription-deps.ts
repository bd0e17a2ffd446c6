import type { CaseDeps } from '../cases/case-deps.ts';
import type { RecentFactChecks } from './digest-cache.ts';

/** What subscribers are sent. */
export interface SubscriptionDeps extends CaseDeps {
  /** The fact-checks of recent days, shared by all digests. */
  recentFactChecks: RecentFactChecks;
}
