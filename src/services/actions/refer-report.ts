import { isAuthority, type Organisation } from '../../domain/partners/organisation.ts';
import { threatOfReport } from '../../domain/partners/report-referral.ts';
import { MAX_ANSWER, type Report } from '../../domain/reports/report.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import type { Values } from '../../engine/conversation.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { findUrgency } from '../../triage/urgency/find-urgency.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import { keptFiles } from '../partners/evidence-vault.ts';
import { readReaders } from '../partners/find-readers.ts';
import { findReferral } from '../partners/referrals.ts';
import { findReportReferral } from '../partners/report-referrals.ts';
import { aboutReport, readRoutes } from '../partners/routing.ts';
import { noteConsent } from '../privacy/record-consent.ts';
import { saveReport } from '../reports/report-drafts.ts';
import { type ActionDeps, action } from './action.ts';

type Deps = Pick<ActionDeps, 'store' | 'clock' | 'script' | 'settings'>;

/** The partners that the rules name for the report that was just prepared, all in one question. */
export const offerHandOver = action(['offered', 'none'], async (deps: Deps, turn, values) => {
  const report = preparedReport(turn, values.prepared);
  if (!report || report.handOver) return { outcome: 'none' };
  const routes = (await readRoutes(deps))(aboutReport(report)).filter(({ fits }) => fits);
  const partners = routes.map(({ organisation }) => organisation).slice(0, MAX_PARTNERS);
  if (partners.length === 0) return { outcome: 'none' };
  const names = partners.map(({ name }) => name);
  const offer = {
    partner: partners.map(({ id }) => id).join(' '),
    organisation: new Intl.ListFormat(turn.profile.language).format(names),
    full: partners.flatMap((each) => (isAuthority(each) ? each.id : [])).join(' '),
  };
  const files = await keptFiles(deps, report);
  const scope = scopeFor(deps, turn, { partners, count: files.length });
  return { outcome: 'offered', values: { ...offer, files: files.join(' '), scope } };
});

/** Puts the report before the desk once for each partner, with the consent that was just given. */
export const agreeHandOver = action(['agreed', 'gone'], async (deps: Deps, turn, values) => {
  const report = preparedReport(turn, values.prepared);
  const named = textOf(values.partner).split(' ');
  const deafReason = await readReaders(deps);
  const partners = (await listOrganisations(deps)).filter(
    (each) => named.includes(each.id) && !deafReason(each),
  );
  const full = textOf(values.full).split(' ');
  const [first, ...others] = partners.map(({ id }) => ({
    organisation: id,
    isFull: full.includes(id),
  }));
  if (!report || report.handOver || !first) return { outcome: 'gone' };
  const said = { organisation: textOf(values.organisation), scope: textOf(values.scope) };
  const { version } = noteConsent(deps, turn, 'hand-over', said);
  const agreed = { ...first, ...(others.length > 0 && { others }), agreedAt: turn.now, version };
  saveReport(turn, { ...report, handOver: { ...agreed, replies: [] } });
  for (const { organisation, isFull } of [first, ...others]) {
    // Those that the question named, even where more have come in since.
    const files = isFull ? textOf(values.files) : '';
    turn.changes.push({
      type: 'propose',
      reference: await freeReference(deps, `${report.id}-${organisation.toUpperCase()}`),
      handOver: {
        citizen: turn.citizen,
        report: report.id,
        organisation,
        threat: threatOfReport(report.threat),
        urgency: findUrgency(report.account ?? '', false),
        proposedAt: turn.now,
        steps: [],
        told: 0,
        ...(files && { files: files.split(' ') }),
      },
    });
  }
  return { outcome: 'agreed' };
});

/** More in one question would not be read. */
const MAX_PARTNERS = 3;

/** What would go to each organisation, as the citizen reads it. */
function scopeFor(
  deps: Deps,
  turn: Turn,
  { partners, count }: { partners: readonly Organisation[]; count: number },
): string {
  const words = wordsFor(deps, turn);
  const full = count > 0 ? 'with-files' : 'authority';
  const scopes = partners.map((each) => ({
    organisation: each.name,
    scope: words(`report.scope.${isAuthority(each) ? full : 'other'}`, { count }),
  }));
  const [first, ...others] = new Set(scopes.map(({ scope }) => scope));
  if (scopes.length === 1) return first ?? '';
  const each = scopes.map((one) => words('report.scope.each', one)).join('; ');
  return words('report.scope.shared', { scope: others.length === 0 ? (first ?? '') : each });
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
function reply(turn: Turn, values: Values, text: string): boolean {
  const { step } = values;
  const report = preparedReport(turn, values.report);
  if (!report?.handOver || typeof step !== 'number') return false;
  const { handOver } = report;
  const partner = textOf(values.partner) || undefined;
  const replies = [...handOver.replies, { partner, question: step, at: turn.now, text }];
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
    const isTaken =
      (await findReportReferral(deps, reference)) || (await findReferral(deps, reference));
    if (!isTaken) return reference;
  }
}
