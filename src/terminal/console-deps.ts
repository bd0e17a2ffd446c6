import type { CaseDeps } from '../services/cases/case-deps.ts';
import type { DutyDeps } from '../services/duty/duty-deps.ts';
import type { SettingsDeps } from '../services/settings/settings-deps.ts';
import type { VoterDeps } from '../services/voters/voter-deps.ts';

/** What the reviewers' console works with. */
export interface ConsoleDeps extends CaseDeps, DutyDeps, SettingsDeps, VoterDeps {}
