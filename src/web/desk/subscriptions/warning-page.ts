import type { Case } from '../../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../../domain/fact-checks/published-fact-check.ts';
import type { Preview } from '../../../services/cases/preview-verdict.ts';
import { countReached } from '../../../services/subscriptions/audience-stats.ts';
import type { Ready, Unready } from '../../../services/subscriptions/warning-candidates.ts';
import type { StoredWarning } from '../../../services/subscriptions/warnings.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { previewPart } from '../case/show-case.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { showLine } from '../show-text.ts';
import { sayInterest, showCount, stateOf } from './subscriptions-page.ts';

/** A decided case, and what there is to say of warning subscribers of it. */
export interface WarningSheet {
  found: Case;
  factCheck: PublishedFactCheck;
  ready: Ready | Unready;
  warning: StoredWarning | undefined;
  needsSecond: boolean;
  preview: Preview;
}

/** The page on which an editor warns subscribers: what they will read, whom it reaches, and how it stands. */
export async function sendWarning(
  visit: KnownVisit,
  sheet: WarningSheet,
  alert: Part,
): Promise<void> {
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
