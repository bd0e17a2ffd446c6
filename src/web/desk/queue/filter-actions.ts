import { readFilter } from '../../../domain/cases/queue-filter.ts';
import {
  type FilterChange,
  removeFilter,
  renameFilter,
  saveFilter,
  shareFilter,
} from '../../../services/cases/saved-filters.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { showQueue } from './queue-actions.ts';

/** Saves the filter of the page under a name. */
export async function keepFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const filter = readFilter((name) => fieldOf(request, name));
  const saving = { name: fieldOf(request, 'name'), filter };
  await tell(visit, await saveFilter(desk.deps, reviewer.name, saving));
}

export async function nameFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const renaming = { id: partOf(request, 'id'), name: fieldOf(request, 'name') };
  await tell(visit, await renameFilter(desk.deps, reviewer.name, renaming));
}

export async function dropFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  await tell(visit, await removeFilter(desk.deps, reviewer.name, partOf(request, 'id')));
}

/** Shows a filter to all, or to its owner alone. */
export async function giveFilter(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const sharing = { id: partOf(request, 'id'), isShared: fieldOf(request, 'share') === 'yes' };
  await tell(visit, await shareFilter(desk.deps, reviewer.name, sharing));
}

async function tell(visit: KnownVisit, change: FilterChange): Promise<void> {
  const { response, words } = visit;
  if (change !== 'saved') return showQueue(visit, words.filters.wrong[change]);
  response.redirect(303, '/review/queue?done=saved');
}
