import type { Route } from '../desk.ts';
import { dutyRoutes } from '../duty/duty-routes.ts';
import {
  showChanges,
  takeChangeApproval,
  takeChangeReturn,
  undoChange,
} from '../fact-checks/changes-page.ts';
import { takeClaimFile } from '../fact-checks/claim-file-actions.ts';
import {
  exportFactChecks,
  showFactCheck,
  showFactChecks,
  takeCorrection,
  takeRetraction,
} from '../fact-checks/fact-check-actions.ts';
import {
  cancelImport,
  confirmImport,
  showPreview as showImportPreview,
  takeAddress,
  takeFile,
} from '../fact-checks/import-actions.ts';
import { sendImport } from '../fact-checks/import-pages.ts';
import { showNewFactCheck, takeNewFactCheck } from '../fact-checks/new-fact-check.ts';
import { dropSource, refreshSoon, sendSources, takeSource } from '../fact-checks/sources-page.ts';
import { partnerRoutes } from '../partners/partner-pages.ts';
import { sendStats, showDashboard } from '../stats/dashboard-actions.ts';
import { sendFlowCsv, sendFlowsCsv } from '../stats/flows-csv.ts';
import { showFlow, showFlows } from '../stats/flows-page.ts';
import { recordRoutes } from '../stats/records-actions.ts';
import { subscriptionRoutes } from '../subscriptions/subscription-routes.ts';
import { voterRoutes } from '../voters/voter-routes.ts';
import { showAudit, verifyAudit } from './audit-page.ts';
import { letIn, shutOut, takeReset, takeReviewer, takeRole } from './reviewers-actions.ts';
import { sendReviewers } from './reviewers-page.ts';
import { resetSetting, takeSetting } from './settings-actions.ts';
import { sendSettings } from './settings-page.ts';

const FACT_CHECK = '/fact-checks/:id';
const CHANGE = '/changes/:code';
const PERSON = '/reviewers/:id';

/** What there is besides the cases: the library, figures, people, partners, settings. */
export const officeRoutes: readonly Route[] = [
  { method: 'get', path: '/fact-checks', needs: 'see-fact-checks', run: showFactChecks },
  { method: 'get', path: '/new-fact-check', needs: 'edit-fact-check', run: showNewFactCheck },
  { method: 'post', path: '/new-fact-check', needs: 'edit-fact-check', run: takeNewFactCheck },
  { method: 'get', path: '/fact-checks.csv', needs: 'export', run: exportFactChecks },
  {
    method: 'get',
    path: FACT_CHECK,
    needs: 'see-fact-checks',
    run: (visit) => showFactCheck(visit),
  },
  { method: 'post', path: `${FACT_CHECK}/correct`, needs: 'edit-fact-check', run: takeCorrection },
  {
    method: 'post',
    path: `${FACT_CHECK}/files`,
    needs: 'edit-fact-check',
    takesFile: true,
    run: takeClaimFile,
  },
  { method: 'post', path: `${FACT_CHECK}/retract`, needs: 'retract', run: takeRetraction },
  { method: 'get', path: '/changes', needs: 'see-fact-checks', run: (visit) => showChanges(visit) },
  { method: 'post', path: `${CHANGE}/approve`, needs: 'publish-second', run: takeChangeApproval },
  { method: 'post', path: `${CHANGE}/return`, needs: 'publish-second', run: takeChangeReturn },
  { method: 'post', path: `${CHANGE}/undo`, needs: 'edit-fact-check', run: undoChange },
  { method: 'get', path: '/import', needs: 'import', run: (visit) => sendImport(visit) },
  { method: 'post', path: '/import/file', needs: 'import', takesFile: true, run: takeFile },
  { method: 'post', path: '/import/address', needs: 'import', run: takeAddress },
  { method: 'get', path: '/import/preview', needs: 'import', run: showImportPreview },
  { method: 'post', path: '/import/confirm', needs: 'import', run: confirmImport },
  { method: 'post', path: '/import/cancel', needs: 'import', run: cancelImport },
  { method: 'get', path: '/sources', needs: 'import', run: (visit) => sendSources(visit) },
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
  {
    method: 'get',
    path: '/reviewers',
    needs: 'manage-reviewers',
    run: (visit) => sendReviewers(visit),
  },
  { method: 'post', path: '/reviewers', needs: 'manage-reviewers', run: takeReviewer },
  { method: 'post', path: `${PERSON}/role`, needs: 'manage-reviewers', run: takeRole },
  { method: 'post', path: `${PERSON}/disable`, needs: 'manage-reviewers', run: shutOut },
  { method: 'post', path: `${PERSON}/enable`, needs: 'manage-reviewers', run: letIn },
  { method: 'post', path: `${PERSON}/reset`, needs: 'manage-reviewers', run: takeReset },
  {
    method: 'get',
    path: '/settings',
    needs: 'change-settings',
    run: (visit) => sendSettings(visit),
  },
  { method: 'post', path: '/settings/:name', needs: 'change-settings', run: takeSetting },
  { method: 'post', path: '/settings/:name/reset', needs: 'change-settings', run: resetSetting },
  { method: 'get', path: '/audit', needs: 'see-audit', run: (visit) => showAudit(visit) },
  { method: 'post', path: '/audit/verify', needs: 'see-audit', run: verifyAudit },
];
