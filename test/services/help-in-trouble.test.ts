import { expect, test } from 'vitest';
import { helpInTrouble } from '../../src/services/actions/help-in-trouble.ts';
import { aReport, aTurnWith, deps, NOW } from '../support/report-stage.ts';

test.for([
  ['threat', true],
  ['home', true],
  ['unsure', undefined],
] as const)(
  'who is helped with %s while writing a report has been warned: %s',
  async ([kind, isWarned]) => {
    const turn = aTurnWith([aReport('violence', { preparedAt: undefined })]);
    await helpInTrouble.run(deps as never, turn, { kind });
    expect(turn.profile.reports?.[0]?.isWarned).toBe(isWarned);
  },
);

test.for([
  ['suicide', '', 'again-suicide'],
  ['suicide', 'heard', 'again-suicide'],
  ['suicide', 'over', 'quiet'],
  ['suicide', 'stop', 'quiet'],
  ['threat', '', 'again'],
  ['threat', 'heard', 'heard'],
  ['threat', 'stop', 'heard'],
  ['threat', 'over', 'over'],
  ['scammed', '', 'again-scam'],
  ['unsure', '', 'unsure'],
] as const)(
  'who was helped with %s and writes on with the sign “%s” is answered as in %s',
  async ([kind, sign, outcome]) => {
    const turn = aTurnWith();
    turn.conversation = { frames: [], topic: { name: kind, at: NOW } };
    expect((await helpInTrouble.run(deps as never, turn, { kind, sign })).outcome).toBe(outcome);
  },
);
