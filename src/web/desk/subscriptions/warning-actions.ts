import { needsTwo } from '../../../services/fact-checks/needs-second-review.ts';
import {
  approveWarning,
  takeBackWarning,
  type Warned,
  warnSubscribers,
} from '../../../services/subscriptions/warn-subscribers.ts';
import { previewWarning, readyToWarn } from '../../../services/subscriptions/warning-candidates.ts';
import { readWarningOf } from '../../../services/subscriptions/warnings.ts';
import type { Part } from '../../shared/html.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { fieldsOf, partOf } from '../read-form.ts';
import { sendSubscriptionsPagePage } from './subscriptions-page.ts';
import { sendWarning } from './warning-page.ts';

/** Shows the warning to subscribers, a preview of its message, and how many it reaches. */
export async function showWarning(visit: KnownVisit, alert?: Part): Promise<void> {
  const { desk, request, words } = visit;
  const { deps } = desk;
  const ticket = partOf(request, 'ticket');
  const found = await deps.store.cases.byTicket(ticket);
  const factCheck = found?.factCheck && (await deps.store.factChecks.get(found.factCheck));
  if (!found || !factCheck) return sendMissing(visit, words.refusal.unknown);
  const ready = await readyToWarn(deps, ticket);
  await sendWarning(
    visit,
    {
      found,
      factCheck,
      ready,
      warning: await readWarningOf(deps, factCheck.id),
      needsSecond: await needsTwo(deps, { case: found, said: [factCheck] }),
      preview: previewWarning(deps, factCheck),
    },
    alert,
  );
}

/** Sends a warning to the chosen interests, or proposes it. */
export async function takeWarning(visit: KnownVisit): Promise<void> {
  const chosen = fieldsOf(visit.request, 'interest').slice(0, 100);
  await finish(visit, await warnSubscribers(visit.desk.deps, actionOf(visit), chosen));
}

/** Agrees to what another editor has proposed. */
export async function takeApproval(visit: KnownVisit): Promise<void> {
  await finish(visit, await approveWarning(visit.desk.deps, actionOf(visit)));
}

/** Takes a warning back before anybody hears of it. */
export async function backWarning(visit: KnownVisit): Promise<void> {
  await finish(visit, await takeBackWarning(visit.desk.deps, actionOf(visit)));
}

function actionOf({ request, reviewer }: KnownVisit) {
  return { ticket: partOf(request, 'ticket'), by: reviewer.name };
}

const NEWS = {
  sent: 'warned',
  proposed: 'warning-proposed',
  'taken-back': 'warning-back',
} as const;

async function finish(visit: KnownVisit, warned: Warned): Promise<void> {
  if (warned.type === 'refused') {
    visit.response.status(409);
    return showWarning(visit, visit.words.reach.wrong[warned.why]);
  }
  const path = `/review/subscriptions/${encodeURIComponent(warned.warning.ticket)}`;
  visit.response.redirect(303, `${path}?done=${NEWS[warned.type]}`);
}

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
