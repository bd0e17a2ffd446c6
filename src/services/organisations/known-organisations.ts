import type { OrganisationDeps } from './organisation-deps.ts';
import { listOrganisations } from './organisations.ts';

type Asking = Pick<OrganisationDeps, 'settings'> & {
  store: Pick<OrganisationDeps['store'], 'papers'>;
};

/** In whose name a verdict may be given: the post's own, those that an admin registered, and partners. */
export async function knownOrganisations({ store, settings }: Asking): Promise<string[]> {
  const partners = await listOrganisations({ store });
  const active = partners.filter(({ isActive }) => isActive).map(({ name }) => name);
  return [...new Set([settings.post, ...settings.organisations, ...active])];
}

/** Whether a verdict may be given in the name of an organisation, however its letters are cased. */
export async function isKnownOrganisation(asking: Asking, name: string): Promise<boolean> {
  const known = await knownOrganisations(asking);
  return known.some((each) => fold(each) === fold(name));
}

function fold(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
