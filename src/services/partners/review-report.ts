import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import { byUrgency, type Urgency } from '../../domain/cases/urgency.ts';
import { joinMasks, MAX_HIDDEN, placesOf } from '../../domain/partners/black-out.ts';
import {
  type DeskStep,
  isDecided,
  MAX_DESK_WORDS,
  MAX_MASKS,
  MAX_QUESTIONS,
  type ReportMask,
  type ReportReferralState,
  stateOfReportReferral,
} from '../../domain/partners/report-referral.ts';
import type { Report } from '../../domain/reports/report.ts';
import { defang } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { findOrganisation, listOrganisations } from '../organisations/organisations.ts';
import { checkNames, reportForPartner } from '../reports/report-for-partner.ts';
import { showReport } from '../reports/report-sheet.ts';
import { type DeafReason, findDeafReason } from './find-readers.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { processReportReferral } from './process-report-referrals.ts';
import { noticeChange } from './refer-case.ts';
import {
  findReportReferral,
  listReportReferrals,
  reportOf,
  type StoredReportReferral,
  saveReportReferral,
} from './report-referrals.ts';
import { aboutReport, answerTimeFor } from './routing.ts';

/** A report at the desk: what its partner would see, and what was said about it. */
export type ReportReferralView = NonNullable<Awaited<ReturnType<typeof viewOf>>>;

/** A report that waits at the desk, as in a list: nothing of what its citizen wrote. */
export type ReportReferralLine = Awaited<ReturnType<typeof listReports>>[number];

export type ReportReferralAct =
  | { type: 'pass' }
  | { type: 'ask'; question: string }
  | { type: 'decline'; reason: string }
  /** Blacks words out of what the partner sees, wherever they stand; or shows again all that was blacked out. */
  | { type: 'hide'; words: readonly string[] }
  | { type: 'unhide' }
  | { type: 'urgency'; urgency: Urgency };

/** What leads to a step that its citizen hears of. */
type DeskAct = Exclude<ReportReferralAct, { type: 'hide' | 'unhide' | 'urgency' }>;

export type ReportReferralResult =
  | { type: 'done'; reference: string }
  /** There is none, or its citizen has erased it. */
  | { type: 'unknown' }
  | { type: 'decided' }
  | { type: 'restricted' }
  /** The words stand nowhere in what the partner sees. */
  | { type: 'not-there' }
  | { type: 'words' }
  | { type: 'enough' }
  /** Nobody there can read it. */
  | { type: 'deaf'; why: DeafReason };

type Reviewing = Pick<PartnerDeps, 'store' | 'clock' | 'settings'>;

/** Lists the reports that may be referred, those that wait for the desk first. */
export async function listReports(deps: Reviewing) {
  const names = await namesOf(deps);
  const all = await Promise.all(
    (await listReportReferrals(deps)).map((each) => viewOf(deps, each, names)),
  );
  const rank = ({ state }: ReportReferralView) => ORDER.indexOf(state);
  return all
    .flatMap((found) => found ?? [])
    .sort((a, b) => rank(a) - rank(b) || byUrgency(a, b))
    .map(({ view: _, steps: __, deaf: ___, names: ____, ...line }) => line);
}

const ORDER: readonly ReportReferralState[] = ['waiting', 'asked', 'declined', 'passed'];

export async function countWaiting(deps: Reviewing): Promise<number> {
  const open = (await listReportReferrals(deps)).filter((each) => !isDecided(each));
  const reports = await Promise.all(open.map((each) => reportOf(deps, each)));
  return open.filter((each, at) => {
    const report = reports[at];
    const isOpen = report && !report.isRestricted;
    return isOpen && stateOfReportReferral(each, report) === 'waiting';
  }).length;
}

/** One report as its partner would see it; undefined where it is gone. */
export async function viewReportReferral(deps: Reviewing, reference: string) {
  const found = await findReportReferral(deps, reference);
  return found && viewOf(deps, found, await namesOf(deps));
}

/** Passes a report on, asks its citizen something, declines, blacks out words or says how urgent it is. */
export async function actOnReport(
  deps: Reviewing & Pick<PartnerDeps, 'jobs'>,
  { reference, by, act }: { reference: string; by: string; act: ReportReferralAct },
): Promise<ReportReferralResult> {
  for (;;) {
    const found = await findReportReferral(deps, reference);
    const report = found && (await reportOf(deps, found));
    if (!found || !report) return { type: 'unknown' };
    if (report.isRestricted) return { type: 'restricted' };
    const made = await change(deps, { found, report }, { by, act });
    if ('type' in made) return made;
    const kept = await saveReportReferral(deps, { ...found, ...made.changes }, made.events);
    if (!kept) continue; // somebody else acts on it at this moment
    await processReportReferral(deps, kept);
    if (act.type === 'hide') await noticeChange(deps, kept.reference);
    return { type: 'done', reference: found.reference };
  }
}

type Refused = Exclude<ReportReferralResult, { type: 'done' }>;

async function change(
  deps: Reviewing,
  { found, report }: { found: StoredReportReferral; report: Report },
  { by, act }: { by: string; act: ReportReferralAct },
): Promise<{ changes: Partial<StoredReportReferral>; events: AuditEvent[] } | Refused> {
  const { reference: of, organisation } = found;
  const at = deps.clock.now();
  if (act.type === 'urgency') {
    const { urgency } = act;
    const details = { before: found.urgency ?? 'usual', urgency };
    return {
      changes: { urgency },
      events: [auditEventAt(at, { by, what: 'urgency-said', of, details })],
    };
  }
  if (act.type === 'hide' || act.type === 'unhide') {
    const masks = masksAfter(found, report, act.type === 'hide' ? act.words : undefined);
    if (!Array.isArray(masks)) return masks;
    const details = { organisation, places: masks.length };
    return {
      changes: { masks },
      events: [auditEventAt(at, { by, what: 'report-hidden', of, details })],
    };
  }
  if (isDecided(found)) return { type: 'decided' };
  const step = await stepOf(deps, found, { by, act, report });
  if (!('by' in step)) return step;
  const unread = step.type === 'declined' && { files: [] }; // nobody will fetch them
  return { changes: { steps: [...found.steps, step], ...unread }, events: eventsOf(found, step) };
}

async function stepOf(
  deps: Reviewing,
  { organisation, urgency = 'usual', steps }: StoredReportReferral,
  { by, act, report }: { by: string; act: DeskAct; report: Report },
): Promise<DeskStep | Refused> {
  const at = deps.clock.now();
  if (act.type === 'pass') {
    const why = await deafReasonOf(deps, organisation);
    if (why) return { type: 'deaf', why };
    const about = { ...aboutReport(report), urgency };
    const answerMs = await answerTimeFor(deps, organisation, about);
    return { type: 'passed', at, by, answerMs };
  }
  const said = act.type === 'ask' ? act.question : act.reason;
  // Nothing that a reviewer copies by mistake goes out with a number or an open link.
  const words = defang(maskPersonalData(said.trim()));
  if (words === '' || words.length > MAX_DESK_WORDS) return { type: 'words' };
  if (act.type === 'decline') return { type: 'declined', at, by, reason: words };
  const asked = steps.filter(({ type }) => type === 'asked').length;
  return asked < MAX_QUESTIONS ? { type: 'asked', at, by, question: words } : { type: 'enough' };
}

/** Why nobody can read what is passed on to an organisation, or to one that there is not. */
async function deafReasonOf(deps: Reviewing, id: string): Promise<DeafReason | undefined> {
  const organisation = await findOrganisation(deps, id);
  return organisation ? findDeafReason(deps, organisation) : 'inactive';
}

/** That it is passed on is written down with its referral. */
function eventsOf({ reference, organisation }: StoredReportReferral, { type, at, by }: DeskStep) {
  if (type === 'passed') return [];
  const what = type === 'asked' ? 'report-asked' : 'report-declined';
  return [auditEventAt(at, { by, what, of: reference, details: { organisation } })];
}

async function viewOf(
  deps: Reviewing,
  found: StoredReportReferral,
  names: ReadonlyMap<string, string>,
) {
  const report = await reportOf(deps, found);
  if (!report) return undefined;
  const { reference, organisation, threat, urgency = 'usual', proposedAt, steps } = found;
  const { isRestricted } = report;
  const shown = showReport(deps, report, deps.clock.now());
  const view = reportForPartner(shown, { ...found, isRestricted });
  const name = names.get(organisation) ?? organisation;
  const state = stateOfReportReferral(found, report);
  const { deadline } = view;
  const about = { reference, organisation, name, threat, urgency };
  const line = { ...about, state, proposedAt, deadline, isRestricted };
  /** Why it could not be passed on at this moment, where it still waits. */
  const deaf = isDecided(found) ? undefined : await deafReasonOf(deps, organisation);
  return { ...line, view, steps, deaf, names: checkNames(view) };
}

async function namesOf(deps: Reviewing): Promise<ReadonlyMap<string, string>> {
  return new Map((await listOrganisations(deps)).map(({ id, name }) => [id, name]));
}

/** The masks with those of some words; read each time, so more can be blacked out later, but nothing shown again. */
function masksAfter(
  found: StoredReportReferral,
  report: Report,
  words: readonly string[] | undefined,
): ReportMask[] | Refused {
  if (!words) return isDecided(found) ? { type: 'decided' } : [];
  const all = words.map((each) => each.trim()).filter((each) => each !== '');
  const isTooLong = all.some((each) => each.length > MAX_HIDDEN);
  if (all.length === 0 || isTooLong) return { type: 'words' };
  const places = all.flatMap((each) => placesOf(report, each));
  if (places.length === 0) return { type: 'not-there' };
  return joinMasks(found.masks ?? [], places).slice(0, MAX_MASKS);
}
