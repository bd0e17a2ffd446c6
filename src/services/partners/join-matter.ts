import type { Tip } from '../../domain/cases/case.ts';
import { markOf } from '../../domain/cases/exercise.ts';
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

type Joining = Pick<PartnerDeps, 'store' | 'clock' | 'settings'> & {
  /** How many more are joined in this round, and the signs that it has read, by reference. */
  round: { left: number; signs: Map<string, readonly string[]> };
};

/** Most referrals of a partner with which a new one is compared, the latest ones. */
const MOST = 300;
/** Most referrals that are joined in one round; the others wait. */
export const MOST_JOINED = 20;
const MOST_LINKS = 20;

/** Notes once whether a new referral and an earlier one to the same partner share a case, page, account or number, as far as the partner sees both. */
export async function joinMatter(deps: Joining, referral: StoredReferral): Promise<StoredReferral> {
  if (referral.matter !== undefined || isOver(statusOf(referral))) return referral;
  if (deps.round.left === 0) return referral;
  deps.round.left -= 1;
  const twin = await findTwin(deps, referral);
  if (!twin) return (await saveReferral(deps, { ...referral, matter: '' })) ?? referral;
  const changed = { matter: twin.matter || twin.reference, changedAt: deps.clock.now() };
  if (!twin.matter) {
    await editReferral(deps, twin.reference, (found) =>
      found ? { value: { ...found, ...changed } } : 'gone',
    );
  }
  return (await saveReferral(deps, { ...referral, ...changed })) ?? referral;
}

async function findTwin(deps: Joining, referral: StoredReferral) {
  const own = new Set(await signsOf(deps, referral));
  if (own.size === 0) return undefined;
  const all = await listReferrals(deps, referral.organisation);
  for (const each of all.filter(({ matter }) => matter !== undefined).slice(0, MOST)) {
    if (markOf(each.reference) !== markOf(referral.reference)) continue;
    if ((await signsOf(deps, each)).some((sign) => own.has(sign))) return each;
  }
}

async function signsOf(deps: Joining, referral: StoredReferral): Promise<readonly string[]> {
  const { signs } = deps.round;
  const found = signs.get(referral.reference) ?? (await readSigns(deps, referral));
  signs.set(referral.reference, found);
  return found;
}

async function readSigns(deps: Joining, referral: StoredReferral): Promise<string[]> {
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
