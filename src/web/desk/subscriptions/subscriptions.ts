import { may } from '../../../domain/accounts/permissions.ts';
import type { Case } from '../../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../../domain/fact-checks/published-fact-check.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import type { Preview } from '../../../services/cases/preview-verdict.ts';
import { needsTwo } from '../../../services/fact-checks/needs-second-review.ts';
import {
  type AudienceStats,
  countReached,
  LEAST_SHOWN,
  readAudience,
  unaskedKinds,
} from '../../../services/subscriptions/audience-stats.ts';
import {
  approveWarning,
  takeBackWarning,
  type Warned,
  warnSubscribers,
} from '../../../services/subscriptions/warn-subscribers.ts';
import {
  listSpreading,
  previewWarning,
  type Ready,
  readyToWarn,
  type Unready,
} from '../../../services/subscriptions/warning-candidates.ts';
import {
  listWarnings,
  readWarningOf,
  type StoredWarning,
} from '../../../services/subscriptions/warnings.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { previewPart } from '../case/case-page.ts';
import { get, type KnownVisit, post, type Route } from '../desk.ts';
import { formField, postForm, send, sendMissing } from '../layout.ts';
import { fieldsOf, partOf } from '../read-form.ts';
import { showLine } from '../show-text.ts';

const MOST_WARNINGS = 30;

/** How many have subscribed to what, what they were sent, and what they were or could be warned of. */
async function sendSubscriptions(visit: KnownVisit): Promise<void> {
  const { desk, words } = visit;
  const say = words.reach;
  const [figures, spreading, warnings] = await Promise.all([
    readAudience(desk.deps),
    listSpreading(desk.deps),
    listWarnings(desk.deps),
  ]);
  const body = html`<h1>${say.title} <span class="count">${showCount(visit, figures.total)}</span></h1><p class="hint">${say.hint}</p>
${subscribersPart(visit, figures)}${sentPart(visit, figures)}
<section class="card"><h2>${say.spreading}</h2><p class="hint">${say.spreadingHint}</p>
${spreading.length === 0 ? html`<p class="soft">${say.calm}</p>` : html`<ol class="cases">${spreading.map((each) => spreadingRow(visit, each))}</ol>`}</section>
${warnings.length > 0 && html`<section class="card"><h2>${say.warnings}</h2><ol class="cases">${warnings.slice(0, MOST_WARNINGS).map((each) => warningRow(visit, each))}</ol></section>`}`;
  send(visit, { title: say.title, body, place: 'subscriptions' });
}

function showCount({ words }: Pick<KnownVisit, 'words'>, count: number | undefined): string {
  return count === undefined ? words.reach.few(LEAST_SHOWN) : String(count);
}

/** An interest in the words of the desk. */
function sayInterest({ words }: Pick<KnownVisit, 'words'>, interest: string): string {
  if (interest === 'all') return words.reach.everything;
  const topics: Readonly<Record<string, string>> = words.topic;
  return topics[interest] ?? interest;
}

/** How far a warning is, at a time. */
function stateOf({ sent, takenBack }: StoredWarning, now: number) {
  if (takenBack) return 'back';
  if (!sent) return 'proposed';
  return sent.until > now ? 'held' : 'sent';
}

function subscribersPart(visit: KnownVisit, { interests }: AudienceStats): Html {
  const say = visit.words.reach;
  const rows = interests.map(
    ({ interest, count }) =>
      html`<tr><th scope="row">${sayInterest(visit, interest)}</th><td>${showCount(visit, count)}</td></tr>`,
  );
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="${say.subscribers}"><table class="plain-words">
<thead><tr><th>${say.interest}</th><th>${say.count}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section class="card"><h2>${say.subscribers}</h2>${rows.length === 0 ? html`<p class="soft">${say.nobody}</p>` : table}</section>`;
}

function sentPart({ words, language }: KnownVisit, { sent, lastDigest }: AudienceStats): Html {
  const say = words.reach;
  return html`<section class="card"><h2>${say.sent}</h2><p class="hint">${say.sentHint}</p>
<p>${lastDigest === undefined ? say.noDigest : say.lastDigest(formatDay(lastDigest, language))}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${say.sent}"><table class="plain-words">
<thead><tr><th>${say.kind}</th><th>${say.count}</th></tr></thead>
<tbody>${unaskedKinds.map((kind) => html`<tr><th scope="row">${say.kinds[kind]}</th><td>${sent[kind]}</td></tr>`)}</tbody></table></div></section>`;
}

function spreadingRow(visit: KnownVisit, { case: { ticket }, factCheck, spread }: Ready): Html {
  const { words, reviewer } = visit;
  const title = html`<strong class="claim">${showLine(factCheck.title, 200)}</strong>`;
  const isEditor = may(reviewer.role, 'warn-subscribers');
  const path = isEditor ? `/review/subscriptions/${ticket}` : `/review/cases/${ticket}`;
  return html`<li class="case"><a class="go" href="${path}">${title}</a>
<p class="state plain"><span class="badge out">${words.reach.asked(spread)}</span> <span class="soft">${ticket}</span></p></li>`;
}

function warningRow(visit: KnownVisit, warning: StoredWarning): Html {
  const { words, language, desk, reviewer } = visit;
  const say = words.reach;
  const { ticket, interests, proposed, sent } = warning;
  const { by, at } = sent ?? proposed;
  const state = say.state[stateOf(warning, desk.deps.clock.now())];
  const to = interests.map((interest) => sayInterest(visit, interest)).join(', ');
  const isEditor = may(reviewer.role, 'warn-subscribers');
  const path = isEditor ? `/review/subscriptions/${ticket}` : `/review/cases/${ticket}`;
  return html`<li class="case"><a class="go" href="${path}"><strong class="claim">${ticket}</strong></a>
<p class="state plain"><span class="badge">${state}</span> <span class="soft">${[to, say.by(by, showTime(at, language))].join(' · ')}</span></p></li>`;
}

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

/** Warns the chosen interests, agrees to a warning or takes it back, and shows how it stands then. */
function acting(act: typeof warnSubscribers) {
  return async (visit: KnownVisit): Promise<void> => {
    const { desk, request, reviewer } = visit;
    const chosen = fieldsOf(request, 'interest').slice(0, 100);
    const on = { ticket: partOf(request, 'ticket'), by: reviewer.name };
    await finish(visit, await act(desk.deps, on, chosen));
  };
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
  get('/subscriptions', 'see-dashboards', sendSubscriptions),
  get(WARNING, 'warn-subscribers', showWarning),
  post(`${WARNING}/warn`, 'warn-subscribers', acting(warnSubscribers)),
  post(`${WARNING}/approve`, 'warn-subscribers', acting(approveWarning)),
  post(`${WARNING}/take-back`, 'warn-subscribers', acting(takeBackWarning)),
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
  send(visit, { title: say.warn, body, alert, status: alert ? 409 : 200, place: 'subscriptions' });
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
    postForm(visit, `subscriptions/${warning.ticket}/${action}`, button);
  return html`<section class="card"><p><span class="badge">${say.state[state]}</span> ${say.by(by, showTime(at, language))}</p>
<p class="soft">${say.to}: ${to}</p>
${warning.sent && state === 'held' && html`<p class="hint">${say.until(showClock(warning.sent.until, language))}</p>`}
<div class="actions">${canApprove && form('approve', html`<button class="primary">${say.approve}</button>`)}
${isOpen && form('take-back', html`<button class="danger">${say.back}</button>`)}</div></section>`;
}
