import { expect, test } from 'vitest';
import type { StoredReferral } from '../../../src/services/partners/referrals.ts';
import { countAnswers, type SituationDeps } from '../../../src/services/situation/count-answers.ts';
import { deps } from '../../support/report-stage.ts';
import { MORNING } from '../../support/stage.ts';

const HOUR = 3_600_000;

test('what was withdrawn before its partner answered counts as neither in time nor quick', async () => {
  const referral = (status: string, hours: number) =>
    ({
      organisation: 'bawaslu',
      answerMs: 24 * HOUR,
      steps: [
        { status: 'dikirim', at: MORNING },
        { status, at: MORNING + hours * HOUR },
      ],
    }) as unknown as StoredReferral; // as much of it as is counted
  const parts = {
    ...{ ...deps, store: { figures: { decided: async () => [] } } },
    clock: { now: () => MORNING + 48 * HOUR },
  } as unknown as SituationDeps;
  const rows = await countAnswers(parts, {
    ...{ queue: [], reports: [], names: new Map([['bawaslu', 'Bawaslu']]), isWithin: () => true },
    referrals: [referral('ditarik', 1), referral('diterima', 5)],
  });
  expect(rows.at(-1)).toMatchObject({
    ...{ who: 'Bawaslu', asked: 2, inTime: 1, late: 0, waiting: 0, withdrawn: 1 },
    ...{ medianMinutes: 300, share: 100 },
  });
});
