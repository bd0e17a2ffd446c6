import { may } from '../../../domain/accounts/permissions.ts';
import type { Case } from '../../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../../domain/fact-checks/published-fact-check.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import { needsTwo } from '../../../services/fact-checks/needs-second-review.ts';
import * as audience from '../../../services/subscriptions/audience-stats.ts';
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
import { fieldsOf, get, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { formField, postForm, send, sendMissing } from '../layout.ts';
import { showLine } from '../show-text.ts';

const MOST_WARNINGS = 30;

/** How many have subscribed to what, what they were sent, and what they were or could be warned of. */
async function sendSubscriptions(visit: KnownVisit): Promise<void> {
  const { desk, words } = visit;
  const say = words.reach;
  const [figures, spreading, warnings] = await Promise.all([
    audience.readAudience(desk.deps),
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
  return count === undefined ? words.reach.few(audience.LEAST_SHOWN) : String(count);
}

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

function subscribersPart(visit: KnownVisit, { interests }: audience.AudienceStats): Html {
  const say = visit.words.reach;
  const rows = interests.map(
    ({ interest, count }) =>
      html`<tr><th scope="row">${sayInterest(visit, interest)}</th><td>${showCount(visit, count)}</td></tr>`,
  );
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="${say.subscribers}"><table class="plain-words">
<thead><tr><th>${say.interest}</th><th>${say.count}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section class="card"><h2>${say.subscribers}</h2>${rows.length === 0 ? html`<p class="soft">${say.nobody}</p>` : table}</section>`;
}

function sentPart({ words, language }: KnownVisit, { sent, lastDigest }: audience.AudienceStats) {
  const say = words.reach;
  return html`<section class="card"><h2>${say.sent}</h2><p class="hint">${say.sentHint}</p>
<p>${lastDigest === undefined ? say.noDigest : say.lastDigest(formatDay(lastDigest, language))}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${say.sent}"><table class="plain-words">
<thead><tr><th>${say.kind}</th><th>${say.count}</th></tr></thead>
<tbody>${audience.unaskedKinds.map((kind) => html`<tr><th scope="row">${say.kinds[kind]}</th><td>${sent[kind]}</td></tr>`)}</tbody></table></div></section>`;
}

/** Where a warning leads: editors to what they can do about it, all others to its case. */
function pathOf({ reviewer }: KnownVisit, ticket: string): string {
  const isEditor = may(reviewer.role, 'warn-subscribers');
  return isEditor ? `/review/subscriptions/${ticket}` : `/review/cases/${ticket}`;
}

function spreadingRow(visit: KnownVisit, { case: { ticket }, factCheck, spread }: Ready): Html {
  const { words } = visit;
  const title = html`<strong class="claim">${showLine(factCheck.title, 200)}</strong>`;
  return html`<li class="case"><a class="go" href="${pathOf(visit, ticket)}">${title}</a>
<p class="state plain"><span class="badge out">${words.reach.asked(spread)}</span> <span class="soft">${ticket}</span></p></li>`;
}

function warningRow(visit: KnownVisit, warning: StoredWarning): Html {
  const { words, language, desk } = visit;
  const say = words.reach;
  const { ticket, interests, proposed, sent } = warning;
  const { by, at } = sent ?? proposed;
  const state = say.state[stateOf(warning, desk.deps.clock.now())];
  const to = interests.map((interest) => sayInterest(visit, interest)).join(', ');
  return html`<li class="case"><a class="go" href="${pathOf(visit, ticket)}"><strong class="claim">${ticket}</strong></a>
<p class="state plain"><span class="badge">${state}</span> <span class="soft">${[to, say.by(by, showTime(at, language))].join(' · ')}</span></p></li>`;
}

/** The page on which an editor warns subscribers: what they will read, whom it reaches, and how it stands. */
async function showWarning(visit: KnownVisit, alert?: Part): Promise<void> {
  const { desk, request, words } = visit;
  const { deps } = desk;
  const ticket = partOf(request, 'ticket');
  const found = await deps.store.cases.byTicket(ticket);
  const factCheck = found?.factCheck && (await deps.store.factChecks.get(found.factCheck));
  if (!found || !factCheck) return sendMissing(visit, words.refusal.unknown);
  const say = words.reach;
  const body = html`<p class="crumb"><a href="/review/subscriptions">${say.title}</a></p>
<div class="head"><h1>${say.warn}</h1><a class="button" href="/review/cases/${found.ticket}">${words.case.title(found.ticket)}</a></div>
<p>${verdictBadge(words, factCheck)} <strong dir="auto">${showLine(factCheck.title, 300)}</strong></p>
<section class="card"><h2>${say.preview}</h2>${previewPart(visit, previewWarning(deps, factCheck))}</section>
${await formOf(visit, found, factCheck)}`;
  const status = alert === undefined ? 200 : 409;
  send(visit, { title: say.warn, body, alert, status, place: 'subscriptions' });
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
  if (warned.type === 'refused') return showWarning(visit, visit.words.reach.wrong[warned.why]);
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

async function formOf(visit: KnownVisit, found: Case, factCheck: PublishedFactCheck) {
  const { words, desk } = visit;
  const say = words.reach;
  const warning = await readWarningOf(desk.deps, factCheck.id);
  if (warning && !warning.takenBack) return standing(visit, warning);
  const ready = await readyToWarn(desk.deps, found.ticket);
  if (typeof ready === 'string') {
    return html`<section class="card"><p>${say.wrong[ready]}</p></section>`;
  }
  const options = await Promise.all(
    ready.interests.map(async (interest) => {
      const count = showCount(visit, await audience.countReached(desk.deps, [interest]));
      return html`<label class="option"><input type="checkbox" name="interest" value="${interest}" checked> ${sayInterest(visit, interest)} <span class="soft">(${count})</span></label>`;
    }),
  );
  const needsSecond = await needsTwo(desk.deps, { case: found, said: [factCheck] });
  const reached = showCount(visit, await audience.countReached(desk.deps, ready.interests));
  return html`<section class="card"><form action="/review/subscriptions/${found.ticket}/warn" method="post">${formField(visit)}
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
