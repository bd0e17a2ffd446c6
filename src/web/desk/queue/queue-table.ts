import { may } from '../../../domain/accounts/permissions.ts';
import type { Priority } from '../../../domain/cases/priority.ts';
import { readFilter } from '../../../domain/cases/queue-filter.ts';
import type { QueuedCase } from '../../../services/cases/open-queue.ts';
import { followQueue, type QueueEntry } from '../../../services/cases/queue.ts';
import {
  byCitizens,
  type CaseGroup,
  groupSimilar,
} from '../../../services/cases/similar-groups.ts';
import { showLength } from '../../../ui-text/describe-support.ts';
import { showSpan, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { can, urgencyMark } from '../case/case-outcome.ts';
import { askedFor, type KnownVisit, partOf } from '../desk.ts';
import { alertIcon, postForm, send, sendMissing } from '../layout.ts';
import { showLine } from '../show-text.ts';

/** A case, and the others for which its row stands as well. */
type QueueRow = QueueEntry & Pick<CaseGroup, 'others'>;

/** The cases of a list in aligned columns; on a narrow screen each becomes a block of its own. */
export function queueTable(
  visit: KnownVisit,
  { entries, files }: { entries: readonly QueueRow[]; files: ShownFiles },
  list = '',
): Html {
  const { words, desk, reviewer } = visit;
  const limit = showSpan(desk.deps.settings.serviceMs, words);
  return html`<table class="queue"><thead><tr>
${may(reviewer.role, 'claim') && html`<th class="col-pick"><label class="pick"><input type="checkbox" id="pick-all" class="needs-js"><span class="unseen">${words.queue.pickAll}</span></label></th>`}
${Object.entries(words.queue.columns).map(([name, head]) => html`<th scope="col" class="col-${name}">${typeof head === 'string' ? head : head(limit)}</th>`)}</tr></thead>
<tbody class="cases">${entries.map((entry) => html`${row(visit, entry, files.get(entry.case.ticket))}${similarRow(visit, entry, list)}`)}</tbody></table>`;
}

function row(visit: KnownVisit, entry: QueueEntry, file: Part): Html {
  const { words, reviewer } = visit;
  const { queue } = words;
  const { case: found, priority, kind } = entry;
  const { ticket } = found;
  const claim = showLine(found.claim, 220) || queue.noWords;
  return html`<tr class="case${(priority.urgency !== 'usual' || priority.isBurst || priority.isLate) && ' urgent'}" data-ticket="${ticket}">
${may(reviewer.role, 'claim') && html`<td class="col-pick"><label class="pick"><input type="checkbox" form="bulk" name="ticket" value="${ticket}"><span class="unseen">${queue.pick(ticket)}</span></label></td>`}
<th scope="row" class="col-ticket ticket">${ticket}</th>
<td class="col-claim"><a class="go" href="/review/cases/${ticket}">${urgencyMark(words, priority.urgency)}<span class="claim">${claim}</span></a>${entry.isRead && html` <span class="tag">${queue.machineRead}</span>`}</td>
<td class="col-kind">${Object.entries(words.dashboard.kind).find(([name]) => name === kind)?.[1]}${file}</td>
<td class="col-asked">${priority.citizens} <span class="narrow">${queue.columns.asked.toLowerCase()}</span></td>
<td class="col-spread">${spreadOf(priority, visit)}</td>
<td class="col-topic">${aboutOf(entry, visit)}</td>
<td class="col-age${priority.isLate && ' hot'}">${priority.isLate && html`${alertIcon()} <span class="unseen">${queue.lists.late}: </span>`}${showSpan(priority.waitedMs, words)}</td>
<td class="col-holder state">${found.proposal && html`<span class="tag">${queue.waitsForSecond}</span> `}${holderOf(entry, visit)}</td></tr>`;
}

/** How many asked within the hour, and whether WhatsApp marks it as forwarded many times. */
function spreadOf({ reasons, isBurst }: Priority, { words }: KnownVisit): Part {
  const { queue } = words;
  return reasons.map((reason) => {
    if (reason.type === 'forwarded') return html` <span class="soft">${queue.forwarded}</span>`;
    if (reason.type !== 'burst' && reason.type !== 'recent') return undefined;
    const speed = queue.perHour(reason.citizens);
    return isBurst ? html`<span class="hot">${alertIcon()} ${speed}</span>` : speed;
  });
}

/** What it is about, in the words by which it can be filtered. */
function aboutOf({ case: found, priority, partner }: QueueEntry, visit: KnownVisit): Part {
  const { words, reviewer } = visit;
  const election = priority.reasons.find((reason) => reason.type === 'election');
  const isSafety = priority.reasons.some(({ type }) => type === 'safety');
  const about = [
    ...priority.topics.map((topic) => words.topic[topic]),
    ...(priority.threat ? [words.threat[priority.threat.threat]] : []),
    ...(election ? [election.name] : []),
    ...(isSafety ? [words.case.worries.safety] : []),
  ];
  return html`${[...new Set(about)].join(' · ')}
${partner && may(reviewer.role, 'refer') && html` <span class="tag">${words.refer.proposal(partner.name)}</span>`}
${(found.tags ?? []).map((tag) => html` <span class="tag">#${tag}</span>`)}`;
}

function holderOf({ case: found, lease }: QueueEntry, visit: KnownVisit): string {
  const { words, language, desk } = visit;
  const { queue } = words;
  const until = found.snoozedUntil ?? 0;
  const states = [
    lease && queue.heldBy(lease.by),
    found.assignee !== undefined && queue.assignedTo(found.assignee),
    until > desk.deps.clock.now() && queue.sleepsUntil(showTime(until, language)),
    found.draft && queue.hasDraft,
  ];
  return states.filter((state) => typeof state === 'string').join(' · ');
}

/** A small picture of a file, and how long it lasts, by the ticket of its case. */
type ShownFiles = ReadonlyMap<string, Part>;

/** What the rows of some cases show of their first files. */
export async function showFiles(visit: KnownVisit, entries: readonly QueueEntry[]) {
  const { media } = visit.desk.deps.store;
  const shown = entries.map(async ({ case: { ticket }, file }) => {
    const read = file && (await media.evidenceOf(file.sha256));
    const small = can(visit, 'see-media') ? read?.thumbnail : undefined;
    return [
      ticket,
      html`${small && html`<img class="thumb" src="data:image/webp;base64,${small}" alt="">`}${read?.seconds !== undefined && html` ${showLength(read.seconds)}`}`,
    ] as const;
  });
  return new Map(await Promise.all(shown));
}

type Folded = Pick<QueuedCase, 'case'> & Pick<CaseGroup, 'others'>;

/** The cases of a list that look like one of them, folded below its row. */
function similarRow({ words, reviewer }: KnownVisit, row: Folded, list: string): Part {
  const { queue } = words;
  const { ticket } = row.case;
  const { others } = row;
  if (others.length === 0) return undefined;
  return html`<tr class="alike"><td colspan="9">${may(reviewer.role, 'merge') && html`<a class="button" href="/review/cases/${ticket}/similar?list=${list}">${queue.mergeAll}<span class="unseen">: ${ticket}</span></a>`}
<details id="alike-${ticket}"><summary>${queue.alike(others.length)}</summary>
<ul>${others.map((other) => html`<li>${claimOf(words, other)}</li>`)}</ul></details></td></tr>`;
}

/** Asks, with every claim in view, whether all cases of a list that look alike are to be merged into the one that most citizens asked. */
export async function showSimilar(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const { queue: say } = words;
  const queue = await followQueue(desk.deps);
  const found = await desk.deps.store.cases.byTicket(partOf(request, 'ticket'));
  const first = found && queue.get(found.id);
  if (!first) return sendMissing(visit, words.refusal.unknown);
  const { list } = readFilter((name) => askedFor(request, name));
  const [group] = await groupSimilar(desk.deps, [first], { list, reviewer: reviewer.name });
  const [into = first, ...others] = byCitizens(group ?? { first, others: [] });
  const { ticket } = into.case;
  const title = others.length > 0 ? say.mergeInto(ticket) : say.nothingAlike;
  const option = (other: QueuedCase) =>
    html`<label class="option card"><input type="checkbox" name="ticket" value="${other.case.ticket}" checked> <span>${claimOf(words, other)}</span></label>`;
  const inside = html`<input type="hidden" name="ticket" value="${ticket}"><div class="card">${claimOf(words, into)}</div>
${others.map(option)}<button class="primary">${say.mergeAll}</button>`;
  const body = html`<p class="crumb"><a id="back" href="/review/queue">${words.nav.queue}</a></p><h1>${title}</h1>
${others.length > 0 && html`<p class="hint">${say.mergeAllHint}</p>${postForm(visit, 'bulk/merge', inside)}`}`;
  send(visit, { title, body, place: 'queue' });
}

function claimOf({ queue, reason }: KnownVisit['words'], { case: found, priority }: QueuedCase) {
  return html`<a class="ticket" href="/review/cases/${found.ticket}">${found.ticket}</a> <span dir="auto">${showLine(found.claim, 600) || queue.noWords}</span> <span class="soft">${reason.citizens(priority.citizens)}</span>`;
}
