import {
  type ReportReferral,
  reportReferralSchema,
} from '../../domain/partners/report-referral.ts';
import { agreementWith, type Report } from '../../domain/reports/report.ts';
import { type DocumentDeps, documentsOf, type Stored } from '../../ports/documents.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { findReferral, type StoredReferral } from './referrals.ts';

/** Report referral under its reference, which the partner's referral shares. */
export type StoredReportReferral = Stored<ReportReferral, 'reference'>;

const reportReferrals = documentsOf('hand-over', reportReferralSchema, 'reference');
export const { save: saveReportReferral, remove: deleteReportReferral } = reportReferrals;

/** Lists all report referrals, the longest waiting first. */
export async function listReportReferrals(deps: DocumentDeps): Promise<StoredReportReferral[]> {
  return (await reportReferrals.list(deps)).sort((a, b) => a.proposedAt - b.proposedAt);
}

/** Finds one report referral by its reference, in any case. */
export function findReportReferral(deps: DocumentDeps, reference: string) {
  return reportReferrals.find(deps, reference.trim().toUpperCase());
}

/** Returns the report of a referral while its citizen's profile holds it with their consent, and whether they restrict its use. */
export async function reportOf(
  { store }: { store: Pick<PartnerDeps['store'], 'turns'> },
  { citizen, report: id, organisation }: ReportReferral,
): Promise<(Report & { isRestricted: boolean }) | undefined> {
  const profile =
    citizen === undefined ? undefined : (await store.turns.readTurn(citizen))?.profile;
  const { reports = [], isRestricted = false } = profile ?? {};
  const report = reports.find((each) => each.id === id && agreementWith(each, organisation));
  return report && { ...report, isRestricted };
}

/** What the entries of a page share, read once for all of them. */
export interface PageLists {
  referrals: readonly StoredReferral[];
  reports: readonly StoredReportReferral[];
  organisations: Awaited<ReturnType<typeof listOrganisations>>;
}

/** Returns the names of the other organisations that have the same report. */
export async function othersWith(deps: DocumentDeps, own: StoredReportReferral, lists?: PageLists) {
  const others = (lists?.reports ?? (await listReportReferrals(deps))).filter(
    ({ citizen, report, reference }) =>
      citizen === own.citizen && report === own.report && reference !== own.reference,
  );
  const passed = await Promise.all(others.map(({ reference }) => findReferral(deps, reference)));
  const ids = passed.flatMap((each) => each?.organisation ?? []);
  const organisations = lists?.organisations ?? (await listOrganisations(deps));
  return organisations.flatMap(({ id, name }) => (ids.includes(id) ? name : []));
}
