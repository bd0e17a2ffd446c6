import { queueLists } from '../domain/cases/queue-filter.ts';
import { defang } from '../domain/text/links.ts';
import type { QueueEntry } from '../services/cases/queue.ts';
import { reasonsOf } from '../ui-text/reasons.ts';
import { cursorAt, type DeskState, listed } from './desk-state.ts';
import { blank, bold, dim, type Line, line, paragraph, type Size, sideBySide } from './line.ts';
import { hour, span } from './text.ts';

/** On a terminal this wide the lists have their full names, and the chosen case stands beside its list. */
export const WIDE = 120;

/** The lists of the desk with their numbers; the one that is shown stands in brackets, alone on a narrow terminal. */
export function tabs(state: DeskState, columns: number): Line {
  const { shortLists, desk } = state.words;
  const words = columns < WIDE ? shortLists : desk.queue.lists;
  const names = queueLists.flatMap((list, at) => {
    if (columns < 70 && list !== state.filter.list) return [];
    const name = `${at + 1} ${words[list]} ${listed(state, list).length}`;
    return list === state.filter.list ? `[${name}]` : name;
  });
  return line(names.join(columns < WIDE ? ' ' : '  '));
}

/** The cases of a list, two lines each: what is asked, how long it has waited, and why it stands where it stands. */
export function drawQueue(state: DeskState, { rows, columns }: Size): Line[] {
  const entries = listed(state);
  const filters = filtersOf(state);
  const top = filters ? [line(filters, { color: 'yellow' })] : [];
  if (entries.length === 0) return [...top, blank, line(`  ${state.words.desk.queue.empty}`, dim)];
  const at = cursorAt(state, entries);
  const room = Math.max(1, Math.floor((rows - top.length) / 2));
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), entries.length - room));
  const shown = entries.slice(from, from + room);
  const lines = shown.flatMap((entry, n) => drawEntry(state, entry, from + n === at));
  if (columns < WIDE) return [...top, ...lines];
  const chosen = entries.slice(at, at + 1).flatMap((entry) => drawPreview(state, entry));
  return [...top, ...sideBySide(lines, chosen, columns)].slice(0, rows);
}

/** The chosen case with all of its words, before it is opened. */
function drawPreview(state: DeskState, { case: found, priority, lease }: QueueEntry): Line[] {
  const { desk } = state.words;
  const width = Math.floor((WIDE - 3) / 2);
  const marks = marksOf(state, found, lease);
  return [
    line(found.ticket, bold),
    ...paragraph(defang(found.claim).trim() || desk.queue.noWords, width),
    blank,
    ...(marks ? paragraph(marks, width, { style: { color: 'cyan' } }) : []),
    ...reasonsOf(priority, desk).flatMap(({ text, isAlarm }) =>
      paragraph(`• ${text}`, width, { style: isAlarm ? { color: 'red' } : dim }),
    ),
  ];
}

function drawEntry(
  state: DeskState,
  { case: found, priority, lease, partner, isRead }: QueueEntry,
  isHere: boolean,
): Line[] {
  const claim = defang(found.claim).trim() || state.words.desk.queue.noWords;
  const isMarked = state.marked.includes(found.ticket);
  const proposal = partner && state.words.desk.refer.proposal(partner.name);
  const read = isRead && state.words.desk.queue.machineRead;
  const marks = [read, proposal, marksOf(state, found, lease)].filter(Boolean).join(' · ');
  const others = priority.reasons.filter(({ type }) => type !== 'waiting');
  const reasons = reasonsOf({ reasons: others }, state.words.desk).map(({ text }) => text);
  const urgent = priority.urgency !== 'usual' || priority.isBurst || priority.isLate;
  return [
    [
      ...line(`${isHere ? '▸' : ' '}${isMarked ? '✓' : ' '}`, bold),
      ...line(found.ticket.padEnd(7), isHere ? { bold: true, inverse: true } : bold),
      ...line(' '),
      ...line(claim, isHere ? bold : {}),
    ],
    [
      ...line(`  ${span(priority.waitedMs, state.words)}`.padEnd(10)),
      ...(marks ? line(`${marks} · `, { color: 'cyan' }) : []),
      ...line(reasons.join(', '), urgent ? { color: 'red' } : dim),
    ],
  ];
}

/** Who has to do with a case, and what stands in the way. */
function marksOf(
  { reviewer, now, words }: DeskState,
  found: QueueEntry['case'],
  lease: QueueEntry['lease'],
): string {
  const say = words.desk.queue;
  const name = (who: string) => (who === reviewer ? words.marks.you : who);
  const marks = [
    lease && say.heldBy(name(lease.by)),
    found.assignee !== undefined && say.assignedTo(name(found.assignee)),
    found.proposal && words.marks.proposedBy(name(found.proposal.by)),
    found.draft && say.hasDraft,
    (found.snoozedUntil ?? 0) > now && say.sleepsUntil(hour(found.snoozedUntil ?? 0, words)),
    found.tags && found.tags.length > 0 && found.tags.map((tag) => `#${tag}`).join(' '),
  ];
  return marks.filter(Boolean).join(' · ');
}

function filtersOf({ filter, saved, savedId, words }: DeskState): string {
  const { topic, threat, tag, text } = filter;
  const say = words.filters;
  const name = saved.find(({ id }) => id === savedId)?.name;
  const filters = [
    name && `“${name}”`,
    text && say.text(text),
    topic && say.topic(words.desk.topic[topic]),
    threat && words.desk.reason.threat(words.desk.threat[threat]),
    tag && `#${tag}`,
  ];
  const shown = filters.filter(Boolean).join(', ');
  return shown === '' ? '' : `  ${say.shown(shown)}`;
}
