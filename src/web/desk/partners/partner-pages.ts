import type { Route } from '../desk.ts';
import { showBoard, showReferral, takeStatus } from './board-actions.ts';
import {
  bindAccount,
  dropRule,
  showPartners,
  takeActive,
  takeAddresses,
  takeKey,
  takePartner,
  takeRule,
  takeToken,
} from './partners-actions.ts';
import { reportRoutes } from './report-actions.ts';

const PARTNER = '/partners/:id';

/** The pages and actions about what is passed on to partners; a part of the one table. */
export const partnerRoutes: readonly Route[] = [
  ...reportRoutes,
  { method: 'get', path: '/board', needs: 'see-board', run: showBoard },
  {
    method: 'get',
    path: '/board/:reference',
    needs: 'see-board',
    run: (visit) => showReferral(visit),
  },
  { method: 'post', path: '/board/:reference/status', needs: 'answer-referral', run: takeStatus },
  {
    method: 'get',
    path: '/partners',
    needs: 'manage-partners',
    run: (visit) => showPartners(visit),
  },
  { method: 'post', path: '/partners', needs: 'manage-partners', run: takePartner },
  { method: 'post', path: `${PARTNER}/addresses`, needs: 'manage-partners', run: takeAddresses },
  { method: 'post', path: `${PARTNER}/account`, needs: 'manage-partners', run: bindAccount },
  { method: 'post', path: `${PARTNER}/key`, needs: 'manage-partners', run: takeKey },
  { method: 'post', path: `${PARTNER}/token`, needs: 'manage-partners', run: takeToken },
  { method: 'post', path: `${PARTNER}/active`, needs: 'manage-partners', run: takeActive },
  { method: 'post', path: '/rules', needs: 'manage-partners', run: takeRule },
  { method: 'post', path: '/rules/:id/remove', needs: 'manage-partners', run: dropRule },
];
