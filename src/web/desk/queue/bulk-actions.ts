import { performCaseAction } from '../../../services/cases/case-actions.ts';
import { nextMorning } from '../case/case-actions.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf, fieldsOf } from '../read-form.ts';

/** As many as a page shows. */
const MOST = 50;

/** Closes every marked case that nobody else holds. */
export async function closeAll(visit: KnownVisit): Promise<void> {
  await forEach(visit, { name: 'close', closing: fieldOf(visit.request, 'closing') });
}

/** Lets every marked case sleep until tomorrow morning. */
export async function snoozeAll(visit: KnownVisit): Promise<void> {
  await forEach(visit, { name: 'snooze', until: nextMorning(visit.desk.deps.clock.now()) });
}

/** Makes every marked case the reviewer's own. */
export async function assignAll(visit: KnownVisit): Promise<void> {
  await forEach(visit, { name: 'assign', to: visit.reviewer.name });
}

/** One after the other; a case that somebody else holds is left alone. */
async function forEach(
  visit: KnownVisit,
  act: Parameters<typeof performCaseAction>[2],
): Promise<void> {
  const { desk, request, response, reviewer } = visit;
  const held = new Map(
    (await desk.queue.entries()).map((each) => [each.case.ticket, each.lease?.by]),
  );
  const tickets = [...new Set(fieldsOf(request, 'ticket'))].slice(0, MOST);
  let isAll = true;
  for (const ticket of tickets) {
    const by = held.get(ticket);
    const isFree = held.has(ticket) && (by === undefined || by === reviewer.name);
    const on = { ticket, actor: reviewer };
    const done = isFree ? await performCaseAction(desk.deps, on, act) : undefined;
    if (done?.type !== 'done') isAll = false;
  }
  response.redirect(303, `/review/queue?done=${isAll ? 'saved' : 'some'}`);
}
