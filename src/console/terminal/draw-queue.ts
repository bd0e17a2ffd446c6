import { queueLists } from '../../review/filter-queue.ts';
import { defang } from '../../review/links.ts';
import type { QueueEntry } from '../../tipline/desk/review-queue.ts';
import { cursorAt, type DeskState, listed } from './desk-state.ts';
import type { Size } from './draw-desk.ts';
import { blank, bold, dim, type Line, line } from './line.ts';
import { hour, LISTS, SHORT_LISTS, TOPICS } from './wordings.ts';

/** On a terminal this wide the lists have their full names. */
export const WIDE = 110;

/** The lists of the desk with their numbers; the one that is shown stands in brackets. */
export function tabs(state: DeskState, columns: number): Line {
  const words = columns < WIDE ? SHORT_LISTS : LISTS;
  const names = queueLists.map((list, at) => {
    const name = `${at + 1} ${words[list]} ${listed(state, list).length}`;
    return list === state.list ? `[${name}]` : name;
  });
  return line(names.join(columns < WIDE ? ' ' : '  '));
}

/** The cases of a list, two lines each: what is asked, and why it stands where it stands. */
export function drawQueue(state: DeskState, { rows }: Size): Line[] {
  const entries = listed(state);
  const filters = filtersOf(state);
  const top = filters ? [line(filters, { color: 'yellow' })] : [];
  if (entries.length === 0) {
    return [...top, blank, line('  Tidak ada kasus di daftar ini.', dim)];
  }
  const at = cursorAt(state, entries);
  const room = Math.max(1, Math.floor((rows - top.length) / 2));
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), entries.length - room));
  const shown = entries.slice(from, from + room);
  return [...top, ...shown.flatMap((entry, n) => drawEntry(state, entry, from + n === at))];
}

function drawEntry(
  state: DeskState,
  { case: found, priority, lease }: QueueEntry,
  isHere: boolean,
): Line[] {
  const claim = defang(found.claim).trim() || '(tanpa kata-kata)';
  const isMarked = state.marked.includes(found.ticket);
  const marks = marksOf(state, found, lease);
  const urgent = priority.isBurst || priority.isLate;
  return [
    [
      ...line(`${isHere ? '▸' : ' '}${isMarked ? '✓' : ' '}`, bold),
      ...line(found.ticket.padEnd(7), isHere ? { bold: true, inverse: true } : bold),
      ...line(' '),
      ...line(claim, isHere ? bold : {}),
    ],
    [
      ...line('          '),
      ...(marks ? line(`${marks} · `, { color: 'cyan' }) : []),
      ...line(priority.reasons.join(', '), urgent ? { color: 'red' } : dim),
    ],
  ];
}

/** Who has to do with a case, and what stands in the way. */
function marksOf(
  { reviewer, now }: DeskState,
  found: QueueEntry['case'],
  lease: QueueEntry['lease'],
): string {
  const name = (who: string) => (who === reviewer ? 'Anda' : who);
  const marks = [
    lease && `dipegang ${name(lease.by)}`,
    found.assignee !== undefined && `untuk ${name(found.assignee)}`,
    found.proposal && `diusulkan ${name(found.proposal.by)}`,
    found.draft && 'ada draf',
    (found.snoozedUntil ?? 0) > now && `ditunda sampai ${hour(found.snoozedUntil ?? 0)}`,
    found.tags && found.tags.length > 0 && found.tags.map((tag) => `#${tag}`).join(' '),
  ];
  return marks.filter(Boolean).join(' · ');
}

function filtersOf({ topic, text }: DeskState): string {
  const filters = [text && `kata “${text}”`, topic && `topik ${TOPICS[topic]}`].filter(Boolean);
  return filters.length > 0 ? `  Saringan: ${filters.join(', ')} (Esc menghapus)` : '';
}
