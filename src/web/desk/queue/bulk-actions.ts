import type { Case } from '../../../domain/cases/case.ts';
import { readFilter } from '../../../domain/cases/queue-filter.ts';
import { performCaseAction } from '../../../services/cases/case-actions.ts';
import * as filters from '../../../services/cases/saved-filters.ts';
import { nextMorning } from '../case/case-actions.ts';
import { type KnownVisit, post, type Route } from '../desk.ts';
import { fieldOf, fieldsOf, partOf } from '../read-form.ts';
import { showQueue } from './queue-actions.ts';

/** As many as a page shows. */
const MOST = 50;

/** What is done to many cases at once, and the filters that reviewers save. */
export const bulkRoutes: readonly Route[] = [
  post('/filters', 'see-queue', keepFilter),
  post('/filters/:id/rename', 'see-queue', nameFilter),
  post('/filters/:id/remove', 'see-queue', dropFilter),
  post('/filters/:id/share', 'share-filter', giveFilter),
  post('/bulk/close', 'close-case', closeAll),
  post('/bulk/snooze', 'claim', snoozeAll),
  post('/bulk/assign', 'claim', assignAll),
  post('/bulk/tags', 'note', tagAll),
  post('/bulk/merge', 'merge', mergeAll),
];

/** Closes every marked case that nobody else holds. */
async function closeAll(visit: KnownVisit): Promise<void> {
  const closing = fieldOf(visit.request, 'closing');
  await forEach(visit, () => ({ name: 'close', closing }));
}

/** Lets every marked case sleep until tomorrow morning. */
async function snoozeAll(visit: KnownVisit): Promise<void> {
  const until = nextMorning(visit.desk.deps.clock.now());
  await forEach(visit, () => ({ name: 'snooze', until }));
}

/** Gives every marked case to a colleague, or to the reviewer. */
async function assignAll(visit: KnownVisit): Promise<void> {
  const to = fieldOf(visit.request, 'to') || visit.reviewer.name;
  await forEach(visit, () => ({ name: 'assign', to }));
}

async function tagAll(visit: KnownVisit): Promise<void> {
  const tag = fieldOf(visit.request, 'tag').trim();
  if (tag === '') return visit.response.redirect(303, '/review/queue?done=same');
  await forEach(visit, ({ tags = [] }) => ({ name: 'tags', tags: [...tags, tag] }));
}

/** Joins all marked cases to the one that stands highest, and opens that. */
async function mergeAll(visit: KnownVisit): Promise<void> {
  const [into = '', ...others] = ticketsIn(visit);
  if (others.length === 0) return visit.response.redirect(303, '/review/queue?done=same');
  const path = `/review/cases/${encodeURIComponent(into)}`;
  await forEach(visit, () => ({ name: 'merge', into }), { tickets: others, path, news: 'merged' });
}

function ticketsIn({ request }: KnownVisit): string[] {
  return [...new Set(fieldsOf(request, 'ticket'))].slice(0, MOST);
}

/** One after the other; a case that somebody else holds is left alone. */
async function forEach(
  visit: KnownVisit,
  actOn: (found: Case) => Parameters<typeof performCaseAction>[2],
  { tickets = ticketsIn(visit), path = '/review/queue', news = 'saved' } = {},
): Promise<void> {
  const { desk, response, reviewer } = visit;
  const open = new Map((await desk.queue.entries()).map((each) => [each.case.ticket, each]));
  let isAll = true;
  for (const ticket of tickets) {
    const entry = open.get(ticket);
    const isFree = entry && (entry.lease === undefined || entry.lease.by === reviewer.name);
    const on = { ticket, actor: reviewer };
    const done = isFree ? await performCaseAction(desk.deps, on, actOn(entry.case)) : undefined;
    if (done?.type !== 'done') isAll = false;
  }
  response.redirect(303, `${path}?done=${isAll ? news : 'some'}`);
}

/** Saves the filter of the page under a name. */
async function keepFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const filter = readFilter((name) => fieldOf(request, name));
  const saving = { name: fieldOf(request, 'name'), filter };
  await tell(visit, await filters.saveFilter(desk.deps, reviewer.name, saving));
}

async function nameFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const renaming = { id: partOf(request, 'id'), name: fieldOf(request, 'name') };
  await tell(visit, await filters.renameFilter(desk.deps, reviewer.name, renaming));
}

async function dropFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  await tell(visit, await filters.removeFilter(desk.deps, reviewer.name, partOf(request, 'id')));
}

/** Shows a filter to all, or to its owner alone. */
async function giveFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const sharing = { id: partOf(request, 'id'), isShared: fieldOf(request, 'share') === 'yes' };
  await tell(visit, await filters.shareFilter(desk.deps, reviewer.name, sharing));
}

async function tell(visit: KnownVisit, change: filters.FilterChange): Promise<void> {
  const { response, words } = visit;
  if (change !== 'saved') return showQueue(visit, words.filters.wrong[change]);
  response.redirect(303, '/review/queue?done=saved');
}
