import { expect, test } from 'vitest';
import { problemOf } from '../../src/cli/play-review.ts';
import type { CaseActionResult } from '../../src/services/cases/case-action.ts';
import { MORNING } from '../support/stage.ts';

const on = { ticket: 'K7Q2', actor: { name: 'Rina', role: 'reviewer' } } as const;

type Problem = Exclude<CaseActionResult, { type: 'done' | 'already' }>;

/** By what came of it, what has to be told; one that is missing here does not compile. */
const TOLD: { [Type in Problem['type']]: [Extract<Problem, { type: Type }>, says: string] } = {
  unknown: [{ type: 'unknown' }, 'there is no case K7Q2'],
  taken: [{ type: 'taken', by: 'Sari', until: MORNING }, 'K7Q2 is claimed by Sari until 20'],
  decided: [{ type: 'decided', status: 'published' }, 'K7Q2 is published already'],
  lost: [{ type: 'lost' }, 'K7Q2 is no longer yours'],
  refused: [{ type: 'refused', why: 'not-held' }, 'K7Q2: claim it first'],
  problem: [{ type: 'problem', message: 'too unlike' }, 'too unlike'],
  deaf: [{ type: 'deaf', why: 'nobody' }, 'K7Q2'],
  forbidden: [{ type: 'forbidden', needs: 'decide' }, 'Rina is reviewer and may not do that'],
  invalid: [{ type: 'invalid', problems: { url: 'is no address' } }, 'url: is no address'],
};

test.for(Object.values(TOLD))('whoever acts on a case in vain is told why: %j', ([done, says]) => {
  expect(problemOf(on, done)).toContain(says);
});
