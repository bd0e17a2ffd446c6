import type { Clock } from '../../ports/clock.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { Store } from '../../ports/store.ts';
import type { OpenCases } from '../cases/open-case-index.ts';
import type { FactCheckIndex } from '../fact-checks/fact-check-index.ts';
import type { ResponseDeps } from '../responses/response-deps.ts';

export interface PrivacyDeps extends ResponseDeps {
  store: Store;
  clock: Clock;
  jobs: Jobs;
  index: FactCheckIndex;
  openCases: OpenCases;
  randomBytes(length: number): Uint8Array;
}
