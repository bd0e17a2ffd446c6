import { may } from '../../../domain/accounts/permissions.ts';
import { readFilter } from '../../../domain/cases/queue-filter.ts';
import type { QueuedCase } from '../../../services/cases/open-queue.ts';
import { followQueue } from '../../../services/cases/queue.ts';
import {
  byCitizens,
  type CaseGroup,
  groupSimilar,
} from '../../../services/cases/similar-groups.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { askedFor, type KnownVisit, partOf } from '../desk.ts';
import { postForm, send, sendMissing } from '../layout.ts';
import { showLine } from '../show-text.ts';

type Folded = Pick<QueuedCase, 'case'> & Pick<CaseGroup, 'others'>;

/** The cases of a list that look like one of them, folded below its row. */
export function similarRow({ words, reviewer }: KnownVisit, row: Folded, list: string): Part {
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

function claimOf(
  { queue, reason }: KnownVisit['words'],
  { case: found, priority }: QueuedCase,
): Html {
  return html`<a class="ticket" href="/review/cases/${found.ticket}">${found.ticket}</a> <span dir="auto">${showLine(found.claim, 600) || queue.noWords}</span> <span class="soft">${reason.citizens(priority.citizens)}</span>`;
}
