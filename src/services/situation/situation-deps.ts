import type { CaseDeps } from '../cases/case-deps.ts';
import type { StatsDeps } from '../stats/monthly-counters.ts';

/** What situation reports are counted from. */
export interface SituationDeps extends Pick<CaseDeps, 'queue' | 'settings' | 'script'>, StatsDeps {}
