import { expect, test } from 'vitest';
import { casePassedOn, reportPassedOn } from '../../src/services/actions/referral-status.ts';
import { unmerge } from '../../src/services/cases/case-actions.ts';
import type { CaseDeps } from '../../src/services/cases/case-deps.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { aCase, aCaseCommit, aTip } from '../support/builders.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { openReportAtDesk } from '../support/report-at-desk.ts';
import { aTurnWith } from '../support/report-stage.ts';

test('a case tells to whom another was passed on that it has taken in, and no more once that is out again', async () => {
  const { deps, store, refer, found } = await openCaseAtPartner();
  const other = aCase();
  const tips = [aTip({ case: other.id, citizen: 'budi' })];
  await store.cases.commit(aCaseCommit({ newCases: [other], tips }));
  await refer();
  const told = () => casePassedOn(deps, aTurnWith(), { found: other, since: 0 });
  expect(await told()).toEqual([]);
  await mergeCases(deps, { from: found.ticket, into: other.ticket, reviewer: 'rina' });
  expect(await told()).toEqual([expect.any(String)]);
  const openCases = { follow: async () => {} };
  await unmerge({ ...deps, openCases } as unknown as CaseDeps, {
    ticket: found.ticket,
    reviewer: 'rina',
  });
  expect(await told()).toEqual([]);
});

test('of two reports with the same number everybody hears where their own went, and no other', async () => {
  const { deps, act, citizen, report } = await openReportAtDesk();
  await act({ type: 'pass' });
  const told = (who: string) => reportPassedOn(deps, { ...aTurnWith(), citizen: who }, report);
  expect(await told(citizen)).toEqual([expect.stringContaining('Bawaslu')]);
  expect(await told('somebody-else')).toEqual([]);
});
