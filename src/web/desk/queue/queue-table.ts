import { may } from '../../../domain/accounts/permissions.ts';
import type { Priority } from '../../../domain/cases/priority.ts';
import type { QueueEntry } from '../../../services/cases/queue.ts';
import type { CaseGroup } from '../../../services/cases/similar-groups.ts';
import { showLength } from '../../../ui-text/describe-support.ts';
import { showSpan, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { can } from '../case/case-outcome.ts';
import { urgencyMark } from '../case/urgency-buttons.ts';
import type { KnownVisit } from '../desk.ts';
import { alertIcon } from '../layout.ts';
import { showLine } from '../show-text.ts';
import { similarRow } from './similar-part.ts';

/** A case, and the others for which its row stands as well. */
export type QueueRow = QueueEntry & Pick<CaseGroup, 'others'>;

/** The cases in aligned columns; on a narrow screen each becomes a block of its own. */
export function queueTable(
  visit: KnownVisit,
  { entries, files }: { entries: readonly QueueRow[]; files: ShownFiles },
): Html {
  const { words, desk, reviewer } = visit;
  const limit = showSpan(desk.deps.settings.serviceMs, words);
  return html`<table class="queue"><thead><tr>
${may(reviewer.role, 'claim') && html`<th class="col-pick"><label class="pick"><input type="checkbox" id="pick-all" class="needs-js"><span class="unseen">${words.queue.pickAll}</span></label></th>`}
${Object.entries(words.queue.columns).map(([name, head]) => html`<th scope="col" class="col-${name}">${typeof head === 'string' ? head : head(limit)}</th>`)}</tr></thead>
<tbody class="cases">${entries.map((entry) => html`${row(visit, entry, files.get(entry.case.ticket))}${similarRow(visit, entry)}`)}</tbody></table>`;
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
export type ShownFiles = ReadonlyMap<string, Part>;

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
