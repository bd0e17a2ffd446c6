import { showAccount, showHelp, takeKeys, takeLanguage, takePassword } from './admin/account.ts';
import { adminRoutes } from './admin/admin-routes.ts';
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
} from './admin/login-actions.ts';
import { blockAs, caseRoutes, renewCase, returnCase, snoozeCase } from './case/case-actions.ts';
import { showCase } from './case/case-page.ts';
import { showCitizen } from './case/citizen-page.ts';
import { showComparison } from './case/compare.ts';
import { sendMedia } from './case/media.ts';
import { attach, showPreview, takeDraft, takeVerdict } from './case/verdict-actions.ts';
import type { Route } from './desk.ts';
import {
  assignAll,
  closeAll,
  dropFilter,
  giveFilter,
  keepFilter,
  nameFilter,
  snoozeAll,
} from './queue/bulk-actions.ts';
import { showQueue, streamQueue, takeNext } from './queue/queue-actions.ts';

const CASE = '/cases/:ticket';

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
  { method: 'get', path: '/account', needs: 'login', run: showAccount },
  { method: 'post', path: '/account/password', needs: 'login', run: takePassword },
  { method: 'post', path: '/account/keys', needs: 'login', run: takeKeys },
  { method: 'post', path: '/account/logout-all', needs: 'login', run: leaveEverywhere },
  { method: 'get', path: '/help', needs: 'login', run: showHelp },
  { method: 'get', path: '/', needs: 'see-queue', run: showQueue },
  { method: 'get', path: '/queue', needs: 'see-queue', run: showQueue },
  { method: 'post', path: '/filters', needs: 'see-queue', run: keepFilter },
  { method: 'post', path: '/filters/:id/rename', needs: 'see-queue', run: nameFilter },
  { method: 'post', path: '/filters/:id/remove', needs: 'see-queue', run: dropFilter },
  { method: 'post', path: '/filters/:id/share', needs: 'share-filter', run: giveFilter },
  { method: 'get', path: '/events', needs: 'see-queue', run: streamQueue },
  { method: 'post', path: '/bulk/close', needs: 'close-case', run: closeAll },
  { method: 'post', path: '/bulk/snooze', needs: 'claim', run: snoozeAll },
  { method: 'post', path: '/bulk/assign', needs: 'claim', run: assignAll },
  { method: 'post', path: '/next', needs: 'claim', run: takeNext },
  { method: 'get', path: CASE, needs: 'see-case', run: showCase },
  { method: 'get', path: `${CASE}/compare`, needs: 'see-case', run: showComparison },
  { method: 'get', path: `${CASE}/media/:sha256`, needs: 'see-media', run: sendMedia },
  { method: 'get', path: `${CASE}/tips/:tip/citizen`, needs: 'see-conversation', run: showCitizen },
  { method: 'post', path: `${CASE}/renew`, needs: 'claim', run: renewCase },
  { method: 'post', path: `${CASE}/preview`, needs: 'decide', run: showPreview },
  ...caseRoutes({
    release: returnCase,
    snooze: snoozeCase,
    draft: takeDraft,
    decide: takeVerdict,
    attach,
    block: (visit) => blockAs(visit, 'block'),
    unblock: (visit) => blockAs(visit, 'unblock'),
  }),
  ...adminRoutes,
];
