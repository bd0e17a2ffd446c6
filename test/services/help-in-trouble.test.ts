import { expect, test } from 'vitest';
import { helpInTrouble } from '../../src/services/actions/help-in-trouble.ts';
import { beginFittingReport } from '../../src/services/actions/prepare-report.ts';
import { troubles } from '../../src/triage/trouble/read-rules.ts';
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
  ['suicide', 'heard', 'heard-suicide'],
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

/** What is named again to who writes on in each trouble, and what their report is about. */
const WRITING_ON: Readonly<Record<(typeof troubles)[number], [answer: string, report: string]>> = {
  suicide: ['again-suicide', 'violence'],
  child: ['again', 'violence'],
  blackmail: ['again', 'violence'],
  home: ['again', 'violence'],
  threat: ['again', 'violence'],
  installed: ['again-scam', 'scam'],
  scammed: ['again-scam', 'scam'],
  unsure: ['again', 'violence'],
};

test.for(troubles)(
  'who writes on about %s is helped as one in danger, or with money where only that is at stake',
  async (kind) => {
    const able = { ...deps, randomBytes: (size: number) => new Uint8Array(size) } as never;
    const turn = aTurnWith();
    turn.conversation = { frames: [], topic: { name: kind, at: turn.now } };
    const helped = await helpInTrouble.run(able, turn, { kind, sign: 'more' });
    await beginFittingReport.run(able, turn, { kind, story: 'begini ceritanya' });
    const reports = turn.profile.reports?.map(({ threat }) => threat);
    expect([helped.outcome, reports?.[0]]).toEqual(WRITING_ON[kind]);
  },
);
