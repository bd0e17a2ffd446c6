import type { Tip } from '../../domain/cases/case.ts';
import { isOver, statusOf } from '../../domain/partners/referral.ts';
import { findLinks } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { formsOf, keysOf } from '../fact-checks/link-keys.ts';
import { reportForPartner } from '../reports/report-for-partner.ts';
import { showReport } from '../reports/report-sheet.ts';
import type { PartnerDeps } from './partner-deps.ts';
import {
  caseOf,
  editReferral,
  listReferrals,
  type StoredReferral,
  saveReferral,
} from './referrals.ts';
import { findReportReferral, reportOf } from './report-referrals.ts';

type Joining = Pick<PartnerDeps, 'store' | 'clock' | 'settings'>;

/** Most referrals of a partner with which a new one is compared, the latest ones, and most new ones in a round. */
const MOST = 300;
const MOST_NEW = 20;
const MOST_LINKS = 20;

/** Creates what notes once, in one round, whether new referrals and earlier ones to the same partner share a case, page, account or number, as far as the partner sees both. */
export function createMatterJoiner(deps: Joining) {
  const known = new Map<string, Promise<string[]>>();
  const signsFor = (referral: StoredReferral) => {
    const signs = known.get(referral.reference) ?? signsOf(deps, referral);
    known.set(referral.reference, signs);
    return signs;
  };
  let left = MOST_NEW;
  return async (referral: StoredReferral): Promise<StoredReferral> => {
    const isDone = referral.matter !== undefined || isOver(statusOf(referral));
    if (isDone || left === 0) return referral;
    left -= 1;
    const twin = await findTwin(deps, referral, signsFor);
    return (await join(deps, referral, twin)) ?? referral;
  };
}

async function join(deps: Joining, referral: StoredReferral, twin: StoredReferral | undefined) {
  if (!twin) return saveReferral(deps, { ...referral, matter: '' });
  const changed = { matter: twin.matter || twin.reference, changedAt: deps.clock.now() };
  if (!twin.matter) {
    await editReferral(deps, twin.reference, (found) =>
      found ? { value: { ...found, ...changed } } : 'gone',
    );
  }
  return saveReferral(deps, { ...referral, ...changed });
}

async function findTwin(
  deps: Joining,
  referral: StoredReferral,
  signsFor: (referral: StoredReferral) => Promise<string[]>,
) {
  const own = new Set(await signsFor(referral));
  if (own.size === 0) return undefined;
  const all = await listReferrals(deps, referral.organisation);
  for (const each of all.filter(({ matter }) => matter !== undefined).slice(0, MOST)) {
    if ((await signsFor(each)).some((sign) => own.has(sign))) return each;
  }
}

async function signsOf(deps: Joining, referral: StoredReferral): Promise<string[]> {
  const found = await caseOf(deps, referral);
  const tips = found ? await deps.store.cases.tipsOf(found.id) : [];
  if (found) return [`case ${found.id}`, ...signsIn(linksOf(tips))];
  const handOver = await findReportReferral(deps, referral.reference);
  const report = handOver && (await reportOf(deps, handOver));
  if (!report || report.isRestricted) return [];
  const view = reportForPartner(showReport(deps, report, deps.clock.now()), handOver);
  const accused = view.details.filter(({ name }) => name === 'link');
  return signsIn([view.publicLink, ...accused.flatMap(({ values }) => values)]);
}

/** Pages, accounts and numbers in what a partner reads. */
function signsIn(texts: readonly unknown[]): string[] {
  const text = texts.join('\n').replaceAll('[.]', '.').replace(/hxxp/gi, 'http');
  const pages = findLinks(text);
  const rest = pages.reduce((left, page) => left.replaceAll(page, ' '), text);
  const named = rest.toLowerCase().match(/\d[\d .-]{6,30}\d|@\w[\w.]{2,40}/g) ?? [];
  const others = named.map((each) => each.replace(/[ .-]/g, '').replace(/^0/, '62'));
  return [...keysOf(formsOf(pages), []), ...others];
}

/** Links of tips as a partner reads them, each once. */
export function linksOf(tips: readonly Tip[]): string[] {
  const all = tips.flatMap(({ links, link }) => (link === undefined ? links : [...links, link]));
  const masked = all.map((link) => maskPersonalData(link).trim());
  return [...new Set(masked)].filter((link) => link !== '').slice(0, MOST_LINKS);
}
