import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { LIAISON } from './liaison.ts';
import names from './partner-names.json' with { type: 'json' };

/** What an organisation is, as far as citizens and reviewers care. */
export const organisationKinds = keysOf(names.organisations);

/** Whether an organisation may know who is reported: authorities decide on reports by law. */
export function isAuthority({ kind }: Pick<Organisation, 'kind'>): boolean {
  return names.organisations[kind].isAuthority;
}

/** Where messages may be brought; this machine alone without encryption, and only where tests allow it. */
const address = z
  .url()
  .max(500)
  .regex(/^(?:https:\/\/|http:\/\/127\.0\.0\.1:)/);

/** Organisation as entered; the id becomes part of every reference. */
export const wantedOrganisationSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  name: z
    .string()
    .trim()
    .min(2)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029*_~`]+$/u),
  kind: z.enum(organisationKinds),
  /** Receives its referrals, signed. */
  webhook: address.optional(),
  /** Receives referrals that nobody acknowledges in time. */
  second: address.optional(),
  /** Whom the duty calls there, and whom next. */
  liaison: z.string().regex(LIAISON).optional(),
  deputy: z.string().regex(LIAISON).optional(),
});

/** What may be changed of how a partner is reached; each may be missing. */
export const contactFields = ['webhook', 'second', 'liaison', 'deputy'] as const;

export type WantedOrganisation = z.input<typeof wantedOrganisationSchema>;

export type OrganisationField = keyof WantedOrganisation;

export const organisationSchema = wantedOrganisationSchema.omit({ id: true }).extend({
  /** The accounts that see its board, by id. */
  members: z.array(z.string()),
  /** Grows with every new signing key. */
  generation: z.number().int(),
  /** Until when the signing key before counts too. */
  oldKeyUntil: z.number().optional(),
  /** Digest of its feed token, the last step that the feed has shown, and when the token was made. */
  feed: z
    .object({ digest: z.string(), seenUntil: z.number(), madeAt: z.number().optional() })
    .optional(),
  isActive: z.boolean(),
});

export interface Organisation extends z.infer<typeof organisationSchema> {
  id: string;
  revision: number;
}

/** Whether late referrals reach somebody besides those who left them unanswered. */
export function hasSecondContact({ second, deputy }: Pick<Organisation, 'second' | 'deputy'>) {
  return second !== undefined || deputy !== undefined;
}
