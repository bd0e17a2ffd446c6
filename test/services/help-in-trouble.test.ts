import { expect, test } from 'vitest';
import { helpInTrouble } from '../../src/services/actions/help-in-trouble.ts';
import { aReport, aTurnWith, deps } from '../support/report-stage.ts';

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
