import type { CaseDeps } from '../../services/cases/case-deps.ts';
import type { DutyDeps } from '../../services/duty/duty-deps.ts';
import type { PrivacyDeps } from '../../services/privacy/privacy-deps.ts';
import type { SettingsDeps } from '../../services/settings/settings-deps.ts';
import type { SubscriptionDeps } from '../../services/subscriptions/subscription-deps.ts';
import type { TransparencyDeps } from '../../services/transparency/transparency-deps.ts';
import type { VoterDeps } from '../../services/voters/voter-deps.ts';

/** What the pages of the desk work with. */
export interface DeskDeps
  extends CaseDeps,
    DutyDeps,
    PrivacyDeps,
    SettingsDeps,
    SubscriptionDeps,
    TransparencyDeps,
    VoterDeps {}
