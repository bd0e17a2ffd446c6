import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import {
  type ReportReferral,
  reportReferralSchema,
} from '../../domain/partners/report-referral.ts';
import type { Report } from '../../domain/reports/report.ts';
import type { StoredDocument } from '../../ports/desk-store.ts';
import type { PartnerDeps } from './partner-deps.ts';

/** Report referral under its reference, which the partner's referral shares. */
export interface StoredReportReferral extends ReportReferral {
  reference: string;
  revision: number;
}

type Reading = { store: Pick<PartnerDeps['store'], 'documents'> };

/** All hand-overs, those that have waited longest first. */
export async function listReportReferrals({ store }: Reading): Promise<StoredReportReferral[]> {
  return (await store.documents.list('hand-over'))
    .flatMap((document) => read(document) ?? [])
    .sort((a, b) => a.proposedAt - b.proposedAt);
}

/** Finds one report referral by its reference, in any case. */
export async function findReportReferral(
  { store }: Reading,
  reference: string,
): Promise<StoredReportReferral | undefined> {
  const document = await store.documents.get('hand-over', reference.trim().toUpperCase());
  return document && read(document);
}

/** Writes a report referral and its events against the read revision; undefined on conflict. */
export async function saveReportReferral(
  { store }: Reading,
  { reference, revision, ...value }: StoredReportReferral,
  events: readonly AuditEvent[] = [],
): Promise<StoredReportReferral | undefined> {
  const kept = await store.documents.put('hand-over', { id: reference, revision, value }, events);
  return kept === 'saved' ? { ...value, reference, revision: revision + 1 } : undefined;
}

/** Deletes a report referral as it was read; false if it has changed. */
export async function deleteReportReferral(
  { store }: Reading,
  { reference: id, revision }: StoredReportReferral,
): Promise<boolean> {
  return (await store.documents.remove('hand-over', { id, revision })) === 'removed';
}

/** Returns the report of a referral while its citizen's profile holds it with their consent. */
export async function reportOf(
  { store }: { store: Pick<PartnerDeps['store'], 'turns'> },
  { citizen, report: id, organisation }: ReportReferral,
): Promise<Report | undefined> {
  if (citizen === undefined) return undefined;
  const reports = (await store.turns.readTurn(citizen))?.profile.reports ?? [];
  return reports.find((each) => each.id === id && each.handOver?.organisation === organisation);
}

function read({ id, revision, value }: StoredDocument): StoredReportReferral | undefined {
  const checked = reportReferralSchema.safeParse(value);
  return checked.success ? { ...checked.data, reference: id, revision } : undefined;
}
