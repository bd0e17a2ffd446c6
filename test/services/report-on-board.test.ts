import { expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { joinMatter, MOST_JOINED } from '../../src/services/partners/join-matter.ts';
import { answerReferral } from '../../src/services/partners/refer-case.ts';
import { viewReferral } from '../../src/services/partners/referral-board.ts';
import { findReferral, saveReferral } from '../../src/services/partners/referrals.ts';
import { saveReportReferral } from '../../src/services/partners/report-referrals.ts';
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

test('a partner reads which others have the same report, and of no other citizen’s', async () => {
  const { deps, seen, referral, atDesk } = await openReport('https://palsu.example/a');
  const own = await atDesk();
  if (!own) throw new Error('it is at the desk');
  for (const [id, name] of [
    ['polri', 'Polri'],
    ['komdigi', 'Komdigi'],
    ['kpu', 'KPU'],
    ['kpi', 'KPI'],
  ] as const) {
    await addOrganisation(deps, { id, name, kind: 'other' }, 'ayu');
  }
  const others = {
    polri: {},
    komdigi: { report: 'LXYZ' },
    kpu: { citizen: 'somebody else' },
  };
  for (const [organisation, changes] of Object.entries(others)) {
    const reference = `LABC-${organisation.toUpperCase()}`;
    await saveReportReferral(deps, { ...own, revision: 0, reference, organisation, ...changes });
    await saveReferral(deps, { ...referral, revision: 0, reference, organisation });
  }
  // The desk has not decided yet whether this one gets it.
  const waiting = { reference: 'LABC-KPI', organisation: 'kpi' };
  await saveReportReferral(deps, { ...own, revision: 0, ...waiting });
  expect((await seen())?.report?.sharedWith).toEqual(['Polri']);
});

/** Two citizens' reports to one partner that may know who is reported; whether they are joined. */
async function areJoined(one: string, other: string): Promise<boolean> {
  const { deps, report, referral, atDesk, setProfile } = await openReport('');
  const handOver = { ...report.handOver, isFull: true } as typeof report.handOver;
  const reports = [one, other].map((link, at) => ({
    ...report,
    ...{ id: at === 0 ? report.id : 'LXYZ', link, handOver },
  }));
  await setProfile({ reports });
  const own = await atDesk();
  if (!own) throw new Error('it is at the desk');
  const second = { revision: 0, report: 'LXYZ', reference: 'LXYZ-BAWASLU' };
  await saveReportReferral(deps, { ...own, ...second });
  const later = await saveReferral(deps, { ...referral, ...second });
  if (!later) throw new Error('it is not kept');
  const joining = { ...deps, round: { left: MOST_JOINED, signs: new Map() } };
  await joinMatter(joining, referral);
  return (await joinMatter(joining, later)).matter !== '';
}

test.each([
  ['Rek. 123-456-7890 a.n. Budi', 'rekening 1234567890', true],
  ['Rek. 123-456-7890', 'Rek. 123-456-7891', false],
  ['WA 0812 3456 7890', '+62 812-3456-7890', true],
  ['WA 0812 3456 7890', 'WA 0813 3456 7890', false],
  ['Pemilu 2024', 'Pemilu 2024', false],
  ['1234 kotak suara', '1234 kotak suara', false],
  ['Akun @Palsu.Resmi', 'akun @palsu.resmi', true],
])('reports of "%s" and of "%s" are about one matter: %s', async (one, other, isOne) => {
  expect(await areJoined(one, other)).toBe(isOne);
});

test('what a partner answers to a report is on record, with who said it', async () => {
  const { deps, reference, audited } = await openReport('https://palsu.example/a');
  const said = { organisation: 'bawaslu', by: 'eka', recordedBy: 'partner' } as const;
  await answerReferral(deps, { ...said, reference, status: 'diterima' });
  expect((await audited()).at(-1)).toEqual({
    ...{ what: 'referral-answered', by: 'eka', of: reference },
    details: { organisation: 'bawaslu', status: 'diterima', recordedBy: 'partner' },
  });
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
