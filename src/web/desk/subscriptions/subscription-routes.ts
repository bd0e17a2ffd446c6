import type { Route } from '../desk.ts';
import { sendSubscriptionsPagePage } from './subscriptions-page.ts';
import { backWarning, showWarning, takeApproval, takeWarning } from './warning-actions.ts';

const WARNING = '/subscriptions/:ticket';

/** The pages of subscribers: all may see how many there are, editors warn them. */
export const subscriptionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/subscriptions',
    needs: 'see-dashboards',
    run: sendSubscriptionsPagePage,
  },
  { method: 'get', path: WARNING, needs: 'warn-subscribers', run: (visit) => showWarning(visit) },
  { method: 'post', path: `${WARNING}/warn`, needs: 'warn-subscribers', run: takeWarning },
  { method: 'post', path: `${WARNING}/approve`, needs: 'warn-subscribers', run: takeApproval },
  { method: 'post', path: `${WARNING}/take-back`, needs: 'warn-subscribers', run: backWarning },
];
