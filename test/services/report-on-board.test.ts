import { expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { joinMatter, MOST_JOINED } from '../../src/services/partners/join-matter.ts';
import { viewReferral } from '../../src/services/partners/referral-board.ts';
import { findReferral, saveReferral } from '../../src/services/partners/referrals.ts';
import { openReportAtDesk } from '../support/report-at-desk.ts';
import { MORNING } from '../support/stage.ts';

/** A citizen's report as its partner has it, and as it stands on the board. */
async function openReport(link: string) {
  const account = 'Seorang orator menghina sebuah suku, hubungi 0812-3456-7890';
  const world = await openReportAtDesk({}, { account, link });
  const { deps, reference, report } = world;
  const refer = (under: string) =>
    saveReferral(deps, {
      ...{ reference: under, revision: 0, report: report.id, organisation: 'bawaslu', told: 0 },
      ...{ threat: 'ujaran_kebencian', answerMs: 1, escalations: 0, parcels: [], heard: [] },
      steps: [{ status: 'dikirim', at: MORNING, by: 'rina' }],
    });
  const referral = await refer(reference);
  if (!referral) throw new Error('it is not kept');
  const seen = () => viewReferral(deps, reference, 'bawaslu');
  return { ...world, referral, seen };
}

test('a partner reads of a report what its citizen agreed to, masked, and how it stands', async () => {
  const { seen, referral, deps } = await openReport('https://palsu.example/a');
  const first = await seen();
  expect(first).toMatchObject({ isReport: true, reports: 1, regions: ['Maluku'] });
  expect(first?.links).toEqual(['https://palsu.example/a']);
  expect(first?.claim).toContain('menghina sebuah suku');
  expect(JSON.stringify(first)).not.toContain('0812');
  for (const none of ['isRestricted', 'matter', 'caseNumber', 'assignee', 'deletedAt']) {
    expect(first).not.toHaveProperty(none);
  }
  const more = { matter: 'M', caseNumber: '7/2026', assignee: 'eka' };
  await saveReferral(deps, { ...referral, ...more, deleted: { at: MORNING, by: 'eka' } });
  expect(await seen()).toMatchObject({ ...more, deletedAt: MORNING });
});

test('a partner reads what the citizen answered to it, masked and with links that nobody opens by accident', async () => {
  const { seen, setProfile, report } = await openReport('https://palsu.example/a');
  const { handOver } = report;
  if (!handOver) throw new Error('it is agreed to');
  const answer = (text: string, partner?: string) => ({
    ...{ at: MORNING, question: 0, text },
    ...(partner !== undefined && { partner }),
  });
  const replies = [
    answer(' Saya lihat di https://jahat.example/a, hubungi 0812-3456-7890 '),
    answer('Untuk polisi saja', 'polri'),
    answer(''),
  ];
  await setProfile({ reports: [{ ...report, handOver: { ...handOver, replies } }] });
  const told = (await seen())?.report?.replies ?? [];
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Saya lihat di .*jahat/);
  expect(JSON.stringify(told)).not.toMatch(/https:\/\/jahat|3456|polisi| "/);
});

test('of a report that its citizen restricts a partner reads that, and of one that is gone nothing', async () => {
  const { seen, setProfile, report } = await openReport('https://palsu.example/a');
  await setProfile({ ...newProfile('id', MORNING), reports: [report], isRestricted: true });
  const restricted = await seen();
  expect(restricted).toMatchObject({ isRestricted: true, claim: '', links: [] });
  expect(JSON.stringify(restricted)).not.toMatch(/orator|palsu/);
  await setProfile({ reports: [] });
  const gone = await seen();
  expect(gone).toMatchObject({ claim: '', links: [], regions: [], reports: 0 });
  expect(gone).not.toHaveProperty('report');
});

test('a restricted report is compared with nothing', async () => {
  const { deps, setProfile, report, referral, reference } =
    await openReport('https://palsu.example/a');
  await setProfile({ reports: [report], isRestricted: true });
  const signs = new Map<string, readonly string[]>();
  await joinMatter({ ...deps, round: { left: MOST_JOINED, signs } }, referral);
  expect(signs.get(reference)).toEqual([]);
  await setProfile({ reports: [report], isRestricted: false });
  signs.clear();
  const { matter: _, ...again } = (await findReferral(deps, reference)) ?? referral;
  await joinMatter({ ...deps, round: { left: MOST_JOINED, signs } }, again);
  expect(signs.get(reference)).toHaveLength(1);
});
