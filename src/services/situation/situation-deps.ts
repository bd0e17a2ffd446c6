import type { CaseDeps } from '../cases/case-deps.ts';
import type { StatsDeps } from '../stats/stats-deps.ts';

/** What situation reports are counted from. */
export interface SituationDeps extends Pick<CaseDeps, 'index' | 'settings' | 'script'>, StatsDeps {}
