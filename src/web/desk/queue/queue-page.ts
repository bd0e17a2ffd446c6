import { may } from '../../../domain/accounts/permissions.ts';
import { closings, readTicket } from '../../../domain/cases/case.ts';
import { type QueueFilter, queueLists, readFilter } from '../../../domain/cases/queue-filter.ts';
import { threats } from '../../../domain/cases/threats.ts';
import { topics } from '../../../domain/cases/topic-words.ts';
import { keysOf } from '../../../i18n/keys-of.ts';
import { findLogin } from '../../../services/accounts/login-sessions.ts';
import { performCaseAction } from '../../../services/cases/case-actions.ts';
import { followQueue, showEntries } from '../../../services/cases/queue.ts';
import { listFilters, type SavedFilter } from '../../../services/cases/saved-filters.ts';
import { groupSimilar } from '../../../services/cases/similar-groups.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { colleaguesOf } from '../case/case-page.ts';
import { askedFor, fieldOf, type KnownVisit } from '../desk.ts';
import { alertIcon, formField, optionsOf, pager, send } from '../layout.ts';
import { queueTable, showFiles } from './queue-table.ts';

/** The queue: one toolbar, then the cases in aligned columns, and what can be done to those that are ticked; `alert` says what could not be saved. */
export async function showQueue(visit: KnownVisit, alert?: string): Promise<void> {
  const { words, reviewer } = visit;
  const { queue } = words;
  const view = await readView(visit);
  const body = html`<div class="toolbar"><h1>${queue.title} <span class="count">${queue.count(view.total)}</span></h1>
${alarms(visit, view)}
${tabs(visit, view)}
${filterPart(visit, view)}
${
  may(reviewer.role, 'claim') &&
  html`<form action="/review/next" method="post">${formField(visit)}<button class="primary" id="take-next">${queue.next}</button></form>`
}</div>
<div id="live" data-new="${queue.newCase}" data-changed="${queue.changed}" data-offline="${queue.offline}"></div>
<section id="queue" aria-label="${queue.title}">
${view.entries.length === 0 && html`<div class="empty">${missedPart(visit, view) ?? html`<p>${queue.empty}</p><p class="soft">${view.isFiltered ? queue.filteredHint : queue.emptyHint}</p>`}</div>`}
${view.entries.length > 0 && queueTable(visit, view, view.filter.list)}
${pager(visit, view, (page) => addressOf(view.filter, page, view.savedId))}
${view.entries.length > 0 && bulkBar(visit, view.colleagues)}
</section>`;
  send(visit, { title: queue.title, body, alert, place: 'queue', isWide: true });
}

const PAGE = 50;

/** The queue as the address asks for it. */
async function readView(visit: KnownVisit) {
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
  return {
    filter,
    isFiltered: Object.keys(filter).length > 1, // by more than its list
    saved,
    /** The saved filter that is looked at, if any. */
    savedId: askedFor(request, 'saved'),
    entries: shown.map((entry, at) => ({ ...entry, others: groups[at]?.others ?? [] })),
    files: await showFiles(visit, shown),
    counts,
    bursts: queue.bursts().length,
    page,
    pages,
    total,
    /** The number that was searched for and is on no list, with the case that has it. */
    missed: total === 0 ? await findNumber(visit, filter.text) : undefined,
    colleagues: await colleaguesOf(visit),
  };
}

type QueueView = Awaited<ReturnType<typeof readView>>;

/** A number that was searched for: the case that has it, wherever it lies, or that there is none. */
function missedPart({ words }: KnownVisit, { missed }: QueueView): Html | undefined {
  if (!missed) return undefined;
  const { ticket, found } = missed;
  if (!found) return html`<p>${words.queue.noTicket(ticket)}</p>`;
  return html`<p><a href="/review/cases/${found.ticket}">${words.case.title(found.ticket)}</a> (${words.case.status[found.status]})</p>`;
}

/** The lists of every desk, then the filters that were saved. */
function tabs({ words, reviewer }: KnownVisit, { filter, counts, saved, savedId }: QueueView) {
  const { queue, filters } = words;
  const open = saved.find(({ id }) => id === savedId);
  return html`<nav class="tabs" aria-label="${queue.listsLabel}"><ul>${queueLists.map(
    (list) =>
      html`<li><a href="${addressOf({ ...filter, list })}"${list === 'late' && counts.late > 0 && html` class="hot"`}${!open && list === filter.list && html` aria-current="true"`}>${queue.lists[list]} <span class="count">${counts[list]}</span></a></li>`,
  )}${saved.map(
    (each) =>
      html`<li><a class="saved" href="${addressOf(each.filter, 1, each.id)}"${each.id === savedId && html` aria-current="true"`}>${each.name}${each.owner !== reviewer.name && html` <span class="soft">${filters.of(each.owner)}</span>`} <span class="count">${each.count}</span></a></li>`,
  )}</ul></nav>`;
}

/** What spreads fast in the whole queue; the place stays where nothing does, for what comes later. */
function alarms({ words }: KnownVisit, { bursts }: QueueView): Html {
  return html`<p class="alarms"${bursts === 0 && html` hidden`}>${alertIcon()} ${words.queue.burst(bursts)}</p>`;
}

/** The search, and behind one button all other filters with those that were saved. */
function filterPart(visit: KnownVisit, view: QueueView): Html {
  const { filter, saved, colleagues } = view;
  const { queue, triage, topic: topicNames, threat: threatNames } = visit.words;
  const isOn = Boolean(filter.topic || filter.threat || filter.tag || filter.holder);
  return html`<div class="filters"><label><span class="unseen">${queue.search}</span>
<input id="search" type="search" name="text" form="filter" value="${filter.text ?? ''}" placeholder="${queue.search}" maxlength="200"></label>
<details class="pop"><summary class="button${isOn && ' on'}">${queue.filter}</summary><div class="card">
<form id="filter" action="/review/queue" method="get" role="search">
<input type="hidden" name="list" value="${filter.list ?? 'ready'}">
<label>${queue.topic}<select name="topic"><option value="">${queue.anyTopic}</option>
${optionsOf(topics, filter.topic, topicNames)}</select></label>
<label>${triage.title}<select name="threat"><option value="">${triage.any}</option>${optionsOf(threats, filter.threat, threatNames)}</select></label>
<label>${queue.tag}<input name="tag" value="${filter.tag ?? ''}" maxlength="40"></label>
${colleagues.length > 0 && html`<label>${queue.columns.holder}<select name="holder"><option value="">${queue.anyHolder}</option>${optionsOf(colleagues, filter.holder)}</select></label>`}
<button>${queue.filter}</button></form>
${savedFiltersPart(visit, filter, saved)}</div></details>
${view.isFiltered && html`<a class="button" href="/review/queue?list=${filter.list ?? 'ready'}">${queue.clear}</a>`}</div>`;
}

/** Where a part of the queue is shown. */
export function addressOf(filter: QueueFilter, page = 1, saved = ''): string {
  const asked = { ...filter, saved, page: page > 1 ? String(page) : '' };
  const said = Object.entries(asked).filter((each): each is [string, string] => Boolean(each[1]));
  return `/review/queue?${new URLSearchParams(said)}`;
}

/** A saved filter as a list of the desk, with how many cases are on it. */
type CountedFilter = SavedFilter & { count: number };

/** Saving the present filter, and what can be done to those that one has saved. */
function savedFiltersPart(visit: KnownVisit, filter: QueueFilter, saved: readonly CountedFilter[]) {
  const { words, reviewer } = visit;
  const say = words.filters;
  const own = saved.filter(({ owner }) => owner === reviewer.name);
  return html`<p class="label">${say.title}</p>
<form action="/review/filters" method="post" class="line">${formField(visit)}${hidden(filter)}
<label for="filter-name">${say.save}</label><input id="filter-name" name="name" required maxlength="40" autocomplete="off"><button>${say.keep}</button></form>
<p class="hint">${say.hint}</p>
${own.map((each) => ownFilter(visit, each))}`;
}

function hidden({ list = 'ready', ...asked }: QueueFilter): Part {
  return Object.entries({ list, ...asked }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}">`,
  );
}

function ownFilter(visit: KnownVisit, { id, name, isShared }: CountedFilter): Html {
  const { words, reviewer } = visit;
  const say = words.filters;
  const path = `/review/filters/${id}`;
  return html`<form action="${path}/rename" method="post" class="line">${formField(visit)}
<label for="name-${id}">${say.name(name)}</label><input id="name-${id}" name="name" value="${name}" required maxlength="40" autocomplete="off">
<button>${say.rename}<span class="unseen">: ${name}</span></button>
${may(reviewer.role, 'share-filter') && html`<button formaction="${path}/share" formnovalidate name="share" value="${isShared ? 'no' : 'yes'}">${isShared ? say.unshare : say.share}<span class="unseen">: ${name}</span></button>`}
<button class="danger" formaction="${path}/remove" formnovalidate>${say.remove}<span class="unseen">: ${name}</span></button></form>`;
}

/** What is done to all ticked cases at once; shown as soon as one is ticked. */
function bulkBar(visit: KnownVisit, colleagues: readonly string[]): Part {
  const { queue, case: say } = visit.words;
  const { name, role } = visit.reviewer;
  if (!may(role, 'claim')) return undefined;
  const others = colleagues.filter((each) => each !== name);
  return html`<form id="bulk" class="bulk" action="/review/bulk/tags" method="post" aria-label="${queue.bulk}">${formField(visit)}
<strong id="ticked" data-count="${queue.ticked(0).replace('0', '{n}')}">${queue.bulk}</strong>
${may(role, 'note') && html`<span class="pair"><label class="unseen" for="bulk-tag">${queue.tag}</label><input id="bulk-tag" name="tag" placeholder="${queue.tag}" maxlength="40" autocomplete="off"><button>${queue.addTag}</button></span>`}
${may(role, 'merge') && html`<button formaction="/review/bulk/merge" title="${queue.mergeHint}">${queue.merge}</button>`}
${may(role, 'decide') && html`<span class="pair"><label class="unseen" for="bulk-q">${say.attach}</label><input id="bulk-q" name="q" placeholder="${queue.factCheck}" maxlength="200" autocomplete="off"><button formaction="/review/bulk/attach">${queue.attach}</button></span>`}
<span class="pair"><label class="unseen" for="bulk-for">${say.snoozeFor}</label><select id="bulk-for" name="for">${optionsOf(keysOf(say.snoozes), '', say.snoozes)}</select><label class="unseen" for="bulk-until">${say.snoozeUntil}</label><input id="bulk-until" name="until" type="datetime-local"><button formaction="/review/bulk/snooze">${say.snooze}</button></span>
${others.length === 0 && html`<button formaction="/review/bulk/assign">${queue.mine}</button>`}
${others.length > 0 && html`<span class="pair"><label class="unseen" for="bulk-to">${say.assignTo}</label><select id="bulk-to" name="to">${[name, ...others].map((each) => html`<option>${each}</option>`)}</select><button formaction="/review/bulk/assign">${say.assign}</button></span>`}
<span class="pair"><label class="unseen" for="bulk-closing">${say.close}</label><select id="bulk-closing" name="closing">${optionsOf(closings, '', say.closings)}</select><button class="danger" formaction="/review/bulk/close">${say.close}</button></span>
<button type="reset" class="quiet">${queue.untick}</button></form>`;
}

const HEARTBEAT_MS = 15_000;
/** A stream that nobody reads must not fill the memory. */
const MOST_UNREAD = 1_000_000;

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
export async function takeNext({ desk, reviewer, response }: KnownVisit): Promise<void> {
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
