import type { PartnerDeps } from '../../services/partners/partner-deps.ts';

/** What partners' programs reach. */
export type PartnerApiDeps = PartnerDeps;
