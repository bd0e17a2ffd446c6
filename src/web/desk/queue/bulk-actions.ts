import type { Permission } from '../../../domain/accounts/permissions.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { heldLease } from '../../../domain/cases/lifecycle.ts';
import { readFilter } from '../../../domain/cases/queue-filter.ts';
import { keysOf } from '../../../i18n/keys-of.ts';
import type { CaseActionResult } from '../../../services/cases/case-action.ts';
import { type CaseActionName, performCaseAction } from '../../../services/cases/case-actions.ts';
import { searchFactChecks } from '../../../services/cases/compare-fact-check.ts';
import * as filters from '../../../services/cases/saved-filters.ts';
import { describeRefusal, newsOf } from '../../../ui-text/describe-result.ts';
import { html, type Part } from '../../shared/html.ts';
import { wakeTime } from '../case/case-actions.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { fieldOf, fieldsOf, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { postForm, send } from '../layout.ts';
import { showLine } from '../show-text.ts';
import { showQueue } from './queue-page.ts';

/** As many as a page shows. */
const MOST = 50;

/** What is done alike to each marked case: the least permission, and what the form says; nothing where it says too little. */
const sameForAll = {
  close: { needs: 'close-case', read: ({ request }) => ({ closing: fieldOf(request, 'closing') }) },
  snooze: {
    needs: 'claim',
    read: ({ request, desk }) => {
      const until = wakeTime(request, desk.deps.clock.now());
      return until !== undefined && { until };
    },
  },
  assign: {
    needs: 'claim',
    read: ({ request, reviewer }) => ({ to: fieldOf(request, 'to') || reviewer.name }),
  },
  tags: {
    needs: 'note',
    read: ({ request }) => {
      const tag = fieldOf(request, 'tag').trim();
      return tag !== '' && (({ tags = [] }) => ({ tags: [...tags, tag] }));
    },
  },
} as const satisfies Readonly<Record<string, Bulk>>;

interface Bulk {
  needs: Permission;
  read(visit: KnownVisit): object | ((found: Case) => object) | false;
}

/** What is done to many cases at once, and the filters that reviewers save. */
export const bulkRoutes: readonly Route[] = [
  filterRoute('/filters', 'see-queue', (of, field) =>
    filters.saveFilter(...of, { name: field('name'), filter: readFilter(field) }),
  ),
  filterRoute('/filters/:id/rename', 'see-queue', (of, field, id) =>
    filters.changeFilter(...of, { id, to: { name: field('name') } }),
  ),
  filterRoute('/filters/:id/remove', 'see-queue', (of, _, id) =>
    filters.changeFilter(...of, { id, to: undefined }),
  ),
  filterRoute('/filters/:id/share', 'share-filter', (of, field, id) =>
    filters.changeFilter(...of, { id, to: { isShared: field('share') === 'yes' } }),
  ),
  post('/bulk/attach', 'decide', attachAll),
  post('/bulk/merge', 'merge', mergeAll),
  ...keysOf(sameForAll).map((name) =>
    post(`/bulk/${name}`, sameForAll[name].needs, (visit) => doToAll(visit, name)),
  ),
];

/** Joins all marked cases to the one that stands highest, and opens that. */
async function mergeAll(visit: KnownVisit): Promise<void> {
  const [into = '', ...others] = ticketsIn(visit);
  if (others.length === 0) return visit.response.redirect(303, '/review/queue?done=same');
  const path = `/review/cases/${encodeURIComponent(into)}`;
  const results = await forEach(visit, others, () => ({ name: 'merge', into }));
  tellResults(visit, results, { path, news: 'merged' });
}

/** Answers all marked cases with a fact-check, once one is chosen; those that differ from it have to be compared. */
async function attachAll(visit: KnownVisit): Promise<void> {
  const id = fieldOf(visit.request, 'id');
  const tickets = ticketsIn(visit);
  if (id === '') return offerFactChecks(visit, tickets, fieldOf(visit.request, 'q').slice(0, 200));
  const results = await forEach(visit, tickets, () => ({ name: 'attach', id }));
  const news = results.map(({ done }) => done.type === 'done' && newsOf('attach', done.case));
  const told = news.find((each) => each && each !== 'published') || 'published'; // not all of them may be
  tellResults(visit, results, { news: told, factCheck: id });
}

async function doToAll(visit: KnownVisit, name: keyof typeof sameForAll): Promise<void> {
  const input = sameForAll[name].read(visit);
  if (!input && name === 'snooze') return showQueue(visit, visit.words.case.snoozePast);
  if (!input) return visit.response.redirect(303, '/review/queue?done=same');
  const results = await forEach(visit, ticketsIn(visit), (found) => ({
    ...(typeof input === 'function' ? input(found) : input),
    name,
  }));
  tellResults(visit, results);
}

function ticketsIn({ request }: KnownVisit): string[] {
  return [...new Set(fieldsOf(request, 'ticket'))].slice(0, MOST);
}

/** One after the other; a case that somebody else holds is left alone. */
async function forEach(
  { desk, reviewer }: KnownVisit,
  tickets: readonly string[],
  actOn: (found: Case) => Parameters<typeof performCaseAction>[2],
): Promise<BulkResult[]> {
  const { cases } = desk.deps.store;
  const results: BulkResult[] = [];
  for (const ticket of tickets) {
    const found = await cases.byTicket(ticket);
    const lease = found && heldLease(found, desk.deps.clock.now());
    const isTaken = lease !== undefined && lease.by !== reviewer.name;
    const input = found?.status === 'open' ? actOn(found) : undefined;
    const name = input?.name ?? 'claim';
    const done: CaseActionResult = isTaken
      ? { type: 'taken', ...lease }
      : input
        ? await performCaseAction(desk.deps, { ticket, actor: reviewer }, input)
        : { type: 'unknown' };
    results.push({ ticket, name, done });
  }
  return results;
}

type OwnFilters = readonly [deps: KnownVisit['desk']['deps'], owner: string];

/** A route that changes a saved filter of the reviewer by what its form says. */
function filterRoute(
  path: string,
  needs: Permission,
  change: (
    of: OwnFilters,
    field: (name: string) => string,
    id: string,
  ) => Promise<filters.FilterChange>,
): Route {
  return post(path, needs, async (visit) => {
    const { desk, request, response, reviewer, words } = visit;
    const field = (name: string) => fieldOf(request, name);
    const done = await change([desk.deps, reviewer.name], field, partOf(request, 'id'));
    if (done !== 'saved') return showQueue(visit, words.filters.wrong[done]);
    response.redirect(303, '/review/queue?done=saved');
  });
}

interface BulkResult {
  ticket: string;
  name: CaseActionName;
  done: CaseActionResult;
}

/** Goes on where all of it is done, or says case by case what was left out and why. */
function tellResults(
  visit: KnownVisit,
  results: readonly BulkResult[],
  { path = '/review/queue', news = 'saved', factCheck = '' } = {},
) {
  const { words, response } = visit;
  const done = results.filter((each) => each.done.type === 'done');
  if (done.length === results.length) return response.redirect(303, `${path}?done=${news}`);
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

const MOST_OFFERS = 8;

/** Fact-checks that a search finds, each with a button that answers all marked cases with it. */
async function offerFactChecks(visit: KnownVisit, tickets: readonly string[], text: string) {
  const { desk, words } = visit;
  const found =
    text.trim() === '' ? [] : await searchFactChecks(desk.deps, { text }, { most: MOST_OFFERS });
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
