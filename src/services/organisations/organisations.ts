import type { z } from 'zod';
import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import {
  type Organisation,
  type OrganisationField,
  organisationSchema,
  type WantedOrganisation,
  wantedOrganisationSchema,
} from '../../domain/partners/organisation.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Clock } from '../../ports/clock.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import type { Store } from '../../ports/store.ts';

export interface OrganisationDeps {
  store: Store;
  clock: Clock;
  /** Read at each use: an operator may change some of them while Posko runs. */
  settings: Settings;
}

export type OrganisationSaveResult =
  | { type: 'kept'; organisation: Organisation }
  | { type: 'bad'; field: OrganisationField }
  | { type: 'taken' }
  /** The account belongs to another organisation. */
  | { type: 'elsewhere' }
  | { type: 'unknown' };

export type SaveDeps = DocumentDeps & Pick<OrganisationDeps, 'clock'>;

const organisations = documentsOf('organisation', organisationSchema);

/** Lists all organisations, by id; finds one by its id. */
export const { list: listOrganisations, find: findOrganisation } = organisations;

/** Returns the organisation whose board an account sees, one that takes part before one that does not. */
export async function organisationOf(deps: DocumentDeps, account: string) {
  const own = (await listOrganisations(deps)).filter(({ members }) => members.includes(account));
  return own.find(({ isActive }) => isActive) ?? own[0];
}

/** Adds an organisation; its id can never be changed or given again. */
export async function addOrganisation(
  deps: SaveDeps,
  wanted: WantedOrganisation,
  by: string,
): Promise<OrganisationSaveResult> {
  const checked = wantedOrganisationSchema.safeParse(wanted);
  if (!checked.success) return { type: 'bad', field: fieldIn(checked.error) };
  const { id, ...value } = checked.data;
  const fresh = { ...value, members: [], generation: 1, isActive: true, id, revision: 0 };
  const organisation = await organisations.save(deps, fresh, [
    eventOf(deps, { by, id, change: 'added' }),
  ]);
  return organisation ? { type: 'kept', organisation } : { type: 'taken' };
}

/** Changes an organisation as it is now; `what` names the change for the audit log, where it is worth a line there. */
export async function changeOrganisation(
  deps: SaveDeps,
  { id, by, what }: { id: string; by: string; what: string | undefined },
  make: (organisation: Organisation) => Partial<Organisation>,
): Promise<OrganisationSaveResult> {
  for (;;) {
    const found = await findOrganisation(deps, id);
    if (!found) return { type: 'unknown' };
    const checked = organisationSchema.safeParse({ ...found, ...make(found) });
    if (!checked.success) return { type: 'bad', field: fieldIn(checked.error) };
    const changed = { ...checked.data, id, revision: found.revision };
    const events = what ? [eventOf(deps, { by, id, change: what })] : [];
    const organisation = await organisations.save(deps, changed, events);
    if (organisation) return { type: 'kept', organisation };
  }
}

/** Binds an account to one organisation; takes it from another one only where that is said. */
export async function bindMember(
  deps: SaveDeps,
  { id, by, account, moves = false }: { id: string; by: string; account: string; moves?: boolean },
): Promise<OrganisationSaveResult> {
  for (const other of await listOrganisations(deps)) {
    if (other.id === id || !other.members.includes(account)) continue;
    if (!moves) return { type: 'elsewhere' };
    await changeOrganisation(deps, { id: other.id, by, what: 'member-removed' }, (now) => ({
      members: now.members.filter((each) => each !== account),
    }));
  }
  return changeOrganisation(deps, { id, by, what: 'member-added' }, ({ members }) => ({
    members: [...new Set([...members, account])],
  }));
}

function eventOf(
  { clock }: SaveDeps,
  { by, id, change }: { by: string; id: string; change: string },
): AuditEvent {
  return auditEventAt(clock.now(), { by, what: 'partner-changed', of: id, details: { change } });
}

function fieldIn({ issues }: z.ZodError): OrganisationField {
  const path = issues[0]?.path[0];
  const fields = wantedOrganisationSchema.keyof().options;
  return fields.find((field) => field === path) ?? 'id';
}

type Asking = Pick<OrganisationDeps, 'settings'> & {
  store: Pick<OrganisationDeps['store'], 'documents'>;
};

/** Lists organisations for verdicts: the tipline's own, registered ones, and partners. */
export async function knownOrganisations({ store, settings }: Asking): Promise<string[]> {
  const partners = await listOrganisations({ store });
  const active = partners.filter(({ isActive }) => isActive).map(({ name }) => name);
  return [...new Set([settings.post, ...settings.organisations, ...active])];
}

/** Whether a verdict may be given in the name of an organisation, in any case. */
export async function isKnownOrganisation(asking: Asking, name: string): Promise<boolean> {
  const known = await knownOrganisations(asking);
  return known.some((each) => fold(each) === fold(name));
}

function fold(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
