import type { EvidenceReader } from '../../domain/messages/evidence.ts';
import type { FactCheckSource } from '../../ports/fact-check-source.ts';
import type { OrganisationDeps } from '../organisations/organisations.ts';
import type { ResponseDeps } from '../responses/response-deps.ts';
import type { FactCheckIndex } from './fact-check-index.ts';

export interface FactCheckDeps extends OrganisationDeps, ResponseDeps {
  index: FactCheckIndex;
  /** Reads the files that come with messages; without one they are known by their caption alone. */
  reader?: EvidenceReader | undefined;
  /** Reads fact-checks from elsewhere, where this process may. */
  factCheckSource?: FactCheckSource | undefined;
  randomBytes(length: number): Uint8Array;
}
