import { showAccount, showHelp, takeKeys, takeLanguage, takePassword } from './account.ts';
import { showAudit, verifyAudit } from './audit-page.ts';
import { block, unblock } from './block-actions.ts';
import { assignAll, closeAll, snoozeAll } from './bulk-actions.ts';
import {
  askCase,
  assignCase,
  closeCase,
  handOverCase,
  mergeCase,
  noteCase,
  renewCase,
  returnCase,
  sayThreatOfCase,
  snoozeCase,
  splitTip,
  tagCase,
  takeApart,
  takeCase,
  unmergeCase,
  wake,
} from './case-actions.ts';
import { showCitizen } from './citizen-page.ts';
import { showComparison } from './compare.ts';
import { sendFigures, showDashboard } from './dashboard-actions.ts';
import type { Route } from './desk.ts';
import { dutyRoutes } from './duty-routes.ts';
import { dropFilter, giveFilter, keepFilter, nameFilter } from './filter-actions.ts';
import { sendFlowCsv, sendFlowsCsv } from './flows-csv.ts';
import { showFlow, showFlows } from './flows-page.ts';
import {
  cancelImport,
  confirmImport,
  showPreview as showImportPreview,
  takeAddress,
  takeFile,
} from './import-actions.ts';
import { sendImport } from './import-pages.ts';
import {
  exportLibrary,
  showFactCheck,
  showLibrary,
  takeCorrection,
  takeRetraction,
} from './library-actions.ts';
import {
  finishTotp,
  leave,
  leaveEverywhere,
  showCode,
  showLogin,
  showSetup,
  showTotp,
  startTotp,
  takeCode,
  takeLogin,
  takeSetup,
} from './login-actions.ts';
import { sendMedia } from './media.ts';
import { showNewFactCheck, takeNewFactCheck } from './new-fact-check.ts';
import { partnerRoutes } from './partner-pages.ts';
import { showQueue, streamQueue, takeNext } from './queue-actions.ts';
import { letIn, shutOut, takeReset, takeReviewer, takeRole } from './reviewers-actions.ts';
import { sendReviewers } from './reviewers-page.ts';
import { resetSetting, takeSetting } from './settings-actions.ts';
import { sendSettings } from './settings-page.ts';
import { showCase } from './show-case.ts';
import { dropSource, refreshSoon, sendSources, takeSource } from './sources-page.ts';
import {
  attach,
  returnProposal,
  showPreview,
  takeApproval,
  takeDraft,
  takeVerdict,
  undo,
} from './verdict-actions.ts';
import { voterRoutes } from './voter-routes.ts';

const CASE = '/cases/:ticket';
const CITIZEN = `${CASE}/tips/:tip/citizen`;
const FACT_CHECK = '/fact-checks/:id';
const PERSON = '/reviewers/:id';

/** Every page and action of the desk with who may have it; there is no other way in. */
export const routes: readonly Route[] = [
  { method: 'get', path: '/login', needs: 'nobody', run: showLogin },
  { method: 'post', path: '/login', needs: 'nobody', run: takeLogin },
  { method: 'get', path: '/setup', needs: 'nobody', run: showSetup },
  { method: 'post', path: '/setup', needs: 'nobody', run: takeSetup },
  { method: 'post', path: '/language', needs: 'nobody', run: takeLanguage },
  { method: 'get', path: '/code', needs: 'half', run: showCode },
  { method: 'post', path: '/code', needs: 'half', run: takeCode },
  { method: 'get', path: '/authenticator', needs: 'half', run: showTotp },
  { method: 'post', path: '/authenticator', needs: 'half', run: startTotp },
  { method: 'post', path: '/authenticator/confirm', needs: 'half', run: finishTotp },
  { method: 'post', path: '/logout', needs: 'half', run: leave },
  { method: 'get', path: '/account', needs: 'login', run: (visit) => showAccount(visit) },
  { method: 'post', path: '/account/password', needs: 'login', run: takePassword },
  { method: 'post', path: '/account/keys', needs: 'login', run: takeKeys },
  { method: 'post', path: '/account/logout-all', needs: 'login', run: leaveEverywhere },
  { method: 'get', path: '/help', needs: 'login', run: showHelp },
  { method: 'get', path: '/', needs: 'see-queue', run: (visit) => showQueue(visit) },
  { method: 'get', path: '/queue', needs: 'see-queue', run: (visit) => showQueue(visit) },
  { method: 'post', path: '/filters', needs: 'see-queue', run: keepFilter },
  { method: 'post', path: '/filters/:id/rename', needs: 'see-queue', run: nameFilter },
  { method: 'post', path: '/filters/:id/remove', needs: 'see-queue', run: dropFilter },
  { method: 'post', path: '/filters/:id/share', needs: 'share-filter', run: giveFilter },
  { method: 'get', path: '/events', needs: 'see-queue', run: streamQueue },
  { method: 'post', path: '/bulk/close', needs: 'close-case', run: closeAll },
  { method: 'post', path: '/bulk/snooze', needs: 'claim', run: snoozeAll },
  { method: 'post', path: '/bulk/assign', needs: 'claim', run: assignAll },
  { method: 'post', path: '/next', needs: 'claim', run: takeNext },
  { method: 'get', path: CASE, needs: 'see-case', run: (visit) => showCase(visit) },
  { method: 'get', path: `${CASE}/compare`, needs: 'see-case', run: showComparison },
  { method: 'get', path: `${CASE}/media/:sha256`, needs: 'see-media', run: sendMedia },
  { method: 'get', path: CITIZEN, needs: 'see-conversation', run: showCitizen },
  { method: 'post', path: `${CITIZEN}/block`, needs: 'block-citizen', run: block },
  { method: 'post', path: `${CITIZEN}/unblock`, needs: 'block-citizen', run: unblock },
  { method: 'post', path: `${CASE}/claim`, needs: 'claim', run: takeCase },
  { method: 'post', path: `${CASE}/renew`, needs: 'claim', run: renewCase },
  { method: 'post', path: `${CASE}/release`, needs: 'claim', run: returnCase },
  { method: 'post', path: `${CASE}/snooze`, needs: 'claim', run: snoozeCase },
  { method: 'post', path: `${CASE}/wake`, needs: 'claim', run: wake },
  { method: 'post', path: `${CASE}/assign`, needs: 'claim', run: assignCase },
  { method: 'post', path: `${CASE}/hand-over`, needs: 'hand-over', run: handOverCase },
  { method: 'post', path: `${CASE}/tags`, needs: 'note', run: tagCase },
  { method: 'post', path: `${CASE}/apart`, needs: 'note', run: takeApart },
  { method: 'post', path: `${CASE}/threat`, needs: 'note', run: sayThreatOfCase },
  { method: 'post', path: `${CASE}/note`, needs: 'note', run: noteCase },
  { method: 'post', path: `${CASE}/merge`, needs: 'merge', run: mergeCase },
  { method: 'post', path: `${CASE}/split`, needs: 'merge', run: splitTip },
  { method: 'post', path: `${CASE}/unmerge`, needs: 'merge', run: unmergeCase },
  { method: 'post', path: `${CASE}/ask`, needs: 'ask-citizens', run: askCase },
  { method: 'post', path: `${CASE}/verdict`, needs: 'decide', run: takeVerdict },
  { method: 'post', path: `${CASE}/draft`, needs: 'decide', run: takeDraft },
  { method: 'post', path: `${CASE}/preview`, needs: 'decide', run: showPreview },
  { method: 'post', path: `${CASE}/attach`, needs: 'decide', run: attach },
  { method: 'post', path: `${CASE}/take-back`, needs: 'decide', run: undo },
  { method: 'post', path: `${CASE}/close`, needs: 'close-case', run: closeCase },
  { method: 'post', path: `${CASE}/approve`, needs: 'publish-second', run: takeApproval },
  { method: 'post', path: `${CASE}/send-back`, needs: 'publish-second', run: returnProposal },
  { method: 'get', path: '/fact-checks', needs: 'see-fact-checks', run: showLibrary },
  { method: 'get', path: '/new-fact-check', needs: 'edit-fact-check', run: showNewFactCheck },
  { method: 'post', path: '/new-fact-check', needs: 'edit-fact-check', run: takeNewFactCheck },
  { method: 'get', path: '/fact-checks.csv', needs: 'export', run: exportLibrary },
  {
    method: 'get',
    path: FACT_CHECK,
    needs: 'see-fact-checks',
    run: (visit) => showFactCheck(visit),
  },
  { method: 'post', path: `${FACT_CHECK}/correct`, needs: 'edit-fact-check', run: takeCorrection },
  { method: 'post', path: `${FACT_CHECK}/retract`, needs: 'retract', run: takeRetraction },
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
  { method: 'get', path: '/dashboard/:chart.csv', needs: 'see-dashboards', run: sendFigures },
  ...partnerRoutes,
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
