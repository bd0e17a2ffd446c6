import type { Case } from '../../domain/cases/case.ts';
import { markOf } from '../../domain/cases/exercise.ts';
import { type Referral, referralSchema } from '../../domain/partners/referral.ts';
import { type DocumentDeps, documentsOf, type Stored } from '../../ports/documents.ts';
import type { PartnerDeps } from './partner-deps.ts';

/** A referral under the reference by which both sides speak of it. */
export type StoredReferral = Stored<Referral, 'reference'>;

const referrals = documentsOf('referral', referralSchema, 'reference');
export const { save: saveReferral, edit: editReferral, remove: deleteReferral } = referrals;

/** Lists all referrals, or those to one organisation, the latest first. */
export async function listReferrals(deps: DocumentDeps, organisation?: string) {
  return (await referrals.list(deps))
    .filter((each) => organisation === undefined || each.organisation === organisation)
    .sort((a, b) => (b.steps[0]?.at ?? 0) - (a.steps[0]?.at ?? 0));
}

/** Finds one referral by its reference, in any case. */
export function findReferral(deps: DocumentDeps, reference: string) {
  return referrals.find(deps, reference.trim().toUpperCase());
}

/** Returns the case of a referral, or the one it was merged into; none for a referral of a report. */
export async function caseOf(
  { store }: { store: Pick<PartnerDeps['store'], 'cases'> },
  referral: Referral,
): Promise<Case | undefined> {
  if ('report' in referral) return undefined;
  const found = await store.cases.get(referral.case);
  return found?.mergedInto === undefined ? found : store.cases.get(found.mergedInto);
}

/** Finds the references of the partner's other referrals about the same matter. */
export async function findSameMatter(
  deps: DocumentDeps,
  { matter, organisation, reference: own }: StoredReferral,
  all?: readonly StoredReferral[],
): Promise<string[]> {
  const group = matter ? (all ?? (await listReferrals(deps, organisation))) : [];
  const references = group.flatMap((each) => (each.matter === matter ? each.reference : []));
  return references.filter((other) => other !== own && markOf(other) === markOf(own));
}
