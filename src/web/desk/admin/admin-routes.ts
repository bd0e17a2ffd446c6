import type { Verified } from '../../../domain/accounts/audit-event.ts';
import { disableReviewer, enableReviewer } from '../../../services/accounts/reviewers.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { dutyRoutes } from '../duty/duty-routes.ts';
import {
  showChanges,
  takeChangeApproval,
  takeChangeReturn,
  undoChange,
} from '../fact-checks/changes-page.ts';
import {
  exportFactChecks,
  showFactCheck,
  showFactChecks,
  takeClaimFile,
  takeCorrection,
  takeRetraction,
} from '../fact-checks/fact-check-actions.ts';
import {
  cancelImport,
  confirmImport,
  sendImport,
  showPreview as showImportPreview,
  takeAddress,
  takeFile,
} from '../fact-checks/import-actions.ts';
import { showNewFactCheck, takeNewFactCheck } from '../fact-checks/new-fact-check.ts';
import { dropSource, refreshSoon, sendSources, takeSource } from '../fact-checks/sources-page.ts';
import { formField, send } from '../layout.ts';
import { partnerRoutes } from '../partners/partners-actions.ts';
import { askedFor } from '../read-form.ts';
import { sendStats, showDashboard } from '../stats/dashboard-page.ts';
import { sendFlowCsv, sendFlowsCsv, showFlow, showFlows } from '../stats/flows-page.ts';
import { recordRoutes } from '../stats/records-actions.ts';
import { subscriptionRoutes } from '../subscriptions/subscriptions.ts';
import { voterRoutes } from '../voters/voters-actions.ts';
import {
  sendReviewers,
  takeReset,
  takeReviewer,
  takeRole,
  takeState,
} from './reviewers-actions.ts';
import { resetSetting, sendSettings, takeSetting } from './settings-page.ts';

const PAGE = 50;

/** The audit log, the newest first. */
async function showAudit(visit: KnownVisit, verified?: Part): Promise<void> {
  const { desk, request, words, language } = visit;
  const say = words.audit;
  const before = Number.parseInt(askedFor(request, 'before'), 10);
  const from = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const entries = await desk.gate.store.audit.list(PAGE, from);
  const oldest = entries.at(-1)?.seq ?? 0;
  const body = html`<div class="head"><h1>${say.title}</h1>
<form action="/review/audit/verify" method="post">${formField(visit)}<button>${say.verify}</button></form></div>
<p class="hint">${say.hint}</p>${verified}
<div class="scroll" tabindex="0" role="region" aria-label="${say.title}"><table>
<thead><tr><th class="number">${say.number}</th><th>${say.at}</th><th>${say.by}</th><th>${say.what}</th><th>${say.of}</th><th>${say.details}</th></tr></thead>
<tbody>${entries.map(
    ({
      seq,
      at,
      by,
      what,
      of,
      details,
    }) => html`<tr><td class="number">${seq}</td><td class="time">${showTime(at, language)}</td><td>${by}</td><td>${isEventName(what, words) ? words.event[what] : what}</td><td>${of}</td>
<td class="soft">${Object.entries(details)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(', ')}</td></tr>`,
  )}</tbody></table></div>
${oldest > 1 && html`<p class="pager"><a class="button" href="/review/audit?before=${oldest}">${say.older}</a></p>`}`;
  send(visit, { title: say.title, body, place: 'audit', isWide: true });
}

async function verifyAudit(visit: KnownVisit): Promise<void> {
  const result = await visit.desk.gate.store.audit.verify();
  await showAudit(visit, verdictOn(visit, result));
}

function verdictOn({ words }: KnownVisit, result: Verified): Part {
  if (result.type === 'sound')
    return html`<p class="news" role="status">${words.audit.sound(result.entries)}</p>`;
  const from = result.type === 'broken' ? result.seq : result.entries + 1;
  return html`<p class="alert" role="alert">${words.audit.broken(from)}</p>`;
}

/** The log may hold what an older or newer Posko wrote. */
function isEventName(what: string, words: Words): what is keyof Words['event'] {
  return Object.hasOwn(words.event, what);
}

const FACT_CHECK = '/fact-checks/:id';
const CHANGE = '/changes/:code';
const PERSON = '/reviewers/:id';

/** What there is besides the cases: fact-checks, statistics, people, partners, settings. */
export const adminRoutes: readonly Route[] = [
  { method: 'get', path: '/fact-checks', needs: 'see-fact-checks', run: showFactChecks },
  { method: 'get', path: '/new-fact-check', needs: 'edit-fact-check', run: showNewFactCheck },
  { method: 'post', path: '/new-fact-check', needs: 'edit-fact-check', run: takeNewFactCheck },
  { method: 'get', path: '/fact-checks.csv', needs: 'export', run: exportFactChecks },
  { method: 'get', path: FACT_CHECK, needs: 'see-fact-checks', run: showFactCheck },
  { method: 'post', path: `${FACT_CHECK}/correct`, needs: 'edit-fact-check', run: takeCorrection },
  {
    method: 'post',
    path: `${FACT_CHECK}/files`,
    needs: 'edit-fact-check',
    takesFile: true,
    run: takeClaimFile,
  },
  { method: 'post', path: `${FACT_CHECK}/retract`, needs: 'retract', run: takeRetraction },
  { method: 'get', path: '/changes', needs: 'see-fact-checks', run: showChanges },
  { method: 'post', path: `${CHANGE}/approve`, needs: 'publish-second', run: takeChangeApproval },
  { method: 'post', path: `${CHANGE}/return`, needs: 'publish-second', run: takeChangeReturn },
  { method: 'post', path: `${CHANGE}/undo`, needs: 'edit-fact-check', run: undoChange },
  { method: 'get', path: '/import', needs: 'import', run: sendImport },
  { method: 'post', path: '/import/file', needs: 'import', takesFile: true, run: takeFile },
  { method: 'post', path: '/import/address', needs: 'import', run: takeAddress },
  { method: 'get', path: '/import/preview', needs: 'import', run: showImportPreview },
  { method: 'post', path: '/import/confirm', needs: 'import', run: confirmImport },
  { method: 'post', path: '/import/cancel', needs: 'import', run: cancelImport },
  { method: 'get', path: '/sources', needs: 'import', run: sendSources },
  { method: 'post', path: '/sources', needs: 'import', run: takeSource },
  { method: 'post', path: '/sources/:id/remove', needs: 'import', run: dropSource },
  { method: 'post', path: '/sources/:id/refresh', needs: 'import', run: refreshSoon },
  ...voterRoutes,
  { method: 'get', path: '/flows', needs: 'see-dashboards', run: showFlows },
  { method: 'get', path: '/flows.csv', needs: 'see-dashboards', run: sendFlowsCsv },
  { method: 'get', path: '/flows/:flow.csv', needs: 'see-dashboards', run: sendFlowCsv },
  { method: 'get', path: '/flows/:flow', needs: 'see-dashboards', run: showFlow },
  ...dutyRoutes,
  { method: 'get', path: '/dashboard', needs: 'see-dashboards', run: showDashboard },
  { method: 'get', path: '/dashboard/:chart.csv', needs: 'see-dashboards', run: sendStats },
  ...recordRoutes,
  ...partnerRoutes,
  ...subscriptionRoutes,
  { method: 'get', path: '/reviewers', needs: 'manage-reviewers', run: sendReviewers },
  { method: 'post', path: '/reviewers', needs: 'manage-reviewers', run: takeReviewer },
  { method: 'post', path: `${PERSON}/role`, needs: 'manage-reviewers', run: takeRole },
  {
    method: 'post',
    path: `${PERSON}/disable`,
    needs: 'manage-reviewers',
    run: (visit) => takeState(visit, disableReviewer),
  },
  {
    method: 'post',
    path: `${PERSON}/enable`,
    needs: 'manage-reviewers',
    run: (visit) => takeState(visit, enableReviewer),
  },
  { method: 'post', path: `${PERSON}/reset`, needs: 'manage-reviewers', run: takeReset },
  { method: 'get', path: '/settings', needs: 'change-settings', run: sendSettings },
  { method: 'post', path: '/settings/:name', needs: 'change-settings', run: takeSetting },
  { method: 'post', path: '/settings/:name/reset', needs: 'change-settings', run: resetSetting },
  { method: 'get', path: '/audit', needs: 'see-audit', run: showAudit },
  { method: 'post', path: '/audit/verify', needs: 'see-audit', run: verifyAudit },
];
