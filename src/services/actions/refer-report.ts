import { isAuthority, type Organisation } from '../../domain/partners/organisation.ts';
import { threatOfReport } from '../../domain/partners/report-referral.ts';
import { MAX_ANSWER, type Report } from '../../domain/reports/report.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import type { Values } from '../../engine/conversation.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { findUrgency } from '../../triage/urgency/find-urgency.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import { keptFiles } from '../partners/evidence-vault.ts';
import { findDeafReason } from '../partners/find-readers.ts';
import { findReportReferral } from '../partners/report-referrals.ts';
import { proposalsFor } from '../partners/routing.ts';
import { consentToReferral } from '../privacy/record-consent.ts';
import { saveReport } from '../reports/report-drafts.ts';
import { type ActionDeps, action } from './action.ts';

type Deps = Pick<ActionDeps, 'store' | 'clock' | 'script' | 'settings'>;

/** The partner that the rules name for the report that was just prepared, if there is one. */
export const offerHandOver = action(['offered', 'none'], async (deps: Deps, turn, values) => {
  const report = preparedReport(turn, values.prepared);
  if (!report || report.handOver) return { outcome: 'none' };
  const regions = report.province === undefined ? [] : [report.province];
  const about = { threat: threatOfReport[report.threat], regions };
  const [first] = await proposalsFor(deps, about);
  const organisation = first && (await findOrganisation(deps, first.organisation));
  if (!organisation) return { outcome: 'none' };
  const { id, name } = organisation;
  const scope = await scopeFor(deps, turn, { organisation, report });
  return { outcome: 'offered', values: { partner: id, organisation: name, ...scope } };
});

/** Puts the report before the desk, with the consent that was just given. */
export const agreeHandOver = action(['agreed', 'gone'], async (deps: Deps, turn, values) => {
  const report = preparedReport(turn, values.prepared);
  const organisation = await findOrganisation(deps, textOf(values.partner));
  if (!report || report.handOver || !organisation) return { outcome: 'gone' };
  if (await findDeafReason(deps, organisation)) return { outcome: 'gone' };
  const [scope, files, isFull] = [textOf(values.scope), textOf(values.files), values.isFull === 1];
  consentToReferral(deps, turn, { report, organisation, scope, isFull });
  turn.changes.push({
    type: 'propose',
    reference: await freeReference(deps, `${report.id}-${organisation.id.toUpperCase()}`),
    handOver: {
      citizen: turn.citizen,
      report: report.id,
      organisation: organisation.id,
      threat: threatOfReport[report.threat],
      urgency: findUrgency(report.account ?? '', false),
      proposedAt: turn.now,
      steps: [],
      told: 0,
      // Those that the question named, even where more have come in since.
      ...(files && { files: files.split(' ') }),
    },
  });
  return { outcome: 'agreed' };
});

/** What would go to an organisation, as the citizen reads it. */
async function scopeFor(
  deps: Deps,
  turn: Turn,
  { organisation, report }: { organisation: Organisation; report: Report },
) {
  const isFull = isAuthority(organisation);
  const files = isFull ? await keptFiles(deps, report) : [];
  const group = files.length > 0 ? 'with-files' : isFull ? 'authority' : 'other';
  const scope = wordsFor(deps, turn)(`report.scope.${group}`, { count: files.length });
  return { scope, isFull: isFull ? 1 : 0, files: files.join(' ') };
}

/** Adds to a report what its citizen answers to a question of the desk. */
export const noteHandOverReply = action(['noted', 'gone'], (_deps, turn, values) => {
  const text = maskPersonalData(textOf(values.heard).trim()).slice(0, MAX_ANSWER).toWellFormed();
  return { outcome: reply(turn, values, text) ? 'noted' : 'gone' };
});

/** Lets a question of the desk be, so that the report waits for nobody. */
export const skipHandOverQuestion = action(['skipped'], (_deps, turn, values) => {
  reply(turn, values, '');
  return { outcome: 'skipped' };
});

/** False where the report is gone. */
function reply(turn: Turn, { report: id, step }: Values, text: string): boolean {
  const report = preparedReport(turn, id);
  if (!report?.handOver || typeof step !== 'number') return false;
  const { handOver } = report;
  const replies = [...handOver.replies, { question: step, at: turn.now, text }];
  saveReport(turn, { ...report, handOver: { ...handOver, replies } });
  return true;
}

function preparedReport({ profile }: Turn, id: unknown): Report | undefined {
  return profile.reports?.find((each) => each.id === id && each.preparedAt !== undefined);
}

/** Numbers of reports are random, so two citizens may have the same one. */
async function freeReference(deps: Deps, wanted: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const reference = count === 1 ? wanted : `${wanted}-${count}`;
    if (!(await findReportReferral(deps, reference))) return reference;
  }
}
