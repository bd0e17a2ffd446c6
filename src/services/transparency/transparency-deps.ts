import type { FactCheckDeps } from '../fact-checks/fact-check-deps.ts';
import type { StatsDeps } from '../stats/stats-deps.ts';

/** What publishes the monthly report and corrections. */
export interface TransparencyDeps extends FactCheckDeps, StatsDeps {}
