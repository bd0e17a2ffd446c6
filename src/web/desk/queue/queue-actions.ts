import { may } from '../../../domain/accounts/permissions.ts';
import { type QueueFilter, queueLists, readFilter } from '../../../domain/cases/queue-filter.ts';
import { readTicket } from '../../../domain/cases/ticket.ts';
import { findLogin } from '../../../services/accounts/login-sessions.ts';
import { performCaseAction } from '../../../services/cases/case-actions.ts';
import { followQueue, showEntries } from '../../../services/cases/queue.ts';
import { listFilters } from '../../../services/cases/saved-filters.ts';
import { groupSimilar } from '../../../services/cases/similar-groups.ts';
import { html } from '../../shared/html.ts';
import { colleaguesOf } from '../case/case-page.ts';
import type { KnownVisit } from '../desk.ts';
import { askedFor, fieldOf } from '../read-form.ts';
import { addressOf, sendQueue } from './queue-page.ts';
import { showFiles } from './queue-table.ts';

const PAGE = 50;
const HEARTBEAT_MS = 15_000;
/** A stream that nobody reads must not fill the memory. */
const MOST_UNREAD = 1_000_000;

/** The queue as the address asks for it; `alert` says what of it could not be saved. */
export async function showQueue(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, reviewer, request } = visit;
  const queue = await followQueue(desk.deps);
  const filter = readFilter((name) => askedFor(request, name) || fieldOf(request, name));
  const listed = (each: QueueFilter) => queue.list(each, reviewer.name);
  const counts = { ready: 0, mine: 0, second: 0, late: 0, snoozed: 0, all: 0 };
  for (const list of queueLists) counts[list] = listed({ list }).length;
  const total = listed(filter).length;
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(askedFor(request, 'page'), 10) || 1));
  const onPage = listed(filter).slice((page - 1) * PAGE, page * PAGE);
  const groups = await groupSimilar(desk.deps, onPage, { ...filter, reviewer: reviewer.name });
  const firsts = groups.map(({ first }) => first);
  const shown = await showEntries(desk.deps, firsts);
  const saved = (await listFilters(desk.deps, reviewer.name)).map((each) => ({
    ...each,
    count: listed(each.filter).length,
  }));
  sendQueue(visit, {
    filter,
    saved,
    savedId: askedFor(request, 'saved'),
    alert,
    entries: shown.map((entry, at) => ({ ...entry, others: groups[at]?.others ?? [] })),
    files: await showFiles(visit, shown),
    counts,
    bursts: queue.bursts().length,
    page,
    pages,
    total,
    missed: total === 0 ? await findNumber(visit, filter.text) : undefined,
    colleagues: await colleaguesOf(visit),
  });
}

/** Names for the palette, each with the way to the cases that they hold. */
export async function sendPeople(visit: KnownVisit): Promise<void> {
  const links = (await colleaguesOf(visit)).map(
    (holder) => html`<a href="${addressOf({ list: 'all', holder })}">${holder}</a>`,
  );
  visit.response.type('html').send(links.join(''));
}

/** The case of a number that was searched for, on whatever list it is; a word without a digit is no number. */
async function findNumber({ desk }: KnownVisit, text = '') {
  const ticket = /\d/.test(text) && readTicket(text);
  return ticket ? { ticket, found: await desk.deps.store.cases.byTicket(ticket) } : undefined;
}

/** Gives the reviewer the most urgent case that is free; where somebody was faster, the next one. */
export async function takeNext(visit: KnownVisit): Promise<void> {
  const { desk, reviewer, response } = visit;
  const queue = await followQueue(desk.deps);
  for (const entry of queue.list({ list: 'ready' }, reviewer.name).slice()) {
    if (entry.case.proposal && !may(reviewer.role, 'publish-second')) continue;
    const { ticket } = entry.case;
    const on = { ticket, actor: reviewer };
    const done = await performCaseAction(desk.deps, on, { name: 'claim' });
    if (done.type === 'done') return response.redirect(303, `/review/cases/${ticket}?done=taken`);
  }
  response.redirect(303, '/review/queue?done=empty');
}

/** Streams what changes in the queue, for as long as the login lasts. */
export function streamQueue(visit: KnownVisit): void {
  const { desk, token, request, response } = visit;
  // 204 tells a browser not to try again; it looks from time to time instead.
  if (!desk.streams.add(token, response)) return void response.status(204).end();
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 3000\n: connected\n\n');
  const lastId =
    request.get('last-event-id')?.slice(0, 60) ?? (askedFor(request, 'last') || undefined);
  const stop = desk.live.listen(lastId, (news) => {
    if (response.writableEnded) return; // over, though its reader has not taken all of it yet
    response.write(`id: ${news.id}\nevent: queue\ndata: ${JSON.stringify(news)}\n\n`);
    if (response.writableLength > MOST_UNREAD) response.end();
  });
  const beat = setInterval(() => void keepAlive(visit), HEARTBEAT_MS);
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}

/** A stream ends with its login, and does not count as using it. */
async function keepAlive({ desk, token, response }: KnownVisit): Promise<void> {
  const found = await findLogin(desk.gate, token).catch(() => undefined);
  if (response.writableEnded) return;
  if (found) response.write(': still here\n\n');
  else response.end();
}
