import type { Observe } from '../../ports/events.ts';
import type { LinkReader } from '../../ports/link-reader.ts';
import type { Signer } from '../../ports/signer.ts';
import type { DutyDeps } from '../duty/duty-deps.ts';
import type { NewsIndex } from '../fact-checks/news-index.ts';
import type { Allowance } from '../messaging/allowance.ts';
import type { PrivacyDeps } from '../privacy/privacy-deps.ts';
import type { SubscriptionDeps } from '../subscriptions/subscription-deps.ts';
import type { VoterDeps } from '../voters/voter-deps.ts';

/** What the actions of flows need. */
export interface ActionDeps extends DutyDeps, PrivacyDeps, SubscriptionDeps, VoterDeps {
  /** Hears of what happens, for the operator's figures. */
  observe: Observe;
  /** What the month's messages may still cost. */
  allowance: Allowance;
  /** Reads the pages that messages name, where an operator has turned that on. */
  links?: LinkReader | undefined;
  /** Articles that an operator trusts, where feeds are named. */
  news?: Pick<NewsIndex, 'related'> | undefined;
  /** Signs the links to citizens' own reports, where there are pages to fetch them from. */
  signLink?: Signer | undefined;
}
