import type { EvidenceReader } from '../../domain/messages/evidence.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { OrganisationDeps } from '../organisations/organisations.ts';
import type { ResponseDeps } from '../responses/response-deps.ts';

export interface PartnerDeps extends OrganisationDeps, ResponseDeps {
  jobs: Jobs;
  /** Marks copies of pictures; without one only the files themselves can be had. */
  reader?: EvidenceReader | undefined;
  randomBytes(length: number): Uint8Array;
}
