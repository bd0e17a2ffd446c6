import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import type { Case } from '../../domain/cases/case.ts';
import { type Referral, referralSchema } from '../../domain/partners/referral.ts';
import type { StoredDocument } from '../../ports/desk-store.ts';
import type { PartnerDeps } from './partner-deps.ts';

/** A referral under the reference by which both sides speak of it. */
export type StoredReferral = Referral & { reference: string; revision: number };

type Reading = { store: Pick<PartnerDeps['store'], 'documents'> };

/** All referrals, or those to one organisation, the latest first. */
export async function listReferrals(
  { store }: Reading,
  organisation?: string,
): Promise<StoredReferral[]> {
  return (await store.documents.list('referral'))
    .flatMap((document) => read(document) ?? [])
    .filter((each) => organisation === undefined || each.organisation === organisation)
    .sort((a, b) => (b.steps[0]?.at ?? 0) - (a.steps[0]?.at ?? 0));
}

/** Finds one referral by its reference, in any case. */
export async function findReferral(
  { store }: Reading,
  reference: string,
): Promise<StoredReferral | undefined> {
  const document = await store.documents.get('referral', reference.trim().toUpperCase());
  return document && read(document);
}

/** Writes a referral and its audit events against the read revision; undefined on conflict. */
export async function saveReferral(
  { store }: Reading,
  { reference, revision, ...value }: StoredReferral,
  events: readonly AuditEvent[] = [],
): Promise<StoredReferral | undefined> {
  const kept = await store.documents.put('referral', { id: reference, revision, value }, events);
  return kept === 'saved' ? { ...value, reference, revision: revision + 1 } : undefined;
}

/** The case that a referral speaks of, or the one that it was merged into; none where it speaks of a report. */
export async function caseOf(
  { store }: { store: Pick<PartnerDeps['store'], 'cases'> },
  referral: Referral,
): Promise<Case | undefined> {
  if ('report' in referral) return undefined;
  const found = await store.cases.get(referral.case);
  return found?.mergedInto === undefined ? found : store.cases.get(found.mergedInto);
}

function read({ id, revision, value }: StoredDocument): StoredReferral | undefined {
  const checked = referralSchema.safeParse(value);
  return checked.success ? { ...checked.data, reference: id, revision } : undefined;
}
