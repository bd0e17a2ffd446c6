import type { CaseDeps } from '../../services/cases/case-deps.ts';
import type { DutyDeps } from '../../services/duty/duty-deps.ts';
import type { PrivacyDeps } from '../../services/privacy/privacy-deps.ts';
import type { SettingsDeps } from '../../services/settings/settings.ts';
import type { SubscriptionDeps } from '../../services/subscriptions/find-digest.ts';
import type { TransparencyDeps } from '../../services/transparency/corrections.ts';
import type { VoterDeps } from '../../services/voters/voter-answers.ts';

export interface DeskDeps
  extends CaseDeps,
    DutyDeps,
    PrivacyDeps,
    SettingsDeps,
    SubscriptionDeps,
    TransparencyDeps,
    VoterDeps {}
