import type { Case } from '../../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../../domain/fact-checks/published-fact-check.ts';
import type { Preview } from '../../../services/cases/preview-verdict.ts';
import { needsTwo } from '../../../services/fact-checks/needs-second-review.ts';
import { countReached } from '../../../services/subscriptions/audience-stats.ts';
import {
  approveWarning,
  takeBackWarning,
  type Warned,
  warnSubscribers,
} from '../../../services/subscriptions/warn-subscribers.ts';
import {
  previewWarning,
  type Ready,
  readyToWarn,
  type Unready,
} from '../../../services/subscriptions/warning-candidates.ts';
import { readWarningOf, type StoredWarning } from '../../../services/subscriptions/warnings.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { previewPart } from '../case/show-case.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { formField, send, sendMissing } from '../layout.ts';
import { fieldsOf, partOf } from '../read-form.ts';
import { showLine } from '../show-text.ts';
import { sayInterest, sendSubscriptions, showCount, stateOf } from './subscriptions-page.ts';

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
    run: sendSubscriptions,
  },
  { method: 'get', path: WARNING, needs: 'warn-subscribers', run: showWarning },
  { method: 'post', path: `${WARNING}/warn`, needs: 'warn-subscribers', run: takeWarning },
  { method: 'post', path: `${WARNING}/approve`, needs: 'warn-subscribers', run: takeApproval },
  { method: 'post', path: `${WARNING}/take-back`, needs: 'warn-subscribers', run: backWarning },
];

/** A decided case, and what there is to say of warning subscribers of it. */
interface WarningSheet {
  found: Case;
  factCheck: PublishedFactCheck;
  ready: Ready | Unready;
  warning: StoredWarning | undefined;
  needsSecond: boolean;
  preview: Preview;
}

/** The page on which an editor warns subscribers: what they will read, whom it reaches, and how it stands. */
async function sendWarning(visit: KnownVisit, sheet: WarningSheet, alert: Part): Promise<void> {
  const { words } = visit;
  const { ticket } = sheet.found;
  const say = words.reach;
  const body = html`<p class="crumb"><a href="/review/subscriptions">${say.title}</a></p>
<div class="head"><h1>${say.warn}</h1><a class="button" href="/review/cases/${ticket}">${words.case.title(ticket)}</a></div>
<p>${verdictBadge(words, sheet.factCheck)} <strong dir="auto">${showLine(sheet.factCheck.title, 300)}</strong></p>
<section class="card"><h2>${say.preview}</h2>${previewPart(visit, sheet.preview)}</section>
${await formOf(visit, sheet)}`;
  send(visit, { title: say.warn, body, alert, status: alert ? 409 : 200, place: 'reach' });
}

async function formOf(visit: KnownVisit, sheet: WarningSheet): Promise<Html> {
  const { words, desk } = visit;
  const { warning, ready, needsSecond } = sheet;
  const say = words.reach;
  if (warning && !warning.takenBack) return standing(visit, warning);
  if (typeof ready === 'string') {
    return html`<section class="card"><p>${say.wrong[ready]}</p></section>`;
  }
  const options = await Promise.all(
    ready.interests.map(async (interest) => {
      const count = showCount(visit, await countReached(desk.deps, [interest]));
      return html`<label class="option"><input type="checkbox" name="interest" value="${interest}" checked> ${sayInterest(visit, interest)} <span class="soft">(${count})</span></label>`;
    }),
  );
  const reached = showCount(visit, await countReached(desk.deps, ready.interests));
  return html`<section class="card"><form action="/review/subscriptions/${sheet.found.ticket}/warn" method="post">${formField(visit)}
<fieldset><legend>${say.to}</legend><p class="hint">${say.fits}</p><div class="marks">${options}</div></fieldset>
<p><span class="badge out">${say.asked(ready.spread)}</span> ${say.reached(reached)}</p>
${needsSecond && html`<p class="hint">${say.second}</p>`}
<div class="actions"><button class="primary">${needsSecond ? say.propose : say.send}</button></div></form></section>`;
}

/** A warning that was proposed or sent: how it stands, and what can still be done. */
function standing(visit: KnownVisit, warning: StoredWarning): Html {
  const { words, language, desk, reviewer } = visit;
  const say = words.reach;
  const now = desk.deps.clock.now();
  const state = stateOf(warning, now);
  const { by, at } = warning.sent ?? warning.proposed;
  const to = warning.interests.map((interest) => sayInterest(visit, interest)).join(', ');
  const canApprove = state === 'proposed' && warning.proposed.by !== reviewer.name;
  const isOpen = state === 'proposed' || state === 'held';
  const form = (action: string, button: Html) =>
    html`<form action="/review/subscriptions/${warning.ticket}/${action}" method="post">${formField(visit)}${button}</form>`;
  return html`<section class="card"><p><span class="badge">${say.state[state]}</span> ${say.by(by, showTime(at, language))}</p>
<p class="soft">${say.to}: ${to}</p>
${warning.sent && state === 'held' && html`<p class="hint">${say.until(showClock(warning.sent.until, language))}</p>`}
<div class="actions">${canApprove && form('approve', html`<button class="primary">${say.approve}</button>`)}
${isOpen && form('take-back', html`<button class="danger">${say.back}</button>`)}</div></section>`;
}
