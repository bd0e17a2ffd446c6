import { may } from '../../../domain/accounts/permissions.ts';
import { closings } from '../../../domain/cases/case.ts';
import { type QueueFilter, queueLists } from '../../../domain/cases/queue-filter.ts';
import { threats } from '../../../domain/cases/threats.ts';
import { topics } from '../../../domain/cases/topic-words.ts';
import type { QueueEntry } from '../../../services/cases/queue.ts';
import type { SavedFilter } from '../../../services/cases/saved-filters.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { reasonsOf } from '../../../ui-text/reasons.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { alertIcon, formField, pager, send } from '../layout.ts';
import { showLine } from '../show-text.ts';

/** What the page of the queue shows. */
export interface QueueView {
  filter: QueueFilter;
  saved: readonly CountedFilter[];
  /** The saved filter that is looked at, if any. */
  savedId: string;
  alert?: string | undefined;
  entries: readonly QueueEntry[];
  counts: Readonly<Record<(typeof queueLists)[number], number>>;
  bursts: number;
  page: number;
  pages: number;
  total: number;
}

/** The queue: its lists, a filter, and the cases with why they are urgent. */
export function sendQueue(visit: KnownVisit, view: QueueView): void {
  const { words, reviewer } = visit;
  const { queue } = words;
  const body = html`<div class="head"><h1>${queue.title} <span class="count">${queue.count(view.total)}</span></h1>
${
  may(reviewer.role, 'claim') &&
  html`<form action="/review/next" method="post">${formField(visit)}<button class="primary" id="take-next">${queue.next}</button></form>`
}</div>
${alarms(visit, view)}
${tabs(visit, view)}
${filterForm(visit, view)}
${savedFiltersPart(visit, view.filter, view.saved)}
<div id="live" data-new="${queue.newCase}" data-changed="${queue.changed}" data-offline="${queue.offline}"></div>
<section id="queue" aria-label="${queue.title}">
${view.entries.length === 0 && html`<div class="empty"><p>${queue.empty}</p><p class="soft">${queue.emptyHint}</p></div>`}
${bulkForm(visit, view)}
<ol class="cases">${view.entries.map((entry) => row(visit, entry))}</ol>
${pager(visit, view, (page) => addressOf(view.filter, page, view.savedId))}
</section>`;
  const { alert } = view;
  send(visit, { title: queue.title, body, alert, status: alert ? 400 : 200, place: 'queue' });
}

/** The lists of every desk, then the filters that were saved. */
function tabs(
  { words, reviewer }: KnownVisit,
  { filter, counts, saved, savedId }: QueueView,
): Html {
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

/** What is pressing in the whole queue; the place stays where nothing is, for what comes later. */
function alarms({ words }: KnownVisit, { bursts, counts }: QueueView): Html {
  return html`<ul class="alarms"${bursts + counts.late === 0 && html` hidden`}>
${bursts > 0 && html`<li>${alertIcon()} ${words.queue.burst(bursts)}</li>`}
${counts.late > 0 && html`<li>${alertIcon()} <a href="/review/queue?list=late">${words.queue.late(counts.late)}</a></li>`}</ul>`;
}

function filterForm({ words }: KnownVisit, { filter }: QueueView): Html {
  const { queue } = words;
  const isOn = Boolean(filter.text || filter.topic || filter.threat || filter.tag);
  return html`<form class="filter" action="/review/queue" method="get" role="search">
<input type="hidden" name="list" value="${filter.list ?? 'ready'}">
<label class="grow"><span class="unseen">${queue.search}</span>
<input id="search" type="search" name="text" value="${filter.text ?? ''}" placeholder="${queue.search}" maxlength="200"></label>
<label><span class="unseen">${queue.topic}</span><select name="topic"><option value="">${queue.anyTopic}</option>
${topics.map((topic) => html`<option value="${topic}"${topic === filter.topic && html` selected`}>${words.topic[topic]}</option>`)}
</select></label>
<label><span class="unseen">${words.triage.title}</span><select name="threat"><option value="">${words.triage.any}</option>
${threats.map((threat) => html`<option value="${threat}"${threat === filter.threat && html` selected`}>${words.threat[threat]}</option>`)}
</select></label>
<label><span class="unseen">${queue.tag}</span><input name="tag" value="${filter.tag ?? ''}" placeholder="${queue.tag}" maxlength="40" size="10"></label>
<button>${queue.filter}</button>
${isOn && html`<a href="/review/queue?list=${filter.list ?? 'ready'}">${queue.clear}</a>`}</form>`;
}

/** What is done to all marked cases at once. */
function bulkForm(visit: KnownVisit, { entries }: QueueView): Part {
  const { words, reviewer } = visit;
  if (entries.length === 0 || !may(reviewer.role, 'claim')) return undefined;
  const { queue } = words;
  return html`<details class="bulk"><summary>${queue.bulk}</summary><form id="bulk" action="/review/bulk/close" method="post">${formField(visit)}
<p class="hint">${queue.bulkHint}</p><div class="actions"><label class="unseen" for="bulk-closing">${words.case.close}</label>
<select id="bulk-closing" name="closing">${closings.map((closing) => html`<option value="${closing}">${words.case.closings[closing]}</option>`)}</select>
<button class="danger">${words.case.close}</button>
<button formaction="/review/bulk/snooze">${words.case.snooze}: ${words.case.snoozes.morning}</button>
<button formaction="/review/bulk/assign">${queue.mine}</button></div></form></details>`;
}

function row(visit: KnownVisit, { case: found, priority, lease, partner }: QueueEntry): Html {
  const { words, language, desk } = visit;
  const { queue } = words;
  const isAsleep = (found.snoozedUntil ?? 0) > desk.deps.clock.now();
  const states = [
    lease && queue.heldBy(lease.by),
    found.assignee !== undefined && queue.assignedTo(found.assignee),
    isAsleep && queue.sleepsUntil(showTime(found.snoozedUntil ?? 0, language)),
    found.proposal && queue.waitsForSecond,
    found.draft && queue.hasDraft,
  ].filter((state) => typeof state === 'string');
  return html`<li class="case${priority.urgency !== 'usual' || priority.isBurst || priority.isLate ? ' urgent' : ''}" data-ticket="${found.ticket}">
${may(visit.reviewer.role, 'claim') && html`<label class="pick"><input type="checkbox" form="bulk" name="ticket" value="${found.ticket}"><span class="unseen">${queue.pick(found.ticket)}</span></label>`}
<a class="go" href="/review/cases/${found.ticket}"><span class="ticket">${found.ticket}</span>
<span class="claim">${showLine(found.claim, 220) || queue.noWords}</span></a>
<ul class="why">${reasonsOf(priority, words).map(({ text, isAlarm }) => html`<li${isAlarm && html` class="hot"`}>${isAlarm && alertIcon()} ${text}</li>`)}
${partner && may(visit.reviewer.role, 'refer') && html`<li class="tag">${words.refer.proposal(partner.name)}</li>`}
${(found.tags ?? []).map((tag) => html`<li class="tag">#${tag}</li>`)}</ul>
${states.length > 0 && html`<p class="state">${states.join(' · ')}</p>`}</li>`;
}

function addressOf({ list, topic, threat, tag, text }: QueueFilter, page = 1, saved = ''): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries({ list, topic, threat, tag, text, saved })) {
    if (value) asked.set(name, value);
  }
  if (page > 1) asked.set('page', String(page));
  return `/review/queue?${asked}`;
}

/** A saved filter as a list of the desk, with how many cases are on it. */
type CountedFilter = SavedFilter & { count: number };

/** Saving the present filter, and what can be done to those that one has saved. */
function savedFiltersPart(
  visit: KnownVisit,
  filter: QueueFilter,
  saved: readonly CountedFilter[],
): Html {
  const { words, reviewer } = visit;
  const say = words.filters;
  const own = saved.filter(({ owner }) => owner === reviewer.name);
  return html`<details><summary>${say.title}</summary>
<form action="/review/filters" method="post" class="line">${formField(visit)}${hidden(filter)}
<label for="filter-name">${say.save}</label><input id="filter-name" name="name" required maxlength="40" autocomplete="off"><button>${say.keep}</button></form>
<p class="hint">${say.hint}</p>
${own.map((each) => ownFilter(visit, each))}</details>`;
}

function hidden({ list = 'ready', topic, threat, tag, text }: QueueFilter): Part {
  return Object.entries({ list, topic, threat, tag, text }).map(
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
