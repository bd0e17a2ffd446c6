import { readFilter } from '../../../domain/cases/queue-filter.ts';
import { performCaseAction } from '../../../services/cases/case-actions.ts';
import {
  type FilterChange,
  removeFilter,
  renameFilter,
  saveFilter,
  shareFilter,
} from '../../../services/cases/saved-filters.ts';
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
];

/** Closes every marked case that nobody else holds. */
async function closeAll(visit: KnownVisit): Promise<void> {
  await forEach(visit, { name: 'close', closing: fieldOf(visit.request, 'closing') });
}

/** Lets every marked case sleep until tomorrow morning. */
async function snoozeAll(visit: KnownVisit): Promise<void> {
  await forEach(visit, { name: 'snooze', until: nextMorning(visit.desk.deps.clock.now()) });
}

/** Makes every marked case the reviewer's own. */
async function assignAll(visit: KnownVisit): Promise<void> {
  await forEach(visit, { name: 'assign', to: visit.reviewer.name });
}

/** One after the other; a case that somebody else holds is left alone. */
async function forEach(
  visit: KnownVisit,
  act: Parameters<typeof performCaseAction>[2],
): Promise<void> {
  const { desk, request, response, reviewer } = visit;
  const held = new Map(
    (await desk.queue.entries()).map((each) => [each.case.ticket, each.lease?.by]),
  );
  const tickets = [...new Set(fieldsOf(request, 'ticket'))].slice(0, MOST);
  let isAll = true;
  for (const ticket of tickets) {
    const by = held.get(ticket);
    const isFree = held.has(ticket) && (by === undefined || by === reviewer.name);
    const on = { ticket, actor: reviewer };
    const done = isFree ? await performCaseAction(desk.deps, on, act) : undefined;
    if (done?.type !== 'done') isAll = false;
  }
  response.redirect(303, `/review/queue?done=${isAll ? 'saved' : 'some'}`);
}

/** Saves the filter of the page under a name. */
async function keepFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const filter = readFilter((name) => fieldOf(request, name));
  const saving = { name: fieldOf(request, 'name'), filter };
  await tell(visit, await saveFilter(desk.deps, reviewer.name, saving));
}

async function nameFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const renaming = { id: partOf(request, 'id'), name: fieldOf(request, 'name') };
  await tell(visit, await renameFilter(desk.deps, reviewer.name, renaming));
}

async function dropFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  await tell(visit, await removeFilter(desk.deps, reviewer.name, partOf(request, 'id')));
}

/** Shows a filter to all, or to its owner alone. */
async function giveFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const sharing = { id: partOf(request, 'id'), isShared: fieldOf(request, 'share') === 'yes' };
  await tell(visit, await shareFilter(desk.deps, reviewer.name, sharing));
}

async function tell(visit: KnownVisit, change: FilterChange): Promise<void> {
  const { response, words } = visit;
  if (change !== 'saved') return showQueue(visit, words.filters.wrong[change]);
  response.redirect(303, '/review/queue?done=saved');
}
