import type { DocumentDeps } from '../../ports/documents.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import { findReferral, listReferrals, type StoredReferral } from './referrals.ts';
import { listReportReferrals, type StoredReportReferral } from './report-referrals.ts';

/** What the entries of a page are told from; each list is read once, and only where an entry needs it. */
export type PageLists = ReturnType<typeof createPageLists>;

/** Creates the lists of a page, which hold what stands there as they are first read. */
export function createPageLists(deps: DocumentDeps) {
  const matters = once(async () => Map.groupBy(await listReferrals(deps), matterOf));
  const reports = once(async () => Map.groupBy(await listReportReferrals(deps), subjectOf));
  const organisations = once(() => listOrganisations(deps));
  return {
    async nameOf(organisation: string): Promise<string | undefined> {
      return (await organisations()).find(({ id }) => id === organisation)?.name;
    },
    /** References of the partner's other referrals about the same matter. */
    async sameMatter(own: StoredReferral): Promise<string[]> {
      const all = own.matter ? (await matters()).get(matterOf(own)) : [];
      return (all ?? []).map(({ reference }) => reference).filter((each) => each !== own.reference);
    },
    /** Names of the other organisations to which the same report was passed on. */
    async sharedWith(own: StoredReportReferral): Promise<string[]> {
      const all = (await reports()).get(subjectOf(own)) ?? [];
      const others = all.filter(({ reference }) => reference !== own.reference);
      const passed = others.map(({ reference }) => findReferral(deps, reference));
      const ids = (await Promise.all(passed)).map((each) => each?.organisation);
      return (await organisations()).flatMap(({ id, name }) => (ids.includes(id) ? name : []));
    },
  };
}

function matterOf({ organisation, matter }: StoredReferral) {
  return `${organisation} ${matter}`;
}

function subjectOf({ citizen, report }: StoredReportReferral) {
  return `${citizen} ${report}`;
}

function once<Read>(read: () => Promise<Read>): () => Promise<Read> {
  let reading: Promise<Read> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}
