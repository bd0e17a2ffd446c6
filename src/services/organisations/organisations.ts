import type { z } from 'zod';
import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import {
  type Organisation,
  type OrganisationField,
  organisationSchema,
  type WantedOrganisation,
  wantedOrganisationSchema,
} from '../../domain/partners/organisation.ts';
import type { StoredDocument } from '../../ports/desk-store.ts';
import type { OrganisationDeps } from './organisation-deps.ts';
export type OrganisationSaveResult =
  | { type: 'kept'; organisation: Organisation }
  | { type: 'bad'; field: OrganisationField }
  | { type: 'taken' }
  | { type: 'unknown' };

export type SaveDeps = { store: Pick<OrganisationDeps['store'], 'documents'> } & Pick<
  OrganisationDeps,
  'clock'
>;
type Reading = { store: Pick<OrganisationDeps['store'], 'documents'> };

/** All organisations, by id. */
export async function listOrganisations({ store }: Reading): Promise<Organisation[]> {
  return (await store.documents.list('organisation')).flatMap((document) => read(document) ?? []);
}

/** One organisation by its id. */
export async function findOrganisation(
  { store }: Reading,
  id: string,
): Promise<Organisation | undefined> {
  const document = await store.documents.get('organisation', id);
  return document && read(document);
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
  keeping: SaveDeps,
  wanted: WantedOrganisation,
  by: string,
): Promise<OrganisationSaveResult> {
  const checked = wantedOrganisationSchema.safeParse(wanted);
  if (!checked.success) return { type: 'bad', field: fieldIn(checked.error) };
  const { id, ...value } = checked.data;
  const fresh = { ...value, members: [], generation: 1, isActive: true };
  const events = deedsOf(keeping, { by, id, change: 'added' });
  const document = { id, revision: 0, value: fresh };
  const put = await keeping.store.documents.put('organisation', document, events);
  if (put === 'stale') return { type: 'taken' };
  return { type: 'kept', organisation: { ...fresh, id, revision: 1 } };
}

/** Changes an organisation as it is now; `what` names the change for the audit log, where it is worth a line there. */
export async function changeOrganisation(
  keeping: SaveDeps,
  { id, by, what }: { id: string; by: string; what: string | undefined },
  make: (organisation: Organisation) => Partial<Organisation>,
): Promise<OrganisationSaveResult> {
  for (;;) {
    const found = await findOrganisation(keeping, id);
    if (!found) return { type: 'unknown' };
    const checked = organisationSchema.safeParse({ ...found, ...make(found) });
    if (!checked.success) return { type: 'bad', field: fieldIn(checked.error) };
    const { revision } = found;
    const document = { id, revision, value: checked.data };
    const events = what ? deedsOf(keeping, { by, id, change: what }) : [];
    if ((await keeping.store.documents.put('organisation', document, events)) === 'stale') continue;
    return {
      type: 'kept',
      organisation: { ...checked.data, id, revision: revision + 1 },
    };
  }
}

/** Binds an account to one organisation, and to no other any more. */
export async function bindMember(
  keeping: SaveDeps,
  { id, by, account }: { id: string; by: string; account: string },
): Promise<OrganisationSaveResult> {
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

function read({ id, revision, value }: StoredDocument): Organisation | undefined {
  const checked = organisationSchema.safeParse(value);
  return checked.success ? { ...checked.data, id, revision } : undefined;
}

function deedsOf(
  { clock }: SaveDeps,
  { by, id, change }: { by: string; id: string; change: string },
): AuditEvent[] {
  return [auditEventAt(clock.now(), { by, what: 'partner-changed', of: id, details: { change } })];
}

function fieldIn({ issues }: z.ZodError): OrganisationField {
  const path = issues[0]?.path[0];
  const fields = wantedOrganisationSchema.keyof().options;
  return fields.find((field) => field === path) ?? 'id';
}
