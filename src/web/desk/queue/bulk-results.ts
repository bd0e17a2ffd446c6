import type { CaseActionResult } from '../../../services/cases/case-action.ts';
import type { CaseActionName } from '../../../services/cases/case-actions.ts';
import { searchFactChecks } from '../../../services/cases/search-fact-checks.ts';
import { describeRefusal } from '../../../ui-text/describe-result.ts';
import { html, type Part } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { postForm, send } from '../layout.ts';
import { showLine } from '../show-text.ts';

/** What became of one of many cases. */
export interface BulkResult {
  ticket: string;
  name: CaseActionName;
  done: CaseActionResult;
}

/** Goes on where all of it is done, or says case by case what was left out and why. */
export function tellResults(
  visit: KnownVisit,
  results: readonly BulkResult[],
  { path = '/review/queue', news = 'saved', factCheck = '' } = {},
): void {
  const { words, response } = visit;
  const done = results.filter((each) => each.done.type === 'done');
  if (done.length === results.length) {
    response.redirect(303, `${path}?done=${news}`);
    return;
  }
  const title = words.bulk.done(done.length, results.length);
  const body = html`<h1>${title}</h1><ul class="results">${results.map(
    (each) =>
      html`<li><a class="ticket" href="/review/cases/${each.ticket}">${each.ticket}</a> ${outcomeOf(visit, each, factCheck)}</li>`,
  )}</ul><p><a class="button primary" href="${path}">${words.error.home}</a></p>`;
  send(visit, { title, body, place: 'queue' });
}

function outcomeOf({ words }: KnownVisit, { ticket, name, done }: BulkResult, id: string): Part {
  if (done.type === 'done') return words.bulk.ok;
  const why = describeRefusal(words, done, name);
  const isDoubtful = done.type === 'refused' && (done.why === 'differs' || done.why === 'unlike');
  const path = `/review/cases/${ticket}/compare?${new URLSearchParams({ factCheck: id })}`;
  return html`<span class="soft">${why}</span>${isDoubtful && html` <a class="button" href="${path}">${words.case.compare}</a>`}`;
}

const MOST = 8;

/** Fact-checks that a search finds, each with a button that answers all marked cases with it. */
export async function offerFactChecks(visit: KnownVisit, tickets: readonly string[], text: string) {
  const { desk, words } = visit;
  const found =
    text.trim() === '' ? [] : await searchFactChecks(desk.deps, { text }, { most: MOST });
  const title = words.bulk.attachTo(tickets.length);
  const marked = tickets.map(
    (ticket) => html`<input type="hidden" name="ticket" value="${ticket}">`,
  );
  const rows = found.map(
    ({ factCheck }) =>
      html`<li class="card"><p>${verdictBadge(words, factCheck)} <a href="${toPath(factCheck.id)}">${showLine(factCheck.title, 160)}</a> <span class="soft">${factCheck.org}</span></p>
<button name="id" value="${factCheck.id}">${words.attach.use}</button></li>`,
  );
  const search = html`<div class="line"><label for="q">${words.case.inLibrary}</label>
<input id="q" type="search" name="q" value="${text}" maxlength="200" autocomplete="off"><button>${words.case.librarySearch}</button></div>`;
  const body = html`<p class="crumb"><a id="back" href="/review/queue">${words.nav.queue}</a></p><h1>${title}</h1>
<p class="hint">${tickets.join(', ')}. ${words.bulk.attachHint}</p>
${postForm(visit, 'bulk/attach', html`${marked}${search}${rows.length === 0 && html`<p class="soft">${words.case.libraryNone}</p>`}<ol class="near">${rows}</ol>`)}`;
  send(visit, { title, body, place: 'queue' });
}
