import type { Alert } from '../../domain/duty/alert.ts';
import { type Liaison, readLiaison } from '../../domain/partners/liaison.ts';
import type { DocumentDeps } from '../../ports/documents.ts';
import { listOrganisations } from '../organisations/organisations.ts';

/** Whom the duty can call at the active partners, by names such as `Sari (bawaslu)`; a liaison stands before the deputy. */
export type Liaisons = ReadonlyMap<string, Liaison & { organisation: string }>;

/** Reads all liaisons as the partners name them now. */
export async function readLiaisons(deps: DocumentDeps): Promise<Liaisons> {
  const active = (await listOrganisations(deps)).filter(({ isActive }) => isActive);
  const all = active.flatMap(({ id: organisation, liaison, deputy }) =>
    [liaison, deputy]
      .filter((line) => line !== undefined)
      .map(readLiaison)
      .map((each) => [`${each.name} (${organisation})`, { ...each, organisation }] as const),
  );
  return new Map(all);
}

/** Whom to call about an alarm, under their names on the roster: those of the partner that does not answer. */
export function liaisonsFor({ kind, detail }: Pick<Alert, 'kind' | 'detail'>, liaisons: Liaisons) {
  const all = [...liaisons].map(([id, each]) => ({ id, ...each }));
  return all.filter(({ organisation }) => kind === 'partner' && organisation === detail);
}
