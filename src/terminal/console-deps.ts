import type { CaseDeps } from '../services/cases/case-deps.ts';
import type { DutyDeps } from '../services/duty/duty-deps.ts';
import type { SettingsDeps } from '../services/settings/settings.ts';
import type { VoterDeps } from '../services/voters/voter-answers.ts';

/** What the reviewers' console works with. */
export interface ConsoleDeps extends CaseDeps, DutyDeps, SettingsDeps, VoterDeps {}
