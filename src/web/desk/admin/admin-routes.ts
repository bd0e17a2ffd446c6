import type { Verified } from '../../../domain/accounts/audit-event.ts';
import { alertKinds } from '../../../domain/duty/alert.ts';
import {
  disableReviewer,
  enableReviewer,
  resetReviewer,
} from '../../../services/accounts/reviewers.ts';
import { alertWords } from '../../../services/duty/alert-text.ts';
import { acknowledge, setRule } from '../../../services/duty/alerts.ts';
import { describeDetails, nameOr } from '../../../ui-text/describe-details.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import { askedFor, fieldOf, get, type KnownVisit, post, type Route } from '../desk.ts';
import { sendAlertsPage } from '../duty/alerts-page.ts';
import * as roster from '../duty/roster-actions.ts';
import { sendRoster } from '../duty/roster-page.ts';
import * as changes from '../fact-checks/changes-page.ts';
import * as factChecks from '../fact-checks/fact-check-page.ts';
import * as imports from '../fact-checks/import-actions.ts';
import { showFactChecks } from '../fact-checks/library-page.ts';
import { showNewFactCheck, takeNewFactCheck } from '../fact-checks/new-fact-check.ts';
import { dropSource, refreshSoon, sendSources, takeSource } from '../fact-checks/sources-page.ts';
import { formField, send } from '../layout.ts';
import { newsroomRoutes } from '../newsroom/newsroom-page.ts';
import { partnerRoutes } from '../partners/partners-actions.ts';
import { sendStats, showDashboard } from '../stats/dashboard-page.ts';
import { sendFlowCsv, sendFlowsCsv, showFlow, showFlows } from '../stats/flows-page.ts';
import { qualityRoutes } from '../stats/quality-page.ts';
import { recordRoutes } from '../stats/records-actions.ts';
import { situationRoutes } from '../stats/situation-page.ts';
import { subscriptionRoutes } from '../subscriptions/subscriptions.ts';
import { voterRoutes } from '../voters/voters-actions.ts';
import * as reviewers from './reviewers-actions.ts';
import { sendSettings, takeSetting, typedSetting } from './settings-page.ts';

/** Pages and actions of the roster and of alerts, as part of the one table. */
const dutyRoutes: readonly Route[] = [
  get('/roster', 'see-roster', sendRoster),
  post('/roster/shifts', 'manage-roster', roster.takeShift),
  post('/roster/changes', 'manage-roster', roster.takeChange),
  post('/roster/turns/:id/remove', 'manage-roster', roster.dropTurn),
  post('/roster/calls', 'manage-roster', roster.takeCallList),
  post('/roster/notes', 'note', roster.takeNote),
  post('/roster/me', 'acknowledge-alarm', roster.takeMe),
  get('/alarms', 'see-roster', sendAlertsPage),
  post('/alarms/acknowledge', 'acknowledge-alarm', takeAcknowledgement),
  post('/alarms/rules', 'change-settings', takeRule),
];

/** Acknowledges an alert; nobody else is called. */
async function takeAcknowledgement(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const done = await acknowledge(desk.deps, fieldOf(request, 'alarm'), reviewer.name);
  if (done === 'unknown') return sendAlertsPage(visit, words.alarms.gone);
  response.redirect(303, `/review/alarms?done=${done === 'already' ? 'same' : 'saved'}`);
}

async function takeRule(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const kind = alertKinds.find((each) => each === fieldOf(request, 'kind'));
  const number = (name: string) => Number(fieldOf(request, name).trim() || Number.NaN);
  const rule = {
    isOn: fieldOf(request, 'on') === 'yes',
    isGrave: fieldOf(request, 'grave') === 'yes',
    threshold: number('threshold'),
    minutes: number('minutes'),
  };
  const set = kind ? await setRule(desk.deps, { kind, rule, by: reviewer.name }) : 'bad';
  if (set === 'bad') return sendAlertsPage(visit, words.alarms.wrong);
  response.redirect(303, '/review/alarms?done=saved');
}

const PAGE = 50;

async function showAudit(visit: KnownVisit, verified?: Part): Promise<void> {
  const { desk, request, words, language } = visit;
  const say = words.audit;
  const before = Number.parseInt(askedFor(request, 'before'), 10);
  const from = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const entries = await desk.gate.store.audit.list(PAGE, from);
  const oldest = entries.at(-1)?.seq ?? 0;
  const things = { ...words.settings.name, ...alertWords[language].kind };
  const body = html`<div class="head"><h1>${say.title}</h1>
<form action="/review/audit/verify" method="post">${formField(visit)}<button>${say.verify}</button></form></div>
<p class="hint">${say.hint}</p>${verified}
<div class="scroll" tabindex="0" role="region" aria-label="${say.title}"><table class="stacked">
<thead><tr><th class="number">${say.number}</th><th>${say.at}</th><th>${say.by}</th><th>${say.what}</th><th>${say.of}</th><th>${say.details}</th></tr></thead>
<tbody>${entries.map(
    ({ seq, at, by, what, of, details }) =>
      html`<tr><td class="number">${seq}</td><td class="time">${showTime(at, language)}</td><td data-label="${say.by}">${by}</td><td data-label="${say.what}">${nameOr(words.event, what)}</td><td data-label="${say.of}">${nameOr(things, of)}</td>
<td class="soft" data-label="${say.details}">${describeDetails(details, words)}</td></tr>`,
  )}</tbody></table></div>
${oldest > 1 && html`<p class="pager"><a class="button" href="/review/audit?before=${oldest}">${say.older}</a></p>`}`;
  send(visit, { title: say.title, body, place: 'audit', isWide: true });
}

async function verifyAudit(visit: KnownVisit): Promise<void> {
  await showAudit(visit, verdictOn(visit, await visit.desk.gate.store.audit.verify()));
}

function verdictOn({ words }: KnownVisit, result: Verified): Part {
  if (result.type === 'sound')
    return html`<p class="news" role="status">${words.audit.sound(result.entries)}</p>`;
  const from = result.type === 'broken' ? result.seq : result.entries + 1;
  return html`<p class="alert" role="alert">${words.audit.broken(from)}</p>`;
}

const FACT_CHECK = '/fact-checks/:id';
const CHANGE = '/changes/:code';
const PERSON = '/reviewers/:id';

/** What there is besides the cases: fact-checks, statistics, people, partners, settings. */
export const adminRoutes: readonly Route[] = [
  get('/fact-checks', 'see-fact-checks', showFactChecks),
  get('/new-fact-check', 'edit-fact-check', showNewFactCheck),
  post('/new-fact-check', 'edit-fact-check', takeNewFactCheck),
  get('/fact-checks.csv', 'export', factChecks.exportFactChecks),
  get(FACT_CHECK, 'see-fact-checks', factChecks.showFactCheck),
  get(`${FACT_CHECK}/copies/:sha256`, 'see-fact-checks', factChecks.sendCopy),
  post(`${FACT_CHECK}/correct`, 'edit-fact-check', factChecks.takeCorrection),
  { ...post(`${FACT_CHECK}/files`, 'edit-fact-check', factChecks.takeClaimFile), takesFile: true },
  post(`${FACT_CHECK}/retract`, 'retract', factChecks.takeRetraction),
  get('/changes', 'see-fact-checks', changes.showChanges),
  post(`${CHANGE}/approve`, 'publish-second', changes.takeChangeApproval),
  post(`${CHANGE}/return`, 'publish-second', changes.takeChangeReturn),
  post(`${CHANGE}/undo`, 'edit-fact-check', changes.undoChange),
  get('/import', 'import', imports.sendImport),
  { ...post('/import/file', 'import', imports.takeFile), takesFile: true },
  post('/import/address', 'import', imports.takeAddress),
  get('/import/preview', 'import', imports.showPreview),
  post('/import/confirm', 'import', imports.confirmImport),
  post('/import/cancel', 'import', imports.cancelImport),
  get('/sources', 'import', sendSources),
  post('/sources', 'import', takeSource),
  post('/sources/:id/remove', 'import', dropSource),
  post('/sources/:id/refresh', 'import', refreshSoon),
  ...voterRoutes,
  ...newsroomRoutes,
  get('/flows', 'see-dashboards', showFlows),
  get('/flows.csv', 'see-dashboards', sendFlowsCsv),
  get('/flows/:flow.csv', 'see-dashboards', sendFlowCsv),
  get('/flows/:flow', 'see-dashboards', showFlow),
  ...dutyRoutes,
  get('/dashboard', 'see-dashboards', showDashboard),
  get('/dashboard/:chart.csv', 'see-dashboards', sendStats),
  ...situationRoutes,
  ...qualityRoutes,
  ...recordRoutes,
  ...partnerRoutes,
  ...subscriptionRoutes,
  get('/reviewers', 'manage-reviewers', reviewers.sendReviewers),
  post('/reviewers', 'manage-reviewers', reviewers.takeReviewer),
  post(`${PERSON}/role`, 'manage-reviewers', reviewers.takeRole),
  post(`${PERSON}/disable`, 'manage-reviewers', reviewers.managing(disableReviewer)),
  post(`${PERSON}/enable`, 'manage-reviewers', reviewers.managing(enableReviewer)),
  post(`${PERSON}/identity`, 'manage-reviewers', reviewers.takeIdentity),
  post(`${PERSON}/reset`, 'manage-reviewers', reviewers.managing(resetReviewer)),
  get('/settings', 'change-settings', sendSettings),
  post('/settings/:name', 'change-settings', (visit) =>
    takeSetting(visit, typedSetting(visit.request)),
  ),
  post('/settings/:name/reset', 'change-settings', (visit) => takeSetting(visit)),
  get('/audit', 'see-audit', showAudit),
  post('/audit/verify', 'see-audit', verifyAudit),
];
