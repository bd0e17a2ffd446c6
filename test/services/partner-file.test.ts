import { expect, test } from 'vitest';
import { fileOf, handleReferral } from '../../src/services/partners/handle-referral.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import { aDesk } from '../support/a-desk.ts';
import { addPartner } from '../support/add-partner.ts';

test('of two people at a partner who change its file, the later is told', async () => {
  const { deps, store, ticket } = await aDesk();
  await addPartner(store);
  const referring = { ticket, organisation: 'bawaslu', threat: 'pelanggaran_pemilu' } as const;
  await referCase(deps, { ...referring, answerMs: 3_600_000, by: 'rina' });
  const reference = `${ticket}-BAWASLU`;
  const write = async (by: string, caseNumber: string, seen: string) => {
    const theirs = { reference, organisation: 'bawaslu', by, recordedBy: 'partner' } as const;
    return (await handleReferral(deps, { ...theirs, caseNumber, seen })).type;
  };
  const before = fileOf({});
  expect(await write('sari', '012/LP', before)).toBe('done');
  expect(await write('joko', '099/LP', before)).toBe('refused');
  const found = await findReferral(deps, reference);
  expect(found?.caseNumber).toBe('012/LP');
  expect(await write('joko', '099/LP', fileOf(found ?? {}))).toBe('done');
});
