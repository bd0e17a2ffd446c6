import { expect, test } from 'vitest';
import { sayUrgency } from '../../src/services/cases/amend-case.ts';
import { listQueue, nextInQueue } from '../../src/services/cases/queue.ts';
import { aDesk, NEWS } from '../support/a-desk.ts';

const MINUTE = 60_000;
const FIRE = 'Rumah pak lurah Sukamaju mau dibakar massa malam ini';

test('where a life may be in danger, the case comes before all others and is late within minutes', async () => {
  const { stage, entry } = await reported();
  const [first, ...rest] = await listQueue(stage.deps);
  expect(first?.case.claim).toContain('lurah');
  expect(rest.length).toBeGreaterThan(0);
  expect(first?.priority).toMatchObject({ urgency: 'life', isLate: false });
  expect(first?.priority.reasons[0]).toEqual({ type: 'urgency', urgency: 'life' });
  await stage.wait(6 * MINUTE);
  expect((await entry())?.priority.isLate).toBe(true);
  expect((await nextInQueue(stage.deps, 'rina'))?.case.ticket).toBe(first?.case.ticket);
});

test('a reviewer settles the urgency; what was guessed is in the audit log', async () => {
  const { stage, entry, ticket } = await reported();
  await sayUrgency(stage.deps, { ticket, reviewer: 'rina' }, 'usual');
  expect((await entry())?.priority.urgency).toBe('usual');
  expect((await listQueue(stage.deps)).at(0)?.priority.urgency).toBe('usual');
  const [line] = await stage.deps.store.audit.list(1);
  const details = { guess: 'life', urgency: 'usual' };
  expect(line).toMatchObject({ what: 'urgency-said', of: ticket, details });
});

/** A danger that a citizen has reported after others had reported something else. */
async function reported() {
  const desk = await aDesk({}, NEWS);
  const before = new Set((await listQueue(desk.deps)).map((each) => each.case.ticket));
  await desk.write('w9', FIRE, { forwarded: true });
  await desk.write('w9', 'ya');
  const isNew = ({ case: found }: { case: { ticket: string } }) => !before.has(found.ticket);
  const entry = async () => (await listQueue(desk.deps)).find(isNew);
  return { stage: desk, entry, ticket: (await entry())?.case.ticket ?? '' };
}
