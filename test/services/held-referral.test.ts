import { expect, test } from 'vitest';
import { holdCase } from '../../src/services/cases/amend-case.ts';
import { close } from '../../src/services/cases/decide-case.ts';
import { handleReferral } from '../../src/services/partners/handle-referral.ts';
import { processReferrals } from '../../src/services/partners/process-referrals.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import { countMonths } from '../../src/services/transparency/monthly-reports.ts';
import { aDesk } from '../support/a-desk.ts';
import { addPartner } from '../support/add-partner.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('a referral whose case is held as evidence stays until the hold is over', async () => {
  const { deps, store, rina } = await aDesk();
  await addPartner(store);
  const about = { threat: 'pelanggaran_pemilu', answerMs: HOUR, by: 'rina' } as const;
  await referCase(deps, { ...about, ticket: rina.ticket, organisation: 'bawaslu' });
  const reference = `${rina.ticket}-BAWASLU`;
  const theirs = { reference, organisation: 'bawaslu', by: 'sari', note: 'Tunggu saksi.' };
  await handleReferral(deps, { ...theirs, recordedBy: 'partner' });
  await close(deps, rina, 'unverifiable');
  await holdCase(deps, rina, { days: 100, reason: 'Surat penyidik' });
  const notesAfter = async (days: number) => {
    const later = { ...deps, clock: { ...deps.clock, now: () => MORNING + days * DAY } };
    await countMonths(later);
    await processReferrals(later);
    return (await findReferral(deps, reference))?.notes?.length;
  };
  expect(await notesAfter(31)).toBe(1);
  expect(await notesAfter(99)).toBe(1);
  expect(await notesAfter(101)).toBeUndefined();
});
