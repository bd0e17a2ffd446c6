import type { Secrets } from '../../ports/secrets.ts';
import type { PartnerDeps } from '../../services/partners/partner-deps.ts';

/** Dependencies of the routes for partners' programs. */
export interface PartnerApi {
  deps: PartnerDeps;
  secrets: Pick<Secrets, 'digest'>;
}
