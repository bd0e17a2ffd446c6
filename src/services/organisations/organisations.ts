import { z } from 'zod';
import type { Tipline } from '../../app/context.ts';
import { type Deed, deedAt } from '../../domain/accounts/audit-event.ts';
import type { Paper } from '../../ports/desk-store.ts';

/** What an organisation is, as far as citizens and reviewers care. */
export const organisationKinds = [
  'supervisor',
  'commission',
  'ministry',
  'police',
  'platform',
  'newsroom',
  'other',
] as const;

/** Where messages may be brought; this machine alone without encryption, and only where tests allow it. */
const address = z
  .url()
  .max(500)
  .regex(/^(?:https:\/\/|http:\/\/127\.0\.0\.1:)/);

/** An organisation as somebody writes it down; the id becomes part of every reference. */
export const wantedOrganisationSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  name: z
    .string()
    .trim()
    .min(2)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029*_~`]+$/u),
  kind: z.enum(organisationKinds),
  /** Where its referrals are brought, signed. */
  webhook: address.optional(),
  /** Where a referral is brought that nobody acknowledges in time. */
  second: address.optional(),
});
export type WantedOrganisation = z.input<typeof wantedOrganisationSchema>;
export type OrganisationField = keyof WantedOrganisation;

const organisationSchema = wantedOrganisationSchema.omit({ id: true }).extend({
  /** The accounts that see its board, by id. */
  members: z.array(z.string()),
  /** Counts up whenever the secret that signs its messages is made anew. */
  generation: z.number().int(),
  /** What stands for the token of its feed, the last step that the feed has given out, and since when it holds. */
  feed: z
    .object({ digest: z.string(), seenUntil: z.number(), madeAt: z.number().optional() })
    .optional(),
  isActive: z.boolean(),
});

/** An organisation with which the post works. */
export interface Organisation extends z.infer<typeof organisationSchema> {
  id: string;
  revision: number;
}

export type OrganisationKept =
  | { type: 'kept'; organisation: Organisation }
  | { type: 'bad'; field: OrganisationField }
  | { type: 'taken' }
  | { type: 'unknown' };

export type Keeping = { store: Pick<Tipline['store'], 'papers'> } & Pick<Tipline, 'clock'>;
type Reading = { store: Pick<Tipline['store'], 'papers'> };

/** All organisations, by id. */
export async function listOrganisations({ store }: Reading): Promise<Organisation[]> {
  return (await store.papers.list('organisation')).flatMap((paper) => read(paper) ?? []);
}

/** One organisation by its id. */
export async function findOrganisation(
  { store }: Reading,
  id: string,
): Promise<Organisation | undefined> {
  const paper = await store.papers.get('organisation', id);
  return paper && read(paper);
}

/** The organisation whose board an account sees. */
export async function organisationOf(
  reading: Reading,
  account: string,
): Promise<Organisation | undefined> {
  const all = await listOrganisations(reading);
  return all.find(({ members, isActive }) => isActive && members.includes(account));
}

/** Adds an organisation; its id can never be changed or given again. */
export async function addOrganisation(
  keeping: Keeping,
  wanted: WantedOrganisation,
  by: string,
): Promise<OrganisationKept> {
  const checked = wantedOrganisationSchema.safeParse(wanted);
  if (!checked.success) return { type: 'bad', field: fieldIn(checked.error) };
  const { id, ...value } = checked.data;
  const fresh = { ...value, members: [], generation: 1, isActive: true };
  const deeds = deedsOf(keeping, { by, id, change: 'added' });
  const paper = { id, revision: 0, value: fresh };
  const put = await keeping.store.papers.put('organisation', paper, deeds);
  if (put === 'stale') return { type: 'taken' };
  return { type: 'kept', organisation: { ...fresh, id, revision: 1 } };
}

/** Changes an organisation as it is now; `what` names the change for the audit log, where it is worth a line there. */
export async function changeOrganisation(
  keeping: Keeping,
  { id, by, what }: { id: string; by: string; what: string | undefined },
  make: (organisation: Organisation) => Partial<Organisation>,
): Promise<OrganisationKept> {
  for (;;) {
    const found = await findOrganisation(keeping, id);
    if (!found) return { type: 'unknown' };
    const checked = organisationSchema.safeParse({ ...found, ...make(found) });
    if (!checked.success) return { type: 'bad', field: fieldIn(checked.error) };
    const { revision } = found;
    const paper = { id, revision, value: checked.data };
    const deeds = what ? deedsOf(keeping, { by, id, change: what }) : [];
    if ((await keeping.store.papers.put('organisation', paper, deeds)) === 'stale') continue;
    return {
      type: 'kept',
      organisation: { ...checked.data, id, revision: revision + 1 },
    };
  }
}

/** Binds an account to one organisation, and to no other any more. */
export async function bindMember(
  keeping: Keeping,
  { id, by, account }: { id: string; by: string; account: string },
): Promise<OrganisationKept> {
  for (const other of await listOrganisations(keeping)) {
    if (other.id === id || !other.members.includes(account)) continue;
    await changeOrganisation(keeping, { id: other.id, by, what: 'member-removed' }, (now) => ({
      members: now.members.filter((each) => each !== account),
    }));
  }
  return changeOrganisation(keeping, { id, by, what: 'member-added' }, ({ members }) => ({
    members: [...new Set([...members, account])],
  }));
}

function read({ id, revision, value }: Paper): Organisation | undefined {
  const checked = organisationSchema.safeParse(value);
  return checked.success ? { ...checked.data, id, revision } : undefined;
}

function deedsOf(
  { clock }: Keeping,
  { by, id, change }: { by: string; id: string; change: string },
): Deed[] {
  return [deedAt(clock.now(), { by, what: 'partner-changed', of: id, details: { change } })];
}

function fieldIn({ issues }: z.ZodError): OrganisationField {
  const path = issues[0]?.path[0];
  const fields = wantedOrganisationSchema.keyof().options;
  return fields.find((field) => field === path) ?? 'id';
}
