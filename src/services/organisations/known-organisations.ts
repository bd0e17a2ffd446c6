import type { OrganisationDeps } from './organisation-deps.ts';
import { listOrganisations } from './organisations.ts';

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
