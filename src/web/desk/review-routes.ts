import { randomBytes } from 'node:crypto';
import express, { type ErrorRequestHandler, Router } from 'express';
import { zones } from '../../domain/time/clock-zone.ts';
import { drawWeeks } from '../../services/cases/quality.ts';
import { PublicList } from '../../services/fact-checks/public-list.ts';
import { readOnce } from '../shared/read-once.ts';
import { statusOf } from '../shared/status-of.ts';
import * as account from './admin/account.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import { loginRoutes } from './admin/login-actions.ts';
import { blockAs, caseRoutes, renewCase, returnCase, snoozeCase } from './case/case-actions.ts';
import { CaseLooks } from './case/case-looks.ts';
import { sendMedia } from './case/case-media.ts';
import { showCase } from './case/case-page.ts';
import { showCitizen } from './case/citizen-page.ts';
import { showComparison } from './case/compare.ts';
import { attach, showPreview, takeDraft, takeVerdict } from './case/verdict-actions.ts';
import policy from './content-security-policy.json' with { type: 'json' };
import { type Desk, get, type Machine, post, type Route, type Visit } from './desk.ts';
import { pageFolder, sendAlone, styleAddress, styleText } from './layout.ts';
import { bulkRoutes } from './queue/bulk-actions.ts';
import { LiveQueue, Streams } from './queue/live-queue.ts';
import { sendPeople, showQueue, streamQueue, takeNext } from './queue/queue-page.ts';
import { showSimilar } from './queue/queue-table.ts';
import { serveRoute } from './serve-route.ts';
import { arrive } from './sign-in.ts';
import { createDashboardStats } from './stats/dashboard-stats.ts';
import { createFlowCounts } from './stats/flow-stats.ts';

export interface ReviewParts extends Pick<Desk, 'deps' | 'gate' | 'printReport' | 'onError'> {
  machine?: Machine | undefined;
  /** How often the queue is looked at for those who watch it. */
  lookMs?: number;
}

/** A desk that stands alone knows nothing of its machine. */
const UNKNOWN: Machine = { variables: [], diagnose: async () => [] };
const LOOK_MS = 1500;
/** Maximum age of the decisions that are drawn: every one of the last week is read. */
const DRAWN_MS = 5 * 60_000;
const MAX_FORM = '200kb';

/** The reviewers' desk, to be mounted at `/review`. */
export function reviewRoutes({ lookMs = LOOK_MS, machine = UNKNOWN, ...parts }: ReviewParts) {
  const { deps, onError } = parts;
  const run = randomBytes(6).toString('hex');
  const desk: Desk = {
    ...parts,
    machine,
    live: new LiveQueue(deps, { run, everyMs: lookMs, onError }),
    streams: new Streams(),
    looks: new CaseLooks(),
    factChecks: new PublicList(deps, { showsSamples: true }),
    statsOf: createDashboardStats(deps),
    drawnWeeks: readOnce({ freshMs: DRAWN_MS, now: () => deps.clock.now() }, () => drawWeeks(deps)),
    flowCountsOf: createFlowCounts(deps),
  };
  const router = Router();
  router.use((_, response, next) => {
    response.set({
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      // With no-referrer a browser would not say where a form comes from.
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    next();
  });
  router.get(styleAddress.replace('/review', ''), (_, response) => {
    response.set('cache-control', 'public, max-age=31536000, immutable');
    response.type('css').send(styleText);
  });
  router.use('/page', express.static(pageFolder, { index: false }));
  router.use(express.urlencoded({ extended: false, limit: MAX_FORM }));
  for (const route of routes) {
    router[route.method](route.path, (request, response) =>
      serveRoute(desk, route, { request, response }),
    );
  }
  router.use((request, response) => tell(desk, { request, response, status: 404 }));
  return router.use(answerError(desk));
}

function answerError(desk: Desk): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const status = statusOf(error);
    if (status >= 500) desk.onError(error);
    if (response.headersSent) next(error);
    else await tell(desk, { request, response, status });
  };
}

async function tell(
  desk: Desk,
  { request, response, status }: Pick<Visit, 'request' | 'response'> & { status: number },
): Promise<void> {
  const visit = await arrive(desk, request, response);
  const { error } = visit.words;
  const title = TITLES[status] ?? (status >= 500 ? 'broken' : 'unreadable');
  sendAlone(visit, error[title], { status });
}

const TITLES: Readonly<Record<number, 'missing' | 'large'>> = { 404: 'missing', 413: 'large' };

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
