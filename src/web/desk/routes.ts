import { zones } from '../../domain/time/clock-zone.ts';
import * as account from './admin/account.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import { loginRoutes } from './admin/login-actions.ts';
import { blockAs, caseRoutes, renewCase, returnCase, snoozeCase } from './case/case-actions.ts';
import { sendMedia } from './case/case-media.ts';
import { showCase } from './case/case-page.ts';
import { showCitizen } from './case/citizen-page.ts';
import { showComparison } from './case/compare.ts';
import { attach, showPreview, takeDraft, takeVerdict } from './case/verdict-actions.ts';
import { get, post, type Route } from './desk.ts';
import { bulkRoutes } from './queue/bulk-actions.ts';
import { sendPeople, showQueue, streamQueue, takeNext } from './queue/queue-page.ts';
import { showSimilar } from './queue/queue-table.ts';

const CASE = '/cases/:ticket';

/** Every page and action of the desk with who may have it; there is no other way in. */
export const routes: readonly Route[] = [
  ...loginRoutes,
  { method: 'post', path: '/language', needs: 'nobody', run: account.takeLanguage },
  get('/account', 'login', account.showAccount),
  post('/account/password', 'login', account.takePassword),
  post('/account/keys', 'login', account.taking('keys', ['off'])),
  post('/account/zone', 'login', account.taking('zone', zones)),
  post('/account/mail', 'see-board', account.takeMail),
  get('/help', 'login', account.showHelp),
  get('/', 'see-queue', showQueue),
  get('/queue', 'see-queue', showQueue),
  ...bulkRoutes,
  get('/people', 'hand-over', sendPeople),
  get('/events', 'see-queue', streamQueue),
  post('/next', 'claim', takeNext),
  get(CASE, 'see-case', showCase),
  get(`${CASE}/compare`, 'see-case', showComparison),
  get(`${CASE}/similar`, 'merge', showSimilar),
  get(`${CASE}/media/:sha256`, 'see-media', sendMedia),
  get(`${CASE}/tips/:tip/citizen`, 'see-conversation', showCitizen),
  post(`${CASE}/renew`, 'claim', renewCase),
  post(`${CASE}/preview`, 'decide', showPreview),
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
