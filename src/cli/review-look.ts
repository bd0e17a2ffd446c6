import { type Command, Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { may } from '../domain/accounts/permissions.ts';
import { type QueueFilter, queueLists } from '../domain/cases/queue-filter.ts';
import { threats } from '../domain/cases/threats.ts';
import { topics } from '../domain/cases/topic-words.ts';
import { countThreats } from '../services/cases/count-threats.ts';
import { followQueue, listQueue, viewCase } from '../services/cases/queue.ts';
import { readReviewerStats } from '../services/cases/reviewer-stats.ts';
import { findFilter, listFilters } from '../services/cases/saved-filters.ts';
import { searchFactChecks } from '../services/cases/search-fact-checks.ts';
import { showCase, showFound, showQueue, showStats } from '../terminal/show-case.ts';
import { addDeskCommands, type ReviewOptions } from './desk-command.ts';
import { printAs, printList } from './output.ts';

type ListOptions = ReviewOptions & QueueFilter & { saved?: string };

/** The commands that show something and change nothing. */
export function addLooking(review: Command): void {
  addDeskCommands(review, {
    next: ['see-queue', nextCase],
    list: ['see-queue', list, addFilters],
    'show <ticket>': ['see-case', show],
    'search <words...>': ['see-fact-checks', search],
    threats: ['see-dashboards', threatCounts],
    stats: ['see-queue', stats],
  });
}

function addFilters(command: Command): void {
  command
    .addOption(new Option('--list <list>', 'one of the lists of the desk').choices(queueLists))
    .addOption(new Option('--topic <topic>', 'what the claim is about').choices(topics))
    .addOption(new Option('--threat <threat>', 'what harm is likely').choices(threats));
}

async function threatCounts(deps: AppDeps, options: ReviewOptions): Promise<void> {
  printList(options, await countThreats(deps), {
    line: ({ guess, said, cases }) => `${guess} → ${said}: ${cases}`,
  });
}

async function nextCase(deps: AppDeps, options: ReviewOptions): Promise<void> {
  const [entry] = (await followQueue(deps)).list({ list: 'ready' }, options.as);
  if (entry) await show(deps, options, entry.case.ticket);
  else printAs(options, null, 'Antrean kosong.');
}

async function list(deps: AppDeps, options: ListOptions): Promise<void> {
  const { list: name, topic, threat, tag, text } = options;
  const filter = {
    ...(await savedFilter(deps, options)),
    ...(name && { list: name }),
    ...(topic && { topic }),
    ...(threat && { threat }),
    ...(tag && { tag }),
    ...(text && { text }),
  };
  const entries = await listQueue(deps, { filter, reviewer: options.as });
  printAs(options, entries, showQueue(entries));
}

async function savedFilter(deps: AppDeps, { as, saved }: ListOptions): Promise<QueueFilter> {
  if (saved === undefined) return {};
  const filters = await listFilters(deps, as);
  const found = findFilter(filters, saved);
  if (found) return found.filter;
  const names = filters.map(({ name }) => name).join(', ') || 'none yet';
  throw new Failure(`there is no filter ${saved}; there are: ${names}`);
}

async function show(deps: AppDeps, options: ReviewOptions, ticket = ''): Promise<void> {
  await deps.openCases.load();
  const found = await viewCase(deps, ticket);
  if (!found) throw new Failure(`there is no case ${ticket}; see "posko review list"`);
  const view = may(options.actor.role, 'see-media') ? found : { ...found, files: [] };
  const tips = view.tips.map(({ citizen: _, person: __, ...tip }) => tip);
  printAs(options, { ...view, tips }, showCase(view, deps.clock.now()));
}

async function search(deps: AppDeps, options: ReviewOptions, ...words: string[]): Promise<void> {
  const found = await searchFactChecks(deps, { text: words.join(' ') });
  printAs(options, found, showFound(found));
}

async function stats(deps: AppDeps, options: ReviewOptions): Promise<void> {
  const day = await readReviewerStats(deps, options.as);
  printAs(options, day, showStats(day, options.as));
}
