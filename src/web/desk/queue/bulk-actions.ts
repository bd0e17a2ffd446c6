import { closings } from '../../../domain/cases/case.ts';
import { assign, snooze } from '../../../services/cases/amend-case.ts';
import type { Done } from '../../../services/cases/change-case.ts';
import { close } from '../../../services/cases/decide-case.ts';
import { nextMorning } from '../case/case-actions.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf, fieldsOf } from '../read-form.ts';

/** As many as a page shows. */
const MOST = 50;

/** Closes every marked case that nobody else holds. */
export async function closeAll(visit: KnownVisit): Promise<void> {
  const closing = closings.find((each) => each === fieldOf(visit.request, 'closing'));
  await forEach(visit, async (ticket) => {
    const action = { ticket, reviewer: visit.reviewer.name };
    return closing ? close(visit.desk.deps, action, closing) : { type: 'unknown' };
  });
}

/** Lets every marked case sleep until tomorrow morning. */
export async function snoozeAll(visit: KnownVisit): Promise<void> {
  const { deps } = visit.desk;
  const until = nextMorning(deps.clock.now());
  await forEach(visit, (ticket) => snooze(deps, { ticket, reviewer: visit.reviewer.name }, until));
}

/** Makes every marked case the reviewer's own. */
export async function assignAll(visit: KnownVisit): Promise<void> {
  const { desk, reviewer } = visit;
  const own = (ticket: string) => ({ ticket, reviewer: reviewer.name });
  await forEach(visit, (ticket) => assign(desk.deps, own(ticket), reviewer.name));
}

/** One after the other; a case that somebody else holds is left alone. */
async function forEach(visit: KnownVisit, act: (ticket: string) => Promise<Done>): Promise<void> {
  const { desk, request, response, reviewer } = visit;
  const held = new Map(
    (await desk.queue.entries()).map((each) => [each.case.ticket, each.lease?.by]),
  );
  const tickets = [...new Set(fieldsOf(request, 'ticket'))].slice(0, MOST);
  let isAll = true;
  for (const ticket of tickets) {
    const by = held.get(ticket);
    const isFree = held.has(ticket) && (by === undefined || by === reviewer.name);
    if (!isFree || (await act(ticket)).type !== 'done') isAll = false;
  }
  response.redirect(303, `/review/queue?done=${isAll ? 'saved' : 'some'}`);
}
