import { expect, test } from 'vitest';
import { findLastTold } from '../../src/services/actions/answer-verdict.ts';
import { aFactCheck } from '../support/builders.ts';
import { aTurnWith, NOW } from '../support/report-stage.ts';

test.for([
  [['a', 1], ['b', 2], 'b'],
  [['b', 2], ['a', 1], 'b'],
  [['a', 1], ['b', 1], 'b'],
] as const)('of what was told %j and %j, questions are about %s', async ([one, other, last]) => {
  const told = [one, other].map(([factCheck, minute]) => ({
    ...{ factCheck, version: 1, at: NOW + minute },
  }));
  const store = {
    ledger: { toldTo: async () => told },
    factChecks: { get: async (id: string) => aFactCheck({ id }) },
  } as unknown as Parameters<typeof findLastTold>[0]['store'];
  expect((await findLastTold({ store }, aTurnWith()))?.id).toBe(last);
});
