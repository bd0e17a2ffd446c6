import { expect, test } from 'vitest';
import { sayUrgency } from '../../src/services/cases/amend-case.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { listBoard, viewReferral } from '../../src/services/partners/referral-board.ts';
import { toWire } from '../../src/services/partners/referral-payload.ts';
import { actOnReport, listReports } from '../../src/services/partners/review-report.ts';
import { aDesk, NEWS } from '../support/a-desk.ts';
import { addPartner } from '../support/add-partner.ts';
import { nextInQueue } from '../support/next-in-queue.ts';
import { prepareReport } from '../support/prepare-report.ts';

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

test('an urgent report comes first at the desk, must be answered soon, and leads the board of its partner', async () => {
  const { stage, referenceOf } = await openReports();
  const calm = await referenceOf('c1', 'Spanduk di jalan menghina suku kami.');
  const urgent = await referenceOf(
    'c2',
    'Suku kami dihina, rumah kami mau dibakar malam ini',
    'tulis',
  );
  const before = await listReports(stage.deps);
  expect(before.map(({ reference, urgency }) => `${reference} ${urgency}`)).toEqual([
    `${urgent} life`,
    `${calm} usual`,
  ]);
  const by = 'rina';
  for (const reference of [calm, urgent]) {
    await actOnReport(stage.deps, { reference, by, act: { type: 'pass' } });
  }
  await stage.wait(MINUTE);
  const [first, second] = await listBoard(stage.deps, 'bawaslu');
  expect(first).toMatchObject({ reference: urgent, urgency: 'life' });
  expect((first?.answerBy ?? 0) - (first?.sentAt ?? 0)).toBe(5 * MINUTE);
  expect(second).toMatchObject({ reference: calm, urgency: 'usual' });
  const entry = await viewReferral(stage.deps, urgent, 'bawaslu');
  expect(entry && toWire(entry)).toMatchObject({ urgency: 'life' });
});

test('what the desk says of the urgency of a report holds, and is in the audit log', async () => {
  const { stage, referenceOf } = await openReports();
  const reference = await referenceOf('c1', 'Spanduk di jalan menghina suku kami.');
  const act = { type: 'urgency', urgency: 'hour' } as const;
  expect(await actOnReport(stage.deps, { reference, by: 'rina', act })).toMatchObject({
    type: 'done',
  });
  expect((await listReports(stage.deps))[0]?.urgency).toBe('hour');
  const [line] = await stage.deps.store.audit.list(1);
  const details = { before: 'usual', urgency: 'hour' };
  expect(line).toMatchObject({ what: 'urgency-said', of: reference, details });
});

/** A post with a partner, at which citizens agree that their reports may go there. */
async function openReports() {
  const stage = await aDesk();
  await addPartner(stage.store);
  const referenceOf = async (citizen: string, ...told: string[]) => {
    const id = await prepareReport(stage, citizen, told);
    await stage.write(citizen, 'ya');
    return `${id}-BAWASLU`;
  };
  return { stage, referenceOf };
}
