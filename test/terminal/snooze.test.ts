import { expect, test } from 'vitest';
import { askFor } from '../../src/terminal/case-questions.ts';
import { MORNING } from '../support/stage.ts';
import { openDesk } from './open-desk.ts';

test('a snoozed case leaves the ready list, and wakes by a key', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', 'z', '2');
  expect(await desk.store.cases.byTicket('K000')).toMatchObject({
    snoozedUntil: MORNING + 4 * 3_600_000,
  });
  await rina.press('5');
  expect(rina.lines()[1]).toContain('K000');
  await rina.press('enter', 'w');
  expect((await desk.store.cases.byTicket('K000'))?.snoozedUntil).toBeUndefined();
});

test.for([
  ['00:10', 0, '1 jam', '2026-11-24T01:10'],
  ['00:10', 1, '4 jam', '2026-11-24T04:10'],
  ['00:10', 2, 'besok 08.00', '2026-11-25T08:00'],
  ['06:30', 2, 'besok 08.00', '2026-11-25T08:00'],
  ['23:30', 2, 'besok 08.00', '2026-11-25T08:00'],
  ['23:30', 3, '3 hari', '2026-11-27T23:30'],
] as const)(
  'snoozed at %s, choice %i (“%s”) wakes a case at %s in Jakarta',
  async ([time, at, label, wakes]) => {
    const desk = await openDesk({ cases: 1 });
    const rina = await desk.sit('rina');
    await rina.press('enter');
    const now = Date.parse(`2026-11-24T${time}:00+07:00`);
    const { prompt } = askFor({ ...rina.session.state, now }, 'z');
    const choice = prompt?.type === 'choose' && prompt.choices[at];
    const until = Date.parse(`${wakes}:00+07:00`);
    expect(choice).toMatchObject({ label, order: { event: { until } } });
  },
);
