import { audit } from '../accounts/audit.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { type BoardEntry, viewOf } from './referral-board.ts';
import { listReferrals, type StoredReferral } from './referrals.ts';
import { listReportReferrals } from './report-referrals.ts';

/** Maximum of referrals on a page, and of references in an entry of the audit log. */
const MOST = 500;
const MOST_NAMED = 25;
/** A change shows up on later pages after this time, when everything that happened before it is stored. */
const SETTLED_MS = 5000;
const CURSOR = /^\d{15}\.[A-Z0-9-]{3,60}$/;

/** Referrals of a page, and the cursor from which the next one goes on. */
export type ReferralPage = NonNullable<Awaited<ReturnType<typeof readPage>>>;

/** Reads the latest referrals, or those that changed after a cursor, the longest ago first; undefined for no cursor of ours. */
export async function readPage(
  deps: Pick<PartnerDeps, 'store' | 'clock' | 'settings' | 'script'>,
  wanting: { organisation: string | undefined; after: string; only?: readonly string[] },
) {
  const { organisation, after, only } = wanting;
  if (after !== '' && !CURSOR.test(after)) return undefined;
  const settled = deps.clock.now() - SETTLED_MS;
  const all = await listReferrals(deps, organisation);
  const wanted = all.filter(({ reference }) => only?.includes(reference) ?? true);
  const changed = wanted
    .filter((each) => changedAt(each) <= settled)
    .map(cursorOf)
    .toSorted();
  const fresh = changed.filter((cursor) => cursor > after).slice(0, MOST);
  const known = new Map(wanted.map((each) => [cursorOf(each), each]));
  const page =
    after === '' ? wanted.slice(0, MOST) : fresh.flatMap((each) => known.get(each) ?? []);
  const [reports, organisations] = [await listReportReferrals(deps), await listOrganisations(deps)];
  const lists = { referrals: all, reports, organisations };
  const entries = await Promise.all(page.map((each) => viewOf(deps, each, lists)));
  return { entries, next: (after === '' ? changed : fresh).at(-1) ?? (after || undefined) };
}

/** Sorts as text in the order of changes. */
function cursorOf(referral: StoredReferral): string {
  return `${String(changedAt(referral)).padStart(15, '0')}.${referral.reference}`;
}

function changedAt({ changedAt: at, steps }: StoredReferral): number {
  return at ?? steps.at(-1)?.at ?? 0;
}

/** Writes down which referrals went out of the house. */
export async function auditPage(
  deps: Pick<PartnerDeps, 'store' | 'clock'>,
  entries: readonly BoardEntry[],
  about: { by: string; of: string; what: 'feed-read' | 'board-exported' },
): Promise<void> {
  const references = entries.map(({ reference }) => reference);
  for (let at = 0; at < references.length; at += MOST_NAMED) {
    const details = { references: references.slice(at, at + MOST_NAMED).join(' ') };
    await audit(deps, { ...about, details });
  }
}
