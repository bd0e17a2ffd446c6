import type { FactCheckDeps } from '../fact-checks/fact-check-deps.ts';
import type { PartnerDeps } from '../partners/partner-deps.ts';
import type { OpenCases } from './open-case-index.ts';
import type { OpenQueue } from './open-queue.ts';

export interface CaseDeps extends FactCheckDeps, PartnerDeps {
  openCases: OpenCases;
  queue: OpenQueue;
}
